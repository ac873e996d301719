using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Tests.Ingest;

public partial class HttpExchangeTests
{
    private const string Content = """{"First Name":"Zoë","Employee Count":60,"nested":{"a":[1,{"b":null}]}}""";

    [Fact]
    public void An_entry_is_appended_and_acknowledged_with_its_Entry_Id()
    {
        var ingest = new TestIngest();
        var (output, closes) = ExchangeRun.Of(ingest, TestIngest.Post(Content));

        Assert.False(closes);
        Assert.Matches("^HTTP/1.1 202 Accepted\r\nDate: [A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r\nContent-Type: application/json\r\nContent-Length: 14\r\nEntry-Id: 0123abcd-1\r\n\r\n\\{\"status\":202\\}$",
            output);
        Assert.Single(ingest.Log.Records);
    }

    [Fact]
    public void A_signal_that_says_so_is_acknowledged_with_200()
    {
        var (output, _) = ExchangeRun.Of(new TestIngest(), TestIngest.Post(Content, TestIngest.Rb2b));
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", output, StringComparison.Ordinal);
        Assert.EndsWith("{\"status\":200}", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_at_every_octet_the_answers_and_records_are_the_same()
    {
        var octets = TestIngest.Post(Content);
        var whole = Run([octets]);
        for (var place = 1; place < octets.Length; place++)
            Assert.Equal(whole, Run(ExchangeRun.Cut(octets, place)));
        Assert.Equal(whole, Run(ExchangeRun.Cut(octets, [.. Enumerable.Range(1, octets.Length)])));
    }

    [Fact]
    public void Chunked_at_every_size_the_answers_and_records_are_the_same()
    {
        var whole = Run([TestIngest.Post(Content)]);
        for (var size = 1; size <= 64; size++)
        {
            var octets = TestIngest.PostChunked(Content, size);
            Assert.Equal(whole, Run([octets]));
            Assert.Equal(whole, Run(ExchangeRun.Cut(octets, [.. Enumerable.Range(1, octets.Length)])));
        }
    }

    [Fact]
    public void Cut_at_random_pipelined_requests_give_the_same_answers_and_records()
    {
        byte[] octets = [.. TestIngest.Post(Content), .. TestIngest.PostChunked(Content, 7), .. TestIngest.Post("{"),
            .. "GET /livez HTTP/1.1\r\nHost: h\r\n\r\n"u8, .. TestIngest.Post("{}")];
        var whole = Run([octets]);
        Gen.Int[1, octets.Length - 1].Array[0, 6].Sample(places => Assert.Equal(whole, Run(ExchangeRun.Cut(octets, places))), iter: 2000);
    }

    [Fact]
    public void Pipelined_requests_are_answered_in_order_after_one_commit()
    {
        var ingest = new TestIngest();
        var (output, _) = ExchangeRun.Of(ingest, [.. TestIngest.Post("{\"n\":1}"), .. TestIngest.Post("{\"n\":2}"), .. TestIngest.Post("{\"n\":3}")]);

        Assert.Equal([202, 202, 202], ExchangeRun.Statuses(output));
        Assert.Matches("(?s)-1\r\n.*-2\r\n.*-3\r\n", output);
        Assert.Equal(1, ingest.Log.Commits);
    }

    [Theory]
    [InlineData("", 400, "empty_content")]
    [InlineData("  \r\n", 400, "empty_content")]
    [InlineData("[1]", 400, "not_an_object")]
    [InlineData("{\"a\":1,}", 400, "malformed_json")]
    [InlineData("{\"a\":\"", 400, "malformed_json")]
    public void A_content_that_is_refused_says_why_and_keeps_the_connection(string content, int status, string code)
    {
        var ingest = new TestIngest();
        var (output, closes) = ExchangeRun.Of(ingest, [.. TestIngest.Post(content), .. TestIngest.Post("{}")]);

        Assert.False(closes);
        Assert.Equal([status, 202], ExchangeRun.Statuses(output));
        Assert.Contains($"\"_errors\":[{{\"status\":\"{status}\",\"code\":\"{code}\",\"title\":\"", output, StringComparison.Ordinal);
        Assert.Single(ingest.Log.Records);
    }

    [Fact]
    public void Invalid_UTF_8_is_refused()
    {
        byte[] octets = [.. "POST /custom_signals/live-token-0123456789/entries HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n{\"a\":\""u8, 0xC3,
            0x28, (byte)'"'];
        var (output, _) = ExchangeRun.Of(new TestIngest(), octets);
        Assert.True(output.Contains("\"code\":\"invalid_utf8\"", StringComparison.Ordinal), output);
    }

    [Fact]
    public void Nesting_of_64_is_taken_and_of_65_refused()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
        Assert.Equal([202], ExchangeRun.Statuses(ExchangeRun.Of(new TestIngest(), TestIngest.Post(Nested(64))).Output));
        Assert.Contains("\"code\":\"too_deep\"", ExchangeRun.Of(new TestIngest(), TestIngest.Post(Nested(65))).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST /custom_signals/unknown-token-0123456789/entries", 404, "not_found", "")]
    [InlineData("POST /custom_signals/live-token-0123456789/entry", 404, "not_found", "")]
    [InlineData("GET /custom_signals/live-token-0123456789/entries", 405, "method_not_allowed", "Allow: POST\r\n")]
    [InlineData("PUT /custom_signals/unknown-token-0123456789/entries", 405, "method_not_allowed", "Allow: POST\r\n")]
    [InlineData("POST /livez", 405, "method_not_allowed", "Allow: GET, HEAD\r\n")]
    public void A_request_that_is_refused_by_its_head_has_its_short_content_skipped(string start, int status, string code, string fields)
    {
        byte[] octets = [.. Encoding.ASCII.GetBytes($"{start} HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n12345"), .. TestIngest.Post("{}")];
        var (output, closes) = ExchangeRun.Of(new TestIngest(), octets);

        Assert.False(closes);
        Assert.Equal([status, 202], ExchangeRun.Statuses(output));
        Assert.Contains($"\"code\":\"{code}\"", output, StringComparison.Ordinal);
        Assert.Contains(fields, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_tokens_and_unknown_paths_get_one_and_the_same_answer()
    {
        var unknown = ExchangeRun.Of(new TestIngest(), TestIngest.Post("{}", "unknown-token-0123456789")).Output;
        var archived = ExchangeRun.Of(new TestIngest(), TestIngest.Post("{}", "archived-token-0123456789")).Output;
        var elsewhere = ExchangeRun.Of(new TestIngest(), Encoding.ASCII.GetBytes("POST /elsewhere HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}")).Output;
        Assert.Equal(WithoutDate().Replace(unknown, ""), WithoutDate().Replace(archived, ""));
        Assert.Equal(WithoutDate().Replace(unknown, ""), WithoutDate().Replace(elsewhere, ""));
        Assert.DoesNotContain("unknown-token", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_content_that_was_refused_takes_no_memory_while_the_rest_of_it_is_skipped()
    {
        using var exchange = new HttpExchange(new TestIngest().State);
        byte[] octets = [.. Encoding.ASCII.GetBytes(
                $"POST /custom_signals/{TestIngest.Live}/entries HTTP/1.1\r\nHost: h\r\nContent-Length: 310007\r\n\r\n{{\"a\":\"{new string('x', 100_000)}"),
            0xFF, .. Enumerable.Repeat((byte)'x', 150_000)];
        var begun = octets.AsMemory(..^150_001);

        Assert.Equal(ExchangeStep.NeedsInput, exchange.Serve(new ReadOnlySequence<byte>(begun), out _));
        Assert.InRange(exchange.MemoryBytes, 100_000, int.MaxValue);
        Assert.Equal(ExchangeStep.NeedsInput, exchange.Serve(new ReadOnlySequence<byte>(octets.AsMemory(begun.Length..)), out _));
        Assert.StartsWith("HTTP/1.1 400 ", Encoding.ASCII.GetString(exchange.Output.Unsent), StringComparison.Ordinal);
        Assert.True(exchange.IsAnswered);
        Assert.InRange(exchange.MemoryBytes, 0, 16 * 1024);
    }

    [Fact]
    public void A_declared_length_over_the_limit_is_refused_before_any_content()
    {
        var head = Encoding.ASCII.GetBytes(
            $"POST /custom_signals/{TestIngest.Live}/entries HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\nExpect: 100-continue\r\n\r\n");
        var (output, closes) = ExchangeRun.Of(new TestIngest(), head);
        Assert.True(closes);
        Assert.StartsWith("HTTP/1.1 413 ", output, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chunked_content_is_refused_when_a_chunk_announces_to_cross_the_limit()
    {
        var ingest = new TestIngest();
        byte[] octets = [.. Encoding.ASCII.GetBytes(
            $"POST /custom_signals/{TestIngest.Live}/entries HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n")];
        var (output, closes) = ExchangeRun.Of(ingest, octets);
        Assert.True(closes);
        Assert.Equal([413], ExchangeRun.Statuses(output));
    }

    [Theory]
    [InlineData(1_048_576, 202)]
    [InlineData(1_048_577, 413)]
    public void The_limit_is_exact_in_both_framings(int bytes, int status)
    {
        var content = "{\"a\":\"" + new string('x', bytes - 8) + "\"}";
        Assert.Equal([status], ExchangeRun.Statuses(ExchangeRun.Of(new TestIngest(), TestIngest.Post(content)).Output));
        Assert.Equal([status], ExchangeRun.Statuses(ExchangeRun.Of(new TestIngest(), TestIngest.PostChunked(content, 64 * 1024)).Output));
    }

    [Fact]
    public void A_client_that_waits_for_100_gets_it_once_and_only_if_it_waits()
    {
        var octets = TestIngest.Post("{\"a\":1}", fields: "Expect: 100-continue\r\n");
        var bodyAt = octets.Length - 7;
        var (waiting, _) = ExchangeRun.Of(new TestIngest(), ExchangeRun.Cut(octets, bodyAt));
        Assert.StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202", waiting, StringComparison.Ordinal);
        Assert.Equal([202], ExchangeRun.Statuses(ExchangeRun.Of(new TestIngest(), octets).Output));
    }

    [Theory]
    [InlineData("Expect: something", 417)]
    [InlineData("Content-Encoding: zstd", 415)]
    public void What_cannot_be_met_is_refused(string field, int status) =>
        Assert.Equal([status], ExchangeRun.Statuses(ExchangeRun.Of(new TestIngest(), TestIngest.Post("{}", fields: field + "\r\n")).Output));

    [Fact]
    public void Broken_HTTP_is_refused_and_nothing_behind_it_is_looked_at()
    {
        byte[] octets = [.. "POST /custom_signals/live-token-0123456789/entries HTTP/1.1\r\nHost : h\r\n\r\n"u8, .. TestIngest.Post("{}")];
        var ingest = new TestIngest();
        var (output, closes) = ExchangeRun.Of(ingest, octets);
        Assert.True(closes);
        Assert.Equal([400], ExchangeRun.Statuses(output));
        Assert.Empty(ingest.Log.Records);
    }

    [Fact]
    public void A_request_line_without_an_end_is_refused_for_its_length_however_long_the_limits_are()
    {
        var ingest = new TestIngest();
        var octets = new byte[200_000];
        octets.AsSpan().Fill((byte)'a');
        var (output, closes) = ExchangeRun.Of(ingest, octets.Chunk(4096).Select(c => new ReadOnlyMemory<byte>(c)));
        Assert.True(closes);
        Assert.Equal([414], ExchangeRun.Statuses(output));
    }

    [Fact]
    public void Before_the_registry_was_read_nothing_is_404()
    {
        var ingest = new TestIngest();
        ingest.State.Tokens = null;
        var (output, _) = ExchangeRun.Of(ingest, TestIngest.Post("{}", "unknown-token-0123456789"));
        Assert.StartsWith("HTTP/1.1 503 ", output, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 5\r\n", output, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"not_ready\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_room_an_entry_is_refused_with_503_and_the_connection_stays()
    {
        var ingest = new TestIngest();
        ingest.Log.IsFull = true;
        var (output, closes) = ExchangeRun.Of(ingest, TestIngest.Post("{}"));
        Assert.False(closes);
        Assert.Contains("\"code\":\"overloaded\"", output, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 1\r\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Health_is_answered_also_to_HEAD_without_content()
    {
        var (output, _) = ExchangeRun.Of(new TestIngest(), [.. "HEAD /readyz HTTP/1.1\r\nHost: h\r\n\r\n"u8, .. "GET /livez HTTP/1.1\r\nHost: h\r\n\r\n"u8]);
        Assert.Equal([200, 200], ExchangeRun.Statuses(output));
        Assert.Contains("Content-Length: 14\r\n\r\nHTTP/1.1 200", output, StringComparison.Ordinal);
    }

    [Fact]
    public void During_a_drain_readyz_says_503_entries_are_taken_and_closing_is_said_once_the_listener_is_gone()
    {
        var ingest = new TestIngest();
        ingest.State.BeginDrain();
        var (output, closes) = ExchangeRun.Of(ingest, [.. "GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n"u8, .. TestIngest.Post("{}")]);
        Assert.Equal([503, 202], ExchangeRun.Statuses(output));
        Assert.False(closes);

        ingest.State.BeginClosing();
        (output, closes) = ExchangeRun.Of(ingest, TestIngest.Post("{}"));
        Assert.True(closes);
        Assert.Contains("Connection: close\r\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void HTTP_1_0_closes_unless_both_sides_say_otherwise()
    {
        static byte[] Post10(string field) =>
            Encoding.ASCII.GetBytes($"POST /custom_signals/{TestIngest.Live}/entries HTTP/1.0\r\n{field}Content-Length: 2\r\n\r\n{{}}");
        Assert.True(ExchangeRun.Of(new TestIngest(), Post10("")).Closes);
        var (output, closes) = ExchangeRun.Of(new TestIngest(), Post10("Connection: keep-alive\r\n"));
        Assert.False(closes);
        Assert.Contains("Connection: keep-alive\r\n", output, StringComparison.Ordinal);
    }

    private static string Run(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var ingest = new TestIngest();
        var (output, closes) = ExchangeRun.Of(ingest, pieces);

        // Date and time of receipt may differ between two runs.
        return WithoutDate().Replace(output, "") + closes + string.Join('|', ingest.Log.Records.Select(r => Convert.ToHexString(r.AsSpan(18))));
    }

    [GeneratedRegex("Date: [^\r]+\r\n")]
    private static partial Regex WithoutDate();
}
