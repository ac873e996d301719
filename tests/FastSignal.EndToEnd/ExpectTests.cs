using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>Expect: 100-continue, as curl sends it for a large content.</summary>
public sealed class ExpectTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Continue = "Expect: 100-continue";

    private string Token => fixture.Signal.Token;

    [Theory]
    [InlineData("Expect: 100-continue")]
    [InlineData("expect: 100-Continue")]
    public void A_client_that_waits_is_told_to_go_on_and_then_answered(string field)
    {
        using var client = fixture.Connect();
        var go = client.Exchange(Request.Head($"POST {Request.Path(Token)} HTTP/1.1", "Host: h", field, "Content-Length: 2"));
        Assert.Equal(100, go.Status);
        client.Exchange("{}"u8).Acknowledged();

        Assert.Equal(100, client.Exchange(Request.ChunkedHead(Token, field)).Status);
        client.Exchange("2\r\n{}\r\n0\r\n\r\n"u8).Acknowledged();
    }

    [Fact]
    public void A_refusal_comes_instead_of_the_word_to_go_on()
    {
        using var large = fixture.Connect();
        large.Exchange(Request.Head($"POST {Request.Path(Token)} HTTP/1.1", "Host: h", Continue, "Content-Length: 1048577")).Refused(413, "content_too_large");

        using var unknown = fixture.Connect();
        unknown.Exchange(Request.Head($"POST {Request.Path("unknown")} HTTP/1.1", "Host: h", Continue, "Content-Length: 2")).Refused(404, "not_found");

        using var coded = fixture.Connect();
        coded.Exchange(Request.Head($"POST {Request.Path(Token)} HTTP/1.1", "Host: h", Continue, "Content-Encoding: zstd", "Content-Length: 2"))
            .Refused(415, "unsupported_encoding");
    }

    [Fact]
    public void An_unknown_expectation_fails()
    {
        using var client = fixture.Connect();
        client.Exchange(Request.Post(Token, "{}", "Expect: the-unexpected")).Refused(417, "expectation_failed");
    }

    [Fact]
    public void The_refusal_that_comes_first_is_the_one_of_the_list()
    {
        const string Unexpected = "Expect: x";
        using var unknownToken = fixture.Connect();
        unknownToken.Exchange(Request.Head($"POST {Request.Path("unknown")} HTTP/1.1", "Host: h", Unexpected, "Content-Length: 1048577"))
            .Refused(404, "not_found");
        using var wrongMethod = fixture.Connect();
        wrongMethod.Exchange(Request.Head($"PUT {Request.Path("unknown")} HTTP/1.1", "Host: h", Unexpected, "Content-Length: 1048577"))
            .Refused(405, "method_not_allowed");
        using var expectation = fixture.Connect();
        expectation.Exchange(Request.Head($"POST {Request.Path(Token)} HTTP/1.1", "Host: h", Unexpected, "Content-Length: 1048577"))
            .Refused(417, "expectation_failed");
        using var length = fixture.Connect();
        length.Exchange(Request.Head($"POST {Request.Path(Token)} HTTP/1.1", "Host: h", "Content-Encoding: zstd", "Content-Length: 1048577"))
            .Refused(413, "content_too_large");
        using var coding = fixture.Connect();
        coding.Exchange(Request.Post(Token, "[1", "Content-Encoding: zstd")).Refused(415, "unsupported_encoding");
    }

    [Fact]
    public void A_client_of_http_1_0_is_never_told_to_go_on()
    {
        using var client = fixture.Connect();
        client.Exchange([.. Request.Head($"POST {Request.Path(Token)} HTTP/1.0", Continue, "Content-Length: 2"), .. "{}"u8]).Acknowledged();
    }
}
