namespace FastSignal.Parsing.Tests;

public sealed class ContentFramingTests
{
    [Fact]
    public void Without_length_and_coding_there_is_no_content()
    {
        var head = HeadReading.Fields();
        Assert.Equal((FramingKind.None, 0L), (head.Framing, head.ContentLength));
    }

    [Theory]
    [Trait("rule", "4")]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData("0007", 7)]
    [InlineData("1048576", 1048576)]
    [InlineData("4294967303", 4294967303)]
    [InlineData("9223372036854775806", long.MaxValue - 1)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", long.MaxValue)]
    [InlineData("18446744073709551623", long.MaxValue)]
    [InlineData("99999999999999999999999999999999999999999999", long.MaxValue)]
    [InlineData("00000000000000000000000000000000000000000001", 1)]
    public void A_length_is_decimal_and_one_too_large_for_the_type_is_the_largest(string value, long length)
    {
        var head = HeadReading.Fields("Content-Length: " + value);
        Assert.Equal((FramingKind.Length, length), (head.Framing, head.ContentLength));
    }

    [Theory]
    [Trait("rule", "4")]
    [InlineData("")]
    [InlineData("+7")]
    [InlineData("-0")]
    [InlineData("-7")]
    [InlineData("0x7")]
    [InlineData("1_0")]
    [InlineData("7 7")]
    [InlineData("7.0")]
    [InlineData("1e3")]
    [InlineData("7,")]
    [InlineData("\"7\"")]
    [InlineData("\u00B2")]
    [InlineData("\u00A07")]
    [InlineData("7a")]
    [InlineData("9223372036854775808x")]
    public void A_length_that_is_not_all_digits_is_400(string value) => Assert.Equal(400, HeadReading.FieldsCode("Content-Length: " + value));

    [Theory]
    [Trait("rule", "5")]
    [InlineData("Content-Length: 7", "Content-Length: 8")]
    [InlineData("Content-Length: 7", "content-length: 8")]
    [InlineData("Content-Length: 7", "Content-Length: 7")]
    [InlineData("Content-Length: 7, 8")]
    [InlineData("Content-Length: 7, 7")]
    [InlineData("Content-Length: 7", "X: y", "CONTENT-LENGTH: 007")]
    public void Two_lengths_are_400(params string[] lines) => Assert.Equal(400, HeadReading.FieldsCode(lines));

    [Theory]
    [Trait("rule", "1")]
    [InlineData("Content-Length: 7", "Transfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: chunked", "Content-Length: 7")]
    [InlineData("Content-Length: 0", "Transfer-Encoding: gzip, chunked")]
    [InlineData("Content-Length: 7", "Transfer-Encoding: identity")]
    public void Length_and_coding_together_are_400(params string[] lines) => Assert.Equal(400, HeadReading.FieldsCode(lines));

    [Fact]
    [Trait("rule", "3")]
    public void A_transfer_coding_in_HTTP_1_0_is_400() =>
        Assert.Equal(400, HeadReading.Code("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"));

    [Theory]
    [Trait("rule", "15")]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("BREW")]
    public void Every_method_may_have_content(string method)
    {
        Assert.Equal(5, HeadReading.Complete($"{method} / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n").ContentLength);
        Assert.Equal(FramingKind.Chunked, HeadReading.Complete($"{method} / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n").Framing);
    }
}
