using System.Text;
using FastSignal.Parsing;
using FastSignal.Server.Contents;
using FastSignal.Server.Tests.Ingest;

namespace FastSignal.Server.Tests.Contents;

public class EntryContentTests
{
    private static readonly byte[] Json = Encoding.UTF8.GetBytes("""{"First Name":"Zoë","Employee Count":60,"nested":{"a":[1,{"b":null}]}}""");

    public static TheoryData<string, int> Codings => new()
    {
        { "gzip", 0 }, { "x-gzip", 0 }, { "GZIP", 0 }, { "deflate", 1 }, { "deflate", 2 }, { "br", 3 }, { "identity, gzip", 0 }, { "identity", -1 },
    };

    [Theory, MemberData(nameof(Codings))]
    public void A_coded_content_gives_the_record_of_the_plain_one_however_it_is_cut(string coding, int kind)
    {
        var ingest = new TestIngest();
        _ = ExchangeRun.Of(ingest, Post(Json, "identity"));
        var octets = Post(kind < 0 ? Json : Coded.All(Json).ElementAt(kind).Octets, coding);
        for (var place = 1; place < octets.Length; place++)
            Assert.Equal([202], ExchangeRun.Statuses(ExchangeRun.Of(ingest, ExchangeRun.Cut(octets, place)).Output));
        Assert.Equal(octets.Length, ingest.Log.Records.Count);
        Assert.Single(ingest.Log.Records.Select(r => Convert.ToHexString(EntryRecord.TryRead(r, out var record) ? record.Fields : []))
            .Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("compress")]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    [InlineData("gzip;q=1")]
    [InlineData("gzip\r\nContent-Encoding: gzip")]
    public void Any_other_coding_and_more_than_one_is_refused_with_those_that_are_taken(string coding)
    {
        var (output, closes) = ExchangeRun.Of(new TestIngest(), [.. Post("12345"u8.ToArray(), coding), .. TestIngest.Post("{}")]);
        Assert.False(closes);
        Assert.Equal([415, 202], ExchangeRun.Statuses(output));
        Assert.Contains("Accept-Encoding: gzip, deflate, br\r\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_coded_content_without_octets_is_empty() =>
        Assert.Contains("\"code\":\"empty_content\"", ExchangeRun.Of(new TestIngest(), Post([], "gzip")).Output, StringComparison.Ordinal);

    [Fact]
    public void A_content_that_is_refused_leaves_nothing_to_the_next_one()
    {
        var ingest = new TestIngest();
        var (output, _) = ExchangeRun.Of(
            ingest, [.. Post(Coded.Gzip("""{"a":}"""u8.ToArray()), "gzip"), .. TestIngest.Post("{\"b\":1}"), .. Post(Coded.Brotli(Json), "br")]);
        Assert.Equal([400, 202, 202], ExchangeRun.Statuses(output));
        Assert.Contains("at byte 5, found '}'", output, StringComparison.Ordinal);
        Assert.Equal(2, ingest.Log.Records.Count);
    }

    [Fact]
    public void The_beginning_is_remembered_for_whoever_wants_to_see_what_was_refused()
    {
        using var content = new EntryContent(1 << 20);
        content.Begin(new RecordHeader { SignalId = 1 }, ContentCoding.Identity);
        foreach (var piece in Enumerable.Repeat("0123456789"u8.ToArray(), 1000))
            content.Remember(piece);
        Assert.Equal(ContentBeginning.MaxBytes, content.Beginning.Length);
        Assert.True(content.Beginning.StartsWith("01234567890123456789"u8));

        content.Reset();
        content.Begin(new RecordHeader { SignalId = 1 }, ContentCoding.Gzip);
        content.Take(Coded.Gzip("""{"a":1,}"""u8.ToArray()), out _);
        Assert.Equal(ParseStatus.Invalid, content.Complete(out _));
        Assert.Equal("""{"a":1,}""", Encoding.UTF8.GetString(content.Beginning));

        content.Reset();
        content.Begin(new RecordHeader { SignalId = 1 }, ContentCoding.Gzip);
        content.Take("no gzip"u8, out _);
        Assert.Equal(ParseStatus.Invalid, content.Complete(out _));
        Assert.Equal("no gzip", Encoding.UTF8.GetString(content.Beginning));
    }

    private static byte[] Post(byte[] content, string coding) =>
        [.. Encoding.ASCII.GetBytes(
                $"POST /custom_signals/{TestIngest.Live}/entries HTTP/1.1\r\nHost: h\r\nContent-Encoding: {coding}\r\nContent-Length: {content.Length}\r\n\r\n"),
            .. content];
}
