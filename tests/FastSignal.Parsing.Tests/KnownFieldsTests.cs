using System.Security.Cryptography;

namespace FastSignal.Parsing.Tests;

public sealed class KnownFieldsTests
{
    [Fact]
    [Trait("rule", "16")]
    public void HTTP_1_1_without_Host_is_400() => Assert.Equal(400, HeadReading.Code("POST /custom_signals/tok/entries HTTP/1.1\r\n\r\n"));

    [Fact]
    [Trait("rule", "16")]
    public void HTTP_1_0_needs_no_Host_but_checks_it() => Assert.Equal((0, 400, 400), (
        HeadReading.Code("GET / HTTP/1.0\r\n\r\n"),
        HeadReading.Code("GET / HTTP/1.0\r\nHost: a b\r\n\r\n"),
        HeadReading.Code("GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n")));

    [Theory]
    [Trait("rule", "16")]
    [InlineData("Host: h")]
    [InlineData("host: other")]
    [InlineData("HOST:")]
    public void Two_Host_lines_are_400_even_when_equal(string second) => Assert.Equal(400, HeadReading.FieldsCode(second));

    [Theory]
    [Trait("rule", "20")]
    [InlineData("100-continue", true, false)]
    [InlineData("100-CONTINUE", true, false)]
    [InlineData("100-continue, 100-continue", true, false)]
    [InlineData(",100-continue,", true, false)]
    [InlineData("", false, false)]
    [InlineData("200-ok", false, true)]
    [InlineData("100-continue, x", true, true)]
    [InlineData("100-continue;q=1", false, true)]
    [InlineData("100 continue", false, true)]
    public void Expect_is_a_list_without_case(string value, bool expectsContinue, bool hasUnknown)
    {
        var head = HeadReading.Fields("Expect: " + value);
        Assert.Equal((expectsContinue, hasUnknown), (head.ExpectsContinue, head.HasUnknownExpectation));
    }

    [Fact]
    [Trait("rule", "20")]
    public void Expect_over_two_lines_is_one_list()
    {
        var head = HeadReading.Fields("Expect: x", "Expect: 100-continue");
        Assert.Equal((true, true), (head.ExpectsContinue, head.HasUnknownExpectation));
    }

    [Fact]
    [Trait("rule", "20")]
    public void Expect_in_HTTP_1_0_is_ignored()
    {
        var head = HeadReading.Complete("POST / HTTP/1.0\r\nExpect: 100-continue, x\r\n\r\n");
        Assert.Equal((false, false), (head.ExpectsContinue, head.HasUnknownExpectation));
    }

    [Theory]
    [InlineData(ContentCoding.Identity)]
    [InlineData(ContentCoding.Identity, "")]
    [InlineData(ContentCoding.Identity, "identity")]
    [InlineData(ContentCoding.Identity, "Identity, identity")]
    [InlineData(ContentCoding.Gzip, "gzip")]
    [InlineData(ContentCoding.Gzip, "GZIP")]
    [InlineData(ContentCoding.Gzip, "x-gzip")]
    [InlineData(ContentCoding.Gzip, "identity, gzip,")]
    [InlineData(ContentCoding.Deflate, "deflate")]
    [InlineData(ContentCoding.Brotli, "br")]
    [InlineData(ContentCoding.Unsupported, "zstd")]
    [InlineData(ContentCoding.Unsupported, "gzip;q=1")]
    [InlineData(ContentCoding.Unsupported, "gzip, gzip")]
    [InlineData(ContentCoding.Unsupported, "gzip", "br")]
    [InlineData(ContentCoding.Unsupported, "compress, gzip")]
    public void One_content_coding_is_known_at_most(ContentCoding coding, params string[] values) =>
        Assert.Equal(coding, HeadReading.Fields([.. values.Select(value => "Content-Encoding: " + value)]).Coding);

    [Theory]
    [InlineData("HOST-: a b")]
    [InlineData("Content_Length: x")]
    [InlineData("Content-Lengths: x")]
    [InlineData("X-Content-Length: x")]
    [InlineData("Transfer_Encoding: x")]
    [InlineData("Expected: x")]
    public void Fields_with_similar_names_mean_nothing(string line)
    {
        var head = HeadReading.Fields(line);
        Assert.Equal((FramingKind.None, false), (head.Framing, head.HasUnknownExpectation));
    }

    [Fact]
    public void Names_are_known_without_case()
    {
        var head = HeadReading.Fields(
            "CONTENT-length: 5", "user-AGENT: a", "IDEMPOTENCY-key: k", "content-ENCODING: br", "EXPECT: 100-continue", "cOnnection: close");
        Assert.Equal((5L, "a", 32, ContentCoding.Brotli, true, false), (
            head.ContentLength, HeadReading.Text(head.UserAgent), head.IdempotencyKeyHash.Length, head.Coding, head.ExpectsContinue, head.IsPersistent));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(RequestHead.MaxWaitingKeyBytes)]
    [InlineData(RequestHead.MaxWaitingKeyBytes + 1)]
    [InlineData(3000)]
    public void The_key_is_hashed_whole_without_the_blanks_around_it(int bytes)
    {
        var key = new string('k', bytes);
        Assert.Equal(SHA256.HashData(HeadReading.Octets(key)), HeadReading.Fields($"Idempotency-Key: {key} \t").IdempotencyKeyHash.ToArray());
    }
}
