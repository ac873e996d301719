namespace FastSignal.Parsing.Tests;

public sealed class TrailerSectionTests
{
    [Theory]
    [Trait("rule", "13")]
    [InlineData("")]
    [InlineData("Digest: abc\r\n")]
    [InlineData("A:\r\nB: \t\r\nC::\u00FF\r\n")]
    [InlineData("Content-Length: 99\r\nTransfer-Encoding: chunked\r\nHost: x\r\nConnection: close\r\nAuthorization: x\r\n")]
    public void Trailers_are_checked_and_dropped(string lines)
    {
        var outcome = ChunkedReading.Whole($"2\r\n{{}}\r\n0\r\n{lines}\r\nPOST");
        Assert.Equal((ParseStatus.Complete, "{}", 12 + lines.Length), (outcome.Status, outcome.Content, outcome.Consumed));
    }

    [Fact]
    [Trait("rule", "13")]
    public void A_request_behind_the_last_chunk_is_a_broken_trailer_section() =>
        Assert.Equal(ParseStatus.Invalid, ChunkedReading.Whole("0\r\nPOST / HTTP/1.1\r\nHost: h\r\n\r\n").Status);

    [Theory]
    [Trait("rule", "13")]
    [InlineData("abc\r\n")]
    [InlineData("A : b\r\n")]
    [InlineData(": b\r\n")]
    [InlineData(" A: b\r\n")]
    [InlineData("A: b\r\n c\r\n")]
    [InlineData("A: b\n")]
    [InlineData("A: b\rc\r\n")]
    [InlineData("A: \0\r\n")]
    [InlineData("A: \u007F\r\n")]
    [InlineData("\u00FC: b\r\n")]
    [InlineData("\n")]
    [InlineData("\rx")]
    public void A_malformed_trailer_line_is_400(string lines)
    {
        var outcome = ChunkedReading.Whole($"0\r\n{lines}\r\n");
        Assert.Equal((ParseStatus.Invalid, Rejection.BadRequest), (outcome.Status, outcome.Why.Rejection));
    }

    [Fact]
    [Trait("rule", "13")]
    public void A_trailer_section_has_at_most_8_KiB_and_100_lines()
    {
        Assert.Equal(ParseStatus.Complete, ChunkedReading.Whole("0\r\na: " + new string('v', 8192 - 5) + "\r\n\r\n").Status);
        Assert.Equal(ParseStatus.Invalid, ChunkedReading.Whole("0\r\na: " + new string('v', 8192 - 4) + "\r\n\r\n").Status);
        Assert.Equal(ParseStatus.Invalid, ChunkedReading.Whole("0\r\n" + new string('v', 8193)).Status);
        Assert.Equal(ParseStatus.Complete, ChunkedReading.Whole("0\r\n" + string.Concat(Enumerable.Repeat("a:\r\n", 100)) + "\r\n").Status);
        Assert.Equal(ParseStatus.Invalid, ChunkedReading.Whole("0\r\n" + string.Concat(Enumerable.Repeat("a:\r\n", 101)) + "\r\n").Status);
    }
}
