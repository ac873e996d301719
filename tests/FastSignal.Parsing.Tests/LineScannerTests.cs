namespace FastSignal.Parsing.Tests;

public sealed class LineScannerTests
{
    [Theory]
    [InlineData("", nameof(LineScan.Partial))]
    [InlineData("abcd", nameof(LineScan.Partial))]
    [InlineData("abcd\r", nameof(LineScan.Partial))]
    [InlineData("abcd\r\n", nameof(LineScan.Found))]
    [InlineData("\r\nabcdefgh", nameof(LineScan.Found))]
    [InlineData("abcde", nameof(LineScan.TooLong))]
    [InlineData("abcde\r\n", nameof(LineScan.TooLong))]
    [InlineData("abcde\0", nameof(LineScan.TooLong))]
    [InlineData("abcd\0", nameof(LineScan.Forbidden))]
    [InlineData("ab\0d", nameof(LineScan.Forbidden))]
    [InlineData("ab\n", nameof(LineScan.BareLf))]
    [InlineData("ab\rd", nameof(LineScan.BareCr))]
    [InlineData("abcd\re", nameof(LineScan.BareCr))]
    public void A_line_of_at_most_four_octets_ends_in_CRLF(string text, string verdict)
    {
        var octets = HeadReading.Octets(text);
        var expected = Enum.Parse<LineScan>(verdict);
        LineScanner fields = default, requests = default, pieces = default;
        Assert.Equal(expected, fields.FindFieldLine(octets, 4, out _));
        Assert.Equal(expected, requests.FindRequestLine(octets, 4, out _));

        var last = LineScan.Partial;
        for (var end = 0; end <= octets.Length && last == LineScan.Partial; end++)
            last = pieces.FindFieldLine(octets.AsSpan(0, end), 4, out _);

        Assert.Equal(expected, last);
    }

    [Fact]
    public void A_tab_and_obs_text_are_for_field_lines_only()
    {
        foreach (var text in (string[])["a\tb\r\n", "a\u0080b\r\n"])
        {
            LineScanner fields = default, requests = default;
            Assert.Equal(LineScan.Found, fields.FindFieldLine(HeadReading.Octets(text), 10, out var lineBytes));
            Assert.Equal(3, lineBytes);
            Assert.Equal(LineScan.Forbidden, requests.FindRequestLine(HeadReading.Octets(text), 10, out _));
        }
    }

    [Fact]
    public void Showing_less_than_before_is_a_fault_of_the_caller_but_no_exception()
    {
        LineScanner scanner = default;
        scanner.FindFieldLine("abcdef"u8, 10, out _);
        Assert.Equal(LineScan.Partial, scanner.FindFieldLine("ab"u8, 10, out _));
    }
}
