namespace FastSignal.Leads.Tests;

public sealed class NameKeyTests
{
    [Theory]
    [InlineData("  Ada   WOLFF ", "ada wolff")]
    [InlineData("Ada\u00A0Wolff", "ada wolff")]
    [InlineData("Ａｄａ", "ada")]
    [InlineData("STRASSE", "strasse")]
    [InlineData("Straße", "strasse")]
    [InlineData("Jose\u0301", "josé")]
    [InlineData("ΝΙΚΟΣ", "νικοσ")]
    [InlineData("Νίκος", "νίκοσ")]
    [InlineData("Ada\u200B\u202E Wolff", "ada wolff")]
    [InlineData("\t\n", "")]
    [InlineData("A\u0000d\u001Fa\u007F\v\r\n Wolff\t", "ada wolff")]
    [InlineData(null, "")]
    public void Names_are_compared_by_their_folded_form(string? name, string key) => Assert.Equal(key, NameKey.Of(name));
}
