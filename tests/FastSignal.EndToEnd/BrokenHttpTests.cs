using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>Heads and framings that are wrong, too large or hostile: one answer, and nothing behind it is taken for a request.</summary>
public sealed class BrokenHttpTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private string Token => fixture.Signal.Token;

    [Theory]
    [InlineData("Host: h\r\nHost: h\r\nContent-Length: 2")]
    [InlineData("Content-Length: 2")]
    [InlineData("Host: h h\r\nContent-Length: 2")]
    [InlineData("Host : h\r\nContent-Length: 2")]
    [InlineData("Host: h\r\n folded\r\nContent-Length: 2")]
    [InlineData("Host: h\r\nContent-Length: +2")]
    [InlineData("Host: h\r\nContent-Length: -0")]
    [InlineData("Host: h\r\nContent-Length: 0x2")]
    [InlineData("Host: h\r\nContent-Length:")]
    [InlineData("Host: h\r\nContent-Length: 2 2")]
    [InlineData("Host: h\r\nContent-Length: 2\r\ncontent-length: 3")]
    [InlineData("Host: h\r\nContent-Length: 2, 3")]
    [InlineData("Host: h\r\nX: a\0b\r\nContent-Length: 2")]
    [InlineData("Host: h\r\nX: a\rb\r\nContent-Length: 2")]
    [InlineData("Host: h\r\nNo colon\r\nContent-Length: 2")]
    [InlineData("Host: h\r\nTransfer-Encoding: chunked, chunked")]
    [InlineData("Host: h\r\nTransfer-Encoding: chunked;q=1")]
    public async Task A_broken_head_is_refused_and_closes_before_anything_behind_it(string fields)
    {
        var before = (await fixture.Installation.EntriesAsync()).Count;
        using var client = fixture.Connect();
        client.Send([.. Encoding.Latin1.GetBytes($"POST {Request.Path(Token)} HTTP/1.1\r\n{fields}\r\n\r\n{{}}"), .. Request.Post(Token, "{}")]);
        var answer = client.Read();
        Assert.True(answer.Status is 400 or 501, answer.Whole);
        answer.Refused(answer.Status, answer.Status == 400 ? "bad_request" : "not_implemented");
        Assert.True(answer.Closes);
        client.EndSending();
        Assert.True(client.IsEnded());
        Assert.Equal(before, (await fixture.Installation.EntriesAsync()).Count);
    }

    [Theory]
    [InlineData("gzip, chunked")]
    [InlineData("gzip")]
    [InlineData("identity")]
    [InlineData("xchunked")]
    public void A_transfer_coding_other_than_chunked_is_not_implemented_and_closes(string coding)
    {
        using var client = fixture.Connect();
        client.Send([.. Request.Head($"POST {Request.Path(Token)} HTTP/1.1", "Host: h", $"Transfer-Encoding: {coding}"), .. "2\r\n{}\r\n0\r\n\r\n"u8]);
        var answer = client.Read();
        Assert.True(answer.Status is 501 or 400, answer.Whole);
        answer.Refused(answer.Status, answer.Status == 501 ? "not_implemented" : "bad_request");
        Assert.True(answer.Closes);
    }

    [Theory]
    [InlineData("z\r\n{}\r\n0\r\n\r\n")]
    [InlineData("\r\n{}\r\n0\r\n\r\n")]
    [InlineData("+2\r\n{}\r\n0\r\n\r\n")]
    [InlineData("0x2\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}x\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}\n0\r\n\r\n")]
    [InlineData("-1\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2 2\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}\r\n0\r\nPOST / HTTP/1.1\r\n\r\n")]
    public void A_broken_chunk_is_refused_and_closes(string chunks)
    {
        using var client = fixture.Connect();
        client.Send([.. Request.ChunkedHead(Token), .. Encoding.Latin1.GetBytes(chunks), .. Request.Post(Token, "{}")]);
        var answer = client.Read();
        answer.Refused(400, "bad_request");
        Assert.True(answer.Closes);
        client.EndSending();
        Assert.True(client.IsEnded());
    }

    [Theory]
    [InlineData("2;name=value\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2 ; name = \"a;\\\"b\"\r\n{}\r\n0\r\n\r\n")]
    [InlineData("0002\r\n{}\r\n000\r\nTrailer: x\r\nContent-Length: 7\r\n\r\n")]
    [InlineData("1\r\n{\r\n1\r\n}\r\n0;last\r\n\r\n")]
    public void Extensions_and_trailers_are_read_over(string chunks)
    {
        using var client = fixture.Connect();
        client.Send([.. Request.ChunkedHead(Token), .. Encoding.Latin1.GetBytes(chunks), .. Request.Post(Token, "{}")]);
        client.Read().Acknowledged();
        client.Read().Acknowledged();
    }

    [Fact]
    public void Both_framings_at_once_get_one_answer_and_the_end()
    {
        using var client = fixture.Connect();
        client.Send([.. Request.ChunkedHead(Token, "Content-Length: 4"), .. "2\r\n{}\r\n0\r\n\r\n"u8, .. Request.Post(Token, "{}")]);
        var answer = client.Read();
        Assert.True(answer.Status is 202 or 400, answer.Whole);
        Assert.True(answer.Closes);
        client.EndSending();
        Assert.True(client.IsEnded());
    }

    [Theory]
    [InlineData("HTTP/2.0", 505, "version_not_supported")]
    [InlineData("HTTP/0.9", 505, "version_not_supported")]
    [InlineData("http/1.1", 400, "bad_request")]
    [InlineData("HTTP/1.10", 400, "bad_request")]
    [InlineData("HTTP/11", 400, "bad_request")]
    public void Another_version_is_refused(string version, int status, string code)
    {
        using var client = fixture.Connect();
        var answer = client.Exchange(Request.Head($"POST {Request.Path(Token)} {version}", "Host: h", "Content-Length: 0"));
        answer.Refused(status, code);
        Assert.True(answer.Closes);
    }

    [Fact]
    public void A_later_minor_version_is_taken_as_1_1_and_1_0_closes_by_default()
    {
        using var later = fixture.Connect();
        later.Exchange([.. Request.Head($"POST {Request.Path(Token)} HTTP/1.2", "Host: h", "Content-Length: 2"), .. "{}"u8]).Acknowledged();
        later.Exchange(Request.Post(Token, "{}")).Acknowledged();

        using var old = fixture.Connect();
        old.Exchange([.. Request.Head($"POST {Request.Path(Token)} HTTP/1.0", "Content-Length: 2"), .. "{}"u8]).Acknowledged();
        Assert.True(old.IsEnded());
    }

    [Fact]
    public void A_connection_that_asks_to_be_closed_is_closed_after_its_answer()
    {
        using var client = fixture.Connect();
        client.Send([.. Request.Post(Token, "{}", "Connection: keep-alive, Close"), .. Request.Post(Token, "{}")]);
        var answer = client.Read();
        answer.Acknowledged();
        Assert.True(answer.Closes);
        client.EndSending();
        Assert.True(client.IsEnded());
    }

    [Fact]
    public void A_request_line_too_long_is_414_and_a_field_section_too_large_is_431()
    {
        using var longLine = fixture.Connect();
        longLine.Exchange(Request.PostTo(Request.Path(Token) + "?" + new string('q', 9_000), "{}"u8)).Refused(414, "uri_too_long");
        using var endless = fixture.Connect();
        endless.Exchange(Encoding.ASCII.GetBytes("POST /" + new string('x', 20_000))).Refused(414, "uri_too_long");
        using var large = fixture.Connect();
        large.Exchange(Request.Post(Token, "{}", "X: " + new string('x', 33 * 1024))).Refused(431, "fields_too_large");
        using var many = fixture.Connect();
        many.Exchange(Request.Post(Token, "{}", [.. Enumerable.Repeat("A: b", 101)])).Refused(431, "fields_too_large");
        using var name = fixture.Connect();
        name.Exchange(Encoding.ASCII.GetBytes($"POST {Request.Path(Token)} HTTP/1.1\r\nHost: h\r\n" + new string('n', 40_000)))
            .Refused(431, "fields_too_large");

        using var fits = fixture.Connect();
        fits.Exchange(Request.PostTo(Request.Path(Token) + "?" + new string('q', 7_900), "{}"u8)).Acknowledged();
        fits.Exchange(Request.Post(Token, "{}", [.. Enumerable.Repeat("A: " + new string('b', 300), 95)])).Acknowledged();
    }

    [Fact]
    public void Line_ends_before_a_request_line_are_skipped()
    {
        using var client = fixture.Connect();
        client.Exchange([.. "\r\n"u8, .. Request.Post(Token, "{}")]).Acknowledged();
        client.Exchange([.. "\r\n"u8, .. Request.Post(Token, "{}")]).Acknowledged();
    }

    [Fact]
    public void The_content_of_a_refused_request_is_never_taken_for_a_request()
    {
        var inner = Request.Post(Token, """{"smuggled":true}""");
        byte[][] requests =
        [
            Request.Post("unknown", inner),
            [.. Request.Head($"GET {Request.Path(Token)} HTTP/1.1", "Host: h", $"Content-Length: {inner.Length}"), .. inner],
        ];
        foreach (var request in requests)
        {
            using var client = fixture.Connect();
            client.Send(request);
            var answer = client.Read();
            Assert.True(answer.Status is 404 or 405, answer.Whole);
            if (!answer.Closes)
                client.Exchange(Request.Post("unknown", "{}")).Refused(404, "not_found");
            client.EndSending();
            Assert.True(client.IsEnded());
        }
    }

    [Fact]
    public async Task A_content_that_ends_early_is_never_an_entry()
    {
        var signal = await fixture.Installation.CreateVisitorSignalAsync();
        byte[][] requests =
        [
            [.. Request.Head($"POST {Request.Path(signal.Token)} HTTP/1.1", "Host: h", "Content-Length: 3"), .. "{}"u8],
            [.. Request.ChunkedHead(signal.Token), .. "2\r\n{}\r\n"u8],
            [.. Request.ChunkedHead(signal.Token), .. "2\r\n{}\r\n0\r\n"u8],
            [.. Request.ChunkedHead(signal.Token), .. "3\r\n{}"u8],
        ];
        foreach (var request in requests)
        {
            using var client = fixture.Connect();
            client.Send(request);
            client.EndSending();
            if (!client.IsEndedOr(static answer => answer.Refused(400, "bad_request")))
                Assert.True(client.IsEnded());
        }

        Assert.Empty(await fixture.Installation.EntriesAsync(signal.Id));
    }
}
