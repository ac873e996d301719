namespace FastSignal.Parsing.Tests;

public sealed class FieldLineParserTests
{
    [Theory]
    [InlineData("a:b", "a", "b")]
    [InlineData("A:", "A", "")]
    [InlineData("A: \t ", "A", "")]
    [InlineData("A: \t b c\t ", "A", "b c")]
    [InlineData("A: b:c", "A", "b:c")]
    [InlineData("A::", "A", ":")]
    [InlineData("!#$%&'*+-.^_`|~09azAZ: v", "!#$%&'*+-.^_`|~09azAZ", "v")]
    [InlineData("A: \u00A0b\u00A0", "A", "\u00A0b\u00A0")]
    public void A_line_is_a_name_a_colon_and_a_value_without_the_blanks_around_it(string line, string name, string value)
    {
        Assert.True(FieldLineParser.TryParse(HeadReading.Octets(line), out var foundName, out var foundValue, out _));
        Assert.Equal((name, value), (HeadReading.Text(foundName), HeadReading.Text(foundValue)));
    }

    [Theory]
    [Trait("rule", "6")]
    [InlineData("Content-Length : 5")]
    [InlineData("Content-Length\t: 5")]
    [InlineData("Content Length: 5")]
    [InlineData("Host h")]
    public void A_blank_in_or_behind_a_name_is_400(string line) => Rejected(line, "blank in it or behind it");

    [Theory]
    [Trait("rule", "7")]
    [InlineData(" folded")]
    [InlineData("\tfolded: x")]
    [InlineData(" ")]
    public void A_folded_line_is_400(string line) => Rejected(line, "folded");

    [Fact]
    [Trait("rule", "7")]
    public void A_blank_in_front_of_the_first_field_line_is_400() => Assert.Equal(400, HeadReading.Code("GET / HTTP/1.1\r\n Host: h\r\n\r\n"));

    [Theory]
    [InlineData("abc")]
    public void A_line_without_colon_is_400(string line) => Rejected(line, "no colon");

    [Theory]
    [InlineData(": x")]
    [InlineData("\u00FC: x")]
    public void A_line_without_name_is_400(string line) => Rejected(line, "no name");

    [Theory]
    [InlineData("a\u00FC: x")]
    [InlineData("a(: x")]
    [InlineData("a\"b\": x")]
    [InlineData("a/b: x")]
    [InlineData("a[]: x")]
    [InlineData("a;b: x")]
    public void An_octet_that_no_token_has_is_400(string line) => Rejected(line, "no name may have");

    private static void Rejected(string line, string detail)
    {
        Assert.False(FieldLineParser.TryParse(HeadReading.Octets(line), out _, out _, out var why));
        Assert.Equal(Rejection.BadRequest, why.Rejection);
        Assert.Contains(detail, why.Detail, StringComparison.Ordinal);
    }
}
