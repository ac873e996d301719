namespace FastSignal.Parsing.Tests;

public sealed class FieldSyntaxTests
{
    [Fact]
    public void A_token_octet_is_a_visible_one_that_is_no_delimiter()
    {
        for (var octet = 0; octet < 256; octet++)
        {
            var expected = octet is > 0x20 and < 0x7F && !"\"(),/:;<=>?@[\\]{}".Contains((char)octet, StringComparison.Ordinal);
            Assert.Equal(expected, FieldSyntax.Token.Contains((byte)octet));
        }
    }

    [Fact]
    public void Every_control_but_the_tab_is_forbidden_in_a_line()
    {
        for (var octet = 0; octet < 256; octet++)
            Assert.Equal(octet is (< 0x20 or 0x7F) and not 0x09, FieldSyntax.Controls.Contains((byte)octet));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" \t ", "")]
    [InlineData(" a b\t", "a b")]
    [InlineData("\u000Ba\u00A0", "\u000Ba\u00A0")]
    public void Only_space_and_tab_are_blanks(string text, string trimmed) =>
        Assert.Equal(trimmed, HeadReading.Text(FieldSyntax.TrimBlanks(HeadReading.Octets(text))));

    [Fact]
    public void Names_are_equal_without_case_in_ASCII_only()
    {
        Assert.True(FieldSyntax.Is("HoSt"u8, "host"u8));
        Assert.False(FieldSyntax.Is("host "u8, "host"u8));
        Assert.False(FieldSyntax.Is("@"u8, "`"u8));
        Assert.False(FieldSyntax.IsToken(""u8));
    }
}
