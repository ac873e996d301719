namespace FastSignal.Parsing.Tests;

public sealed class ListReaderTests
{
    [Theory]
    [InlineData("", "[]")]
    [InlineData("a", "[a]")]
    [InlineData(" a ,\tb\t", "[a][b]")]
    [InlineData(",a,,b,", "[][a][][b][]")]
    [InlineData("a b, c;d=\"e", "[a b][c;d=\"e]")]
    public void Elements_are_cut_at_commas_and_trimmed(string value, string expected)
    {
        var list = new ListReader(HeadReading.Octets(value));
        var found = "";
        while (list.TryRead(out var element))
            found += $"[{HeadReading.Text(element)}]";

        Assert.Equal(expected, found);
        Assert.False(list.TryRead(out _));
    }
}
