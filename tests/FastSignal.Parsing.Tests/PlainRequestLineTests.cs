using System.Text;

namespace FastSignal.Parsing.Tests;

public sealed class PlainRequestLineTests
{
    private const string Usual = "POST /custom_signals/fs_Az09-._~/entries HTTP/1.1\r\n";

    [Fact]
    public void The_usual_line_gives_its_token()
    {
        Assert.True(PlainRequestLine.TryRecognise(HeadReading.Octets(Usual + "Host: h\r\n"), out var token, out var lineBytes));
        Assert.Equal(("fs_Az09-._~", Usual.Length), (Encoding.ASCII.GetString(token), lineBytes));
    }

    [Fact]
    public void No_prefix_of_it_is_recognised()
    {
        for (var length = 0; length < Usual.Length; length++)
            Assert.False(PlainRequestLine.TryRecognise(HeadReading.Octets(Usual).AsSpan(0, length), out _, out _));
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
    public void Another_line_is_left_to_the_grammar(string line) => Assert.False(PlainRequestLine.TryRecognise(HeadReading.Octets(line), out _, out _));

    [Fact]
    public void What_it_recognises_is_what_the_grammar_reads()
    {
        var (plain, careful) = (new RequestHeadParser(new HeadLimits()), new RequestHeadParser(new HeadLimits()));
        Assert.Equal(ParseStatus.Partial, plain.Parse(HeadReading.Octets(Usual), out var consumed, out _));
        Assert.Equal(Usual.Length, consumed);
        Assert.Equal(ParseStatus.Partial, careful.Parse(HeadReading.Octets(Usual[..^1]), out _, out _));
        Assert.Equal(ParseStatus.Partial, careful.Parse(HeadReading.Octets(Usual), out _, out _));
        Assert.Equal(HeadReading.Describe(careful.Head), HeadReading.Describe(plain.Head));
    }
}
