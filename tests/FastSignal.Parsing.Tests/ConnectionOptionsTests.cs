namespace FastSignal.Parsing.Tests;

public sealed class ConnectionOptionsTests
{
    [Theory]
    [Trait("rule", "22")]
    [InlineData("1.1", true)]
    [InlineData("1.1", true, "keep-alive")]
    [InlineData("1.1", true, "")]
    [InlineData("1.1", true, "Upgrade, HTTP2-Settings")]
    [InlineData("1.1", true, "closed")]
    [InlineData("1.1", true, "x-close")]
    [InlineData("1.1", false, "close")]
    [InlineData("1.1", false, "CLOSE")]
    [InlineData("1.1", false, "foo , Close\t, bar")]
    [InlineData("1.1", false, "keep-alive, close")]
    [InlineData("1.1", false, "close, keep-alive")]
    [InlineData("1.1", false, "close", "keep-alive")]
    [InlineData("1.1", false, "keep-alive", "close")]
    [InlineData("1.1", false, ",,close,")]
    [InlineData("1.0", false)]
    [InlineData("1.0", false, "foo")]
    [InlineData("1.0", true, "keep-alive")]
    [InlineData("1.0", true, "foo", "Keep-Alive")]
    [InlineData("1.0", false, "keep-alive", "close")]
    [InlineData("1.2", true)]
    public void Close_wins_and_HTTP_1_0_needs_keep_alive(string version, bool isPersistent, params string[] values)
    {
        var lines = string.Concat(values.Select(value => $"Connection: {value}\r\n"));
        Assert.Equal(isPersistent, HeadReading.Complete($"GET / HTTP/{version}\r\nHost: h\r\n{lines}\r\n").IsPersistent);
    }
}
