using System.Text;
using FastSignal.Leads;
using FastSignal.Parsing;
using FastSignal.Server.Refusals;
using FastSignal.Server.Tests.Contents;

namespace FastSignal.Server.Tests.Ingest;

/// <summary>What an exchange notes of the requests that it refuses.</summary>
public class KeptRefusalsTests
{
    private const string Bad = """{"email":"mara@brightforge.example","n":}""";

    [Fact]
    public void However_it_is_cut_a_content_that_is_refused_is_kept_from_its_first_octet_with_its_signal_and_reason()
    {
        var octets = TestIngest.Post(Bad, fields: "User-Agent: Zapier\r\n");
        for (var place = 1; place < octets.Length; place++)
        {
            var kept = Single(octets, place);
            Assert.Equal((2L, "malformed_json", 40L, Bad), (kept.SignalId, kept.Code, kept.Offset, Encoding.UTF8.GetString(kept.Content.Span)));
            Assert.Equal("Zapier", Encoding.ASCII.GetString(kept.UserAgent.Span));
            Assert.False(kept.IsCut);
        }

        Assert.Equal(Bad, Encoding.UTF8.GetString(Single(octets, [.. Enumerable.Range(1, octets.Length)]).Content.Span));
        Assert.Equal(Bad, Encoding.UTF8.GetString(Single(TestIngest.PostChunked(Bad, 7)).Content.Span));
    }

    [Fact]
    public void Whoever_left_a_request_anywhere_in_its_middle_leaves_nothing_to_the_next_connection()
    {
        const string Dirt = "User-Agent: Other\r\nIdempotency-Key: other\r\nExpect: 100-continue\r\n";
        foreach (var left in (byte[][])[TestIngest.Post($"{{\"a\":\"{new string('x', 300)}\",\"b\":[[1", TestIngest.Draft, Dirt),
            TestIngest.Post("not a gzip member", TestIngest.Draft, Dirt + "Content-Encoding: gzip\r\n")])
        {
            for (var place = 1; place < left.Length; place++)
            {
                var ingest = new TestIngest();
                ExchangeRun.Of(ingest, ExchangeRun.Cut(left[..place], place / 2));
                ExchangeRun.Of(ingest, [.. TestIngest.Post("{\"n\":1}"), .. TestIngest.Post(Bad)]);

                Assert.True(EntryRecord.TryRead(Assert.Single(ingest.Log.Records), out var record));
                Assert.Equal((2L, false, 0, 0, 4),
                    (record.SignalId, record.IsTest, record.IdempotencyKeyHash.Length, record.UserAgent.Length, record.Fields.Length));
                var kept = Assert.Single(ingest.State.Refusals.Waiting());
                Assert.Equal((2L, 0, Bad, false), (kept.SignalId, kept.UserAgent.Length, Encoding.UTF8.GetString(kept.Content.Span), kept.IsCut));
            }
        }
    }

    [Fact]
    public void Of_a_long_content_the_first_4_KiB_are_kept_and_that_it_was_cut()
    {
        var content = "{\"a\":\"" + new string('x', 10_000) + "\",}";
        var octets = TestIngest.Post(content);
        foreach (var kept in new[] { Single(octets), Single(octets, 3000, 5000), Single(octets, octets.Length - 1) })
        {
            Assert.Equal(content[..RefusalJournal.MaxContentBytes], Encoding.UTF8.GetString(kept.Content.Span));
            Assert.True(kept.IsCut);
        }
    }

    [Fact]
    public void A_coded_content_is_kept_decoded()
    {
        var coded = Coded.Gzip(Encoding.UTF8.GetBytes(Bad));
        byte[] octets = [.. Encoding.ASCII.GetBytes(
                $"POST /custom_signals/{TestIngest.Live}/entries HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: {coded.Length}\r\n\r\n"),
            .. coded];
        Assert.Equal(Bad, Encoding.UTF8.GetString(Single(octets).Content.Span));
    }

    [Fact]
    public void What_is_refused_by_its_head_is_kept_with_the_content_that_came_along_and_nothing_of_the_head()
    {
        var (next, none) = (TestIngest.Post("{}"), RejectionStore.NoSignal);
        var unknown = Single([.. TestIngest.Post("{\"a\":1}", "unknown-token-0123456789"), .. next]);
        Assert.Equal((none, "not_found", "{\"a\":1}"), (unknown.SignalId, unknown.Code, Encoding.UTF8.GetString(unknown.Content.Span)));

        var expecting = Single([.. TestIngest.Post("{\"a\":1}", fields: "Expect: tea\r\n"), .. next]);
        Assert.Equal((2L, "expectation_failed", "{\"a\":1}"), (expecting.SignalId, expecting.Code, Encoding.UTF8.GetString(expecting.Content.Span)));

        var large = Single(Encoding.ASCII.GetBytes(
            $"POST /custom_signals/{TestIngest.Live}/entries HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\n\r\n" + "{\"a\""));
        Assert.Equal((2L, "content_too_large", "{\"a\""), (large.SignalId, large.Code, Encoding.UTF8.GetString(large.Content.Span)));

        var broken = Single(Encoding.ASCII.GetBytes($"POST /custom_signals/{TestIngest.Live}/entries HTTP/1.1\r\nHost : h\r\n\r\n"));
        Assert.Equal((none, "bad_request", ""), (broken.SignalId, broken.Code, Encoding.UTF8.GetString(broken.Content.Span)));
    }

    private static KeptRejection Single(byte[] octets, params int[] places)
    {
        var ingest = new TestIngest();
        _ = ExchangeRun.Of(ingest, ExchangeRun.Cut(octets, places));
        return Assert.Single(ingest.State.Refusals.Waiting());
    }
}
