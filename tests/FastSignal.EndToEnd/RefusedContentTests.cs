using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>Contents that the server refuses, and those at the edge that it does not.</summary>
public sealed class RefusedContentTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int MaxContentBytes = 1_048_576;

    private string Token => fixture.Signal.Token;

    [Theory]
    [InlineData("""{"a":1,}""", "malformed_json", "byte 7")]
    [InlineData("""{"a":tru}""", "malformed_json", "byte 8")]
    [InlineData("""{"a":"raw newline: """ + "\n" + "\"}", "malformed_json", "byte 19")]
    [InlineData("""{"a":1} {"b":2}""", "malformed_json", "byte 8")]
    [InlineData("""{"a":01}""", "malformed_json", "byte 6")]
    [InlineData("""{'a':1}""", "malformed_json", "byte 1")]
    [InlineData("""{"a":"\x"}""", "malformed_json", "byte 7")]
    [InlineData("{\"a\":1", "malformed_json", "byte 6")]
    [InlineData("""{"a":NaN}""", "malformed_json", "byte 5")]
    [InlineData("a=b&c=d", "malformed_json", "byte 0")]
    [InlineData("[{\"a\":1}]", "not_an_object", "array")]
    [InlineData("\"text\"", "not_an_object", "")]
    [InlineData("12", "not_an_object", "")]
    [InlineData("null", "not_an_object", "")]
    [InlineData("", "empty_content", "")]
    public void What_cannot_be_read_is_refused_with_the_reason_in_either_framing(string content, string code, string words)
    {
        using var client = fixture.Connect();
        var octets = Encoding.UTF8.GetBytes(content);
        var detail = client.Exchange(Request.Post(Token, octets)).Refused(400, code);
        Assert.Contains(words, detail, StringComparison.Ordinal);
        for (var size = 1; size <= 3; size++)
            Assert.Equal(detail, client.Exchange(Request.Chunked(Token, octets, size)).Refused(400, code));
        client.Exchange(Request.Post(Token, "{}")).Acknowledged();
    }

    [Fact]
    public void A_post_without_any_framing_has_empty_content()
    {
        using var client = fixture.Connect();
        client.Exchange(Request.Head($"POST {Request.Path(Token)} HTTP/1.1", "Host: h")).Refused(400, "empty_content");
    }

    [Theory]
    [InlineData(0xC3, 0x28)]
    [InlineData(0xC0, 0x80)]
    [InlineData(0xED, 0xA0, 0x80)]
    [InlineData(0xF4, 0x90, 0x80, 0x80)]
    [InlineData(0xE2, 0x98)]
    [InlineData(0xFF)]
    [InlineData(0x80)]
    public void Octets_that_are_not_utf8_are_refused_in_values_and_in_keys(params int[] wrong)
    {
        byte[] octets = [.. wrong.Select(static octet => (byte)octet)];
        using var client = fixture.Connect();
        client.Exchange(Request.Post(Token, [.. "{\"a\":\""u8, .. octets, .. "\"}"u8])).Refused(400, "invalid_utf8");
        client.Exchange(Request.Post(Token, [.. "{\""u8, .. octets, .. "\":1}"u8])).Refused(400, "invalid_utf8");
        client.Exchange(Request.Chunked(Token, [.. "{\""u8, .. octets, .. "\":1}"u8], 1)).Refused(400, "invalid_utf8");
    }

    [Fact]
    public async Task Exactly_one_mebibyte_is_accepted_in_both_framings_and_kept_whole()
    {
        using var client = fixture.Connect();
        var content = OfLength(MaxContentBytes);
        string[] ids =
        [
            client.Exchange(Request.Post(Token, content)).Acknowledged(),
            client.Exchange(Request.Chunked(Token, content, MaxContentBytes)).Acknowledged(),
            client.Exchange(Request.Chunked(Token, content, 4_099)).Acknowledged(),
        ];

        var entries = (await fixture.Installation.EntriesAsync(fixture.Signal.Id)).Where(entry => ids.Contains(entry.Id, StringComparer.Ordinal)).ToList();
        Assert.Equal(3, entries.Count);
        Assert.All(entries, entry => Assert.Equal(ReferenceFlattener.Flatten(content), entry.Fields));
    }

    [Fact]
    public void A_declared_length_over_the_limit_is_refused_before_any_content_is_sent()
    {
        foreach (var length in (string[])["1048577", "4294967303", "18446744073709551623", "99999999999999999999999999"])
        {
            using var client = fixture.Connect();
            client.Send(Request.Head($"POST {Request.Path(Token)} HTTP/1.1", "Host: h", $"Content-Length: {length}"));
            var answer = client.Read();
            answer.Refused(413, "content_too_large");
            Assert.True(answer.Closes);
        }
    }

    [Fact]
    public void A_chunked_content_is_refused_at_the_octet_that_crosses_the_limit()
    {
        using var client = fixture.Connect();
        client.Send([.. Request.ChunkedHead(Token), .. Request.Chunk(OfLength(MaxContentBytes))]);
        ReceiveQueue.WaitUntilRead(client);
        Assert.False(client.HasInput);
        client.Send("1\r\n "u8);
        var answer = client.Read();
        answer.Refused(413, "content_too_large");
        Assert.True(answer.Closes);
    }

    [Fact]
    public void A_client_that_writes_all_of_a_large_content_before_it_reads_still_sees_the_refusal()
    {
        using var client = fixture.Connect();
        client.Send(Request.Post(Token, OfLength(24 * MaxContentBytes)));
        client.Read().Refused(413, "content_too_large");
        client.EndSending();
        Assert.True(client.IsEnded());
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip, gzip")]
    [InlineData("nonsense")]
    public void An_unknown_content_coding_is_refused(string coding)
    {
        using var client = fixture.Connect();
        client.Exchange(Request.Post(Token, "{}", $"Content-Encoding: {coding}")).Refused(415, "unsupported_encoding");
    }

    [Fact]
    public void The_identity_coding_is_no_coding()
    {
        using var client = fixture.Connect();
        client.Exchange(Request.Post(Token, "{}", "Content-Encoding: identity")).Acknowledged();
        client.Exchange(Request.Post(Token, "{}", "Content-Encoding: Identity")).Acknowledged();
    }

    [Fact]
    public async Task A_content_whose_paths_would_fill_the_memory_is_accepted_and_shown_cut()
    {
        var signal = await fixture.Installation.CreateSignalAsync();
        var key = new string('k', 8_000);
        var content = string.Concat(Enumerable.Repeat($"{{\"{key}\":", 63)) + "[" + string.Join(',', Enumerable.Repeat("1", 200_000)) + "]"
            + new string('}', 63);
        using var client = fixture.Connect();
        client.Exchange(Request.Post(signal.Token, content)).Acknowledged();

        var shown = (await fixture.Installation.RunAsync("entries", "--signal", signal.Id, "--json")).Succeeded();
        Assert.InRange(shown.Output.Length, 1_000, 64 * MaxContentBytes);
    }

    private static byte[] OfLength(int length)
    {
        var frame = """{"email":"large@calm.example","filling":""}"""u8;
        var content = new byte[length];
        content.AsSpan().Fill((byte)'x');
        frame[..^2].CopyTo(content);
        "\"}"u8.CopyTo(content.AsSpan(length - 2));
        return content;
    }
}
