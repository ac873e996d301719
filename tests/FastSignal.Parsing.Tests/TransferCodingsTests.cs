namespace FastSignal.Parsing.Tests;

public sealed class TransferCodingsTests
{
    [Theory]
    [Trait("rule", "2")]
    [InlineData("chunked")]
    [InlineData("Chunked")]
    [InlineData("CHUNKED")]
    [InlineData(" \tchunked\t ")]
    public void Chunked_alone_is_read(string value) => Assert.Equal(FramingKind.Chunked, HeadReading.Fields("Transfer-Encoding:" + value).Framing);

    [Theory]
    [Trait("rule", "2")]
    [InlineData("gzip, chunked")]
    [InlineData("identity, chunked")]
    [InlineData("gzip;level=9, chunked")]
    [InlineData("gzip", "chunked")]
    [InlineData("xchunked", "gzip", "chunked")]
    public void Another_coding_in_front_of_chunked_is_501(params string[] values) => Assert.Equal(501, Code(values));

    [Theory]
    [Trait("rule", "2")]
    [InlineData("gzip")]
    [InlineData("identity")]
    [InlineData("xchunked")]
    [InlineData("chunkedx")]
    [InlineData("'chunked'")]
    [InlineData("chunked, gzip")]
    [InlineData("chunked, identity")]
    [InlineData("chunked", "identity")]
    [InlineData("chunked", "")]
    public void A_list_that_does_not_end_in_chunked_is_400(params string[] values) => Assert.Equal(400, Code(values));

    [Theory]
    [Trait("rule", "2")]
    [InlineData("chunked, chunked")]
    [InlineData("chunked", "chunked")]
    [InlineData("chunked", "Chunked")]
    public void Chunked_twice_is_400(params string[] values) => Assert.Equal(400, Code(values));

    [Theory]
    [Trait("rule", "2")]
    [InlineData("")]
    [InlineData(",chunked")]
    [InlineData("chunked,")]
    [InlineData("gzip,,chunked")]
    [InlineData("", "chunked")]
    [InlineData("chunked;a=b")]
    [InlineData("chunked;")]
    [InlineData("chunked ;q=1")]
    [InlineData("\"chunked\"")]
    [InlineData("chun ked")]
    [InlineData("chunked\u00A0")]
    [InlineData("\u00A0chunked")]
    [InlineData("chunked\u000B")]
    [InlineData("\u000Cchunked")]
    [InlineData("chunked\u0000")]
    [InlineData(": chunked")]
    [InlineData(";, chunked")]
    public void A_malformed_list_is_400(params string[] values) => Assert.Equal(400, Code(values));

    private static int Code(string[] values) => HeadReading.FieldsCode([.. values.Select(value => "Transfer-Encoding: " + value)]);
}
