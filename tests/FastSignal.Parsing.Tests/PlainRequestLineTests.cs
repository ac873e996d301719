using System.Text;

namespace FastSignal.Parsing.Tests;

public sealed class PlainRequestLineTests
{
    private const string Usual = "POST /custom_signals/fs_Az09-._~/entries HTTP/1.1\r\n";

    // A line is looked at in blocks: as much must stand behind it.
    private static readonly string Behind = "Host: h\r\nX: " + new string('x', OctetMarks.BlockBytes) + "\r\n";

    [Fact]
    public void The_usual_line_gives_its_token()
    {
        Assert.True(PlainRequestLine.TryRecognise(HeadReading.Octets(Usual + Behind), out var token, out var lineBytes));
        Assert.Equal(("fs_Az09-._~", Usual.Length), (Encoding.ASCII.GetString(token), lineBytes));
    }

    [Fact]
    public void Only_a_token_of_at_most_a_block_is_recognised()
    {
        for (var length = 1; length < 200; length++)
        {
            var line = HeadReading.Octets($"POST /custom_signals/{new string('t', length)}/entries HTTP/1.1\r\n{Behind}");
            Assert.Equal(length <= OctetMarks.BlockBytes, PlainRequestLine.TryRecognise(line, out var token, out _));
            Assert.Equal(length <= OctetMarks.BlockBytes ? length : 0, token.Length);
        }
    }

    [Fact]
    public void No_prefix_of_it_is_recognised()
    {
        var octets = HeadReading.Octets($"POST /custom_signals/{new string('t', OctetMarks.BlockBytes)}/entries HTTP/1.1\r\n");
        for (var length = 0; length < octets.Length; length++)
            Assert.False(PlainRequestLine.TryRecognise(octets.AsSpan(0, length), out _, out _));
        Assert.True(PlainRequestLine.TryRecognise(octets, out _, out _));
    }

    [Theory]
    [InlineData("post /custom_signals/t/entries HTTP/1.1\r\n")]
    [InlineData("GET /custom_signals/t/entries HTTP/1.1\r\n")]
    [InlineData("POST /custom_signals//entries HTTP/1.1\r\n")]
    [InlineData("POST /custom_signals/t%6Fk/entries HTTP/1.1\r\n")]
    [InlineData("POST /custom_signals/t#/entries HTTP/1.1\r\n")]
    [InlineData("POST /custom_signals/t?/entries HTTP/1.1\r\n")]
    [InlineData("POST /custom_signals/t\u0001/entries HTTP/1.1\r\n")]
    [InlineData("POST /custom_signals/t\u00FF/entries HTTP/1.1\r\n")]
    [InlineData("POST /custom_signals/t/u/entries HTTP/1.1\r\n")]
    [InlineData("POST /custom_signals/t/entries/ HTTP/1.1\r\n")]
    [InlineData("POST /custom_signals/t/entries?q HTTP/1.1\r\n")]
    [InlineData("POST /custom_signals/t/entries HTTP/1.0\r\n")]
    [InlineData("POST /custom_signals/t/entries  HTTP/1.1\r\n")]
    [InlineData("POST /custom_signals/t/entries HTTP/1.1\n")]
    [InlineData("\r\nPOST /custom_signals/t/entries HTTP/1.1\r\n")]
    public void Another_line_is_left_to_the_grammar(string line) =>
        Assert.False(PlainRequestLine.TryRecognise(HeadReading.Octets(line + Behind), out _, out _));

    [Fact]
    public void What_it_recognises_is_what_the_grammar_reads()
    {
        var (plain, careful) = (new RequestHeadParser(new HeadLimits()), new RequestHeadParser(new HeadLimits()));
        Assert.Equal(ParseStatus.Partial, plain.Parse(HeadReading.Octets(Usual + Behind), out var consumed, out _));
        Assert.Equal(Usual.Length + Behind.Length, consumed);
        Assert.Equal(ParseStatus.Partial, careful.Parse(HeadReading.Octets(Usual), out _, out _));
        Assert.Equal(ParseStatus.Partial, careful.Parse(HeadReading.Octets(Behind), out _, out _));
        Assert.Equal(HeadReading.Describe(careful.Head), HeadReading.Describe(plain.Head));
    }
}
