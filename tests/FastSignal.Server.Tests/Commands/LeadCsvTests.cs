using FastSignal.Server.Commands;

namespace FastSignal.Server.Tests.Commands;

public class LeadCsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 170 1", "+49 170 1")]
    [InlineData("+1 (555) 010-99.0", "+1 (555) 010-99.0")]
    [InlineData("-1", "-1")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-1|cmd", "'-1|cmd")]
    [InlineData("+49 170\n=1", "\"'+49 170\n=1\"")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("\tabc", "'\tabc")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("\u200B\uFEFF@cmd", "'\u200B\uFEFF@cmd")]
    [InlineData(" -1", " -1")]
    [InlineData(" ", " ")]
    [InlineData("a=1", "a=1")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("{\"a\":1}", "\"{\"\"a\"\":1}\"")]
    public void A_cell_is_quoted_where_it_must_be_and_never_a_formula(string value, string cell) => Assert.Equal(cell, LeadCsv.Cell(value));
}
