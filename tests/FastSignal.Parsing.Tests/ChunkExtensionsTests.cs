namespace FastSignal.Parsing.Tests;

public sealed class ChunkExtensionsTests
{
    [Theory]
    [Trait("rule", "12")]
    [InlineData(";a")]
    [InlineData(";a=b")]
    [InlineData(";a=b;c;d=e")]
    [InlineData(" ;a")]
    [InlineData("\t; a")]
    [InlineData("; a = b ; c \t= \"d\" ;e")]
    [InlineData(";a=\"\"")]
    [InlineData(";a=\"b;c=d, e\"")]
    [InlineData(";a=\"\\\"\\\\\\\t\"")]
    [InlineData(";a=\"\t \u00FF\"")]
    public void Unknown_extensions_are_ignored_with_blanks_and_quotes(string extensions)
    {
        var outcome = ChunkedReading.Whole($"5{extensions}\r\nhello\r\n0{extensions}\r\n\r\n");
        Assert.Equal((ParseStatus.Complete, "hello"), (outcome.Status, outcome.Content));
    }

    [Theory]
    [Trait("rule", "12")]
    [InlineData(" ")]
    [InlineData(";")]
    [InlineData("; ")]
    [InlineData(";;a")]
    [InlineData(";a;")]
    [InlineData(";a ")]
    [InlineData(";a b")]
    [InlineData(";a=")]
    [InlineData(";a= ")]
    [InlineData(";=b")]
    [InlineData(";a==b")]
    [InlineData(";a=b c")]
    [InlineData(";a=b=c")]
    [InlineData(";a=(")]
    [InlineData(";a=\"b")]
    [InlineData(";a=\"b\"c")]
    [InlineData(";a=\"b\" ")]
    [InlineData(";a=\"\u0000\"")]
    [InlineData(";a=\"\u007F\"")]
    [InlineData(";a=\"\\\u0001\"")]
    [InlineData(";a=\"\r\n\"")]
    [InlineData(";\u00FC")]
    [InlineData(" a")]
    public void A_malformed_extension_is_400(string extensions) => Assert.Equal(
        (ParseStatus.Invalid, Rejection.BadRequest), Verdict($"5{extensions}\r\nhello\r\n0\r\n\r\n"));

    [Fact]
    [Trait("rule", "12")]
    public void A_chunk_may_have_256_octets_of_extensions()
    {
        Assert.Equal(ParseStatus.Complete, Verdict("0;" + new string('a', 255) + "\r\n\r\n").Status);
        Assert.Equal(ParseStatus.Invalid, Verdict("0;" + new string('a', 256)).Status);
        Assert.Equal(ParseStatus.Invalid, Verdict("0" + new string(' ', 257)).Status);
    }

    [Fact]
    [Trait("rule", "12")]
    public void A_content_may_have_8_KiB_of_extensions()
    {
        var full = string.Concat(Enumerable.Repeat("1;" + new string('a', 255) + "\r\nx\r\n", 32));
        Assert.Equal(ParseStatus.Complete, Verdict(full + "0\r\n\r\n").Status);
        Assert.Equal(ParseStatus.Invalid, Verdict(full + "0;").Status);
    }

    private static (ParseStatus Status, Rejection Rejection) Verdict(string text)
    {
        var outcome = ChunkedReading.Whole(text);
        return (outcome.Status, outcome.Why.Rejection);
    }
}
