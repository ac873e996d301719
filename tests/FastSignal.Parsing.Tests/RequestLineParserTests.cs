namespace FastSignal.Parsing.Tests;

public sealed class RequestLineParserTests
{
    [Theory]
    [Trait("rule", "18")]
    [InlineData("GET", RequestMethod.Get)]
    [InlineData("HEAD", RequestMethod.Head)]
    [InlineData("POST", RequestMethod.Post)]
    [InlineData("post", RequestMethod.Other)]
    [InlineData("Post", RequestMethod.Other)]
    [InlineData("POSTS", RequestMethod.Other)]
    [InlineData("PUT", RequestMethod.Other)]
    [InlineData("DELETE", RequestMethod.Other)]
    [InlineData("!#$%&'*+-.^_`|~", RequestMethod.Other)]
    public void Methods_are_case_sensitive_tokens(string method, RequestMethod expected) =>
        Assert.Equal(expected, HeadReading.Line(method + " /livez HTTP/1.1").Method);

    [Theory]
    [Trait("rule", "18")]
    [InlineData("P(ST / HTTP/1.1")]
    [InlineData("\"POST\" / HTTP/1.1")]
    [InlineData(" POST / HTTP/1.1")]
    [InlineData(" / HTTP/1.1")]
    [InlineData(" ")]
    public void A_line_that_does_not_begin_with_a_token_is_400(string line) => Assert.Equal(400, HeadReading.LineCode(line));

    [Theory]
    [Trait("rule", "18")]
    [InlineData("POST  / HTTP/1.1")]
    [InlineData("POST /  HTTP/1.1")]
    [InlineData("POST / HTTP/1.1 ")]
    [InlineData("POST /a b HTTP/1.1")]
    [InlineData("POST\t/ HTTP/1.1")]
    [InlineData("POST /\tHTTP/1.1")]
    public void Only_one_space_stands_between_the_parts(string line) => Assert.Equal(400, HeadReading.LineCode(line));

    [Theory]
    [Trait("rule", "18")]
    [InlineData("GET /livez")]
    [InlineData("GET")]
    [InlineData("GET / ")]
    public void There_is_no_HTTP_0_9(string line) => Assert.Equal(400, HeadReading.LineCode(line));

    [Theory]
    [Trait("rule", "18")]
    [InlineData("http/1.1")]
    [InlineData("Http/1.1")]
    [InlineData("HTTP/1.10")]
    [InlineData("HTTP/11.1")]
    [InlineData("HTTP/1")]
    [InlineData("HTTP/1.")]
    [InlineData("HTTP/.1")]
    [InlineData("HTTP/1,1")]
    [InlineData("HTTP/a.1")]
    [InlineData("HTTP/1.x")]
    [InlineData("HTTP 1.1")]
    [InlineData("HTTPS/1.1")]
    [InlineData("XTTP/1.1")]
    public void A_malformed_version_is_400(string version) => Assert.Equal(400, HeadReading.LineCode("GET / " + version));

    [Theory]
    [Trait("rule", "18")]
    [InlineData("GET / HTTP/2.0")]
    [InlineData("GET / HTTP/3.0")]
    [InlineData("GET / HTTP/0.9")]
    [InlineData("GET / HTTP/9.9")]
    [InlineData("PRI * HTTP/2.0")]
    public void Another_major_version_is_505(string line) => Assert.Equal(505, HeadReading.LineCode(line));

    [Theory]
    [Trait("rule", "18")]
    [InlineData("HTTP/1.0", true)]
    [InlineData("HTTP/1.1", false)]
    [InlineData("HTTP/1.2", false)]
    [InlineData("HTTP/1.9", false)]
    public void Every_minor_version_but_0_is_taken_as_1(string version, bool isHttp10) =>
        Assert.Equal(isHttp10, HeadReading.Line("GET / " + version).IsHttp10);

    [Theory]
    [InlineData("POST /\u0080 HTTP/1.1")]
    [InlineData("POST /\u00FF HTTP/1.1")]
    [InlineData("POST /\u0000 HTTP/1.1")]
    [InlineData("POST /\u007F HTTP/1.1")]
    [InlineData("POST /\r HTTP/1.1")]
    public void An_octet_that_is_not_printable_ASCII_is_400(string line) => Assert.Equal(400, HeadReading.LineCode(line));
}
