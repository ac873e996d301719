using FastSignal.Server.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Server.Tests.Hosting;

public sealed class EventLineFormatterTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 24, 14, 25, 36, 7, TimeSpan.Zero));

    [Theory]
    [InlineData(LogLevel.Trace, "trce")]
    [InlineData(LogLevel.Debug, "dbug")]
    [InlineData(LogLevel.Information, "info")]
    [InlineData(LogLevel.Warning, "warn")]
    [InlineData(LogLevel.Error, "fail")]
    [InlineData(LogLevel.Critical, "crit")]
    public void A_line_has_time_level_category_id_and_text(LogLevel level, string name) =>
        Assert.Equal($"2026-11-24T14:25:36.007Z {name}: fastsignal[102] signals adopted\n", Line(level, "signals adopted"));

    [Fact]
    public void What_has_several_lines_and_the_exception_stay_on_one()
    {
        var line = Line(LogLevel.Error, "first\r\nsecond", new IOException("the disk\nis gone"));
        Assert.Equal("2026-11-24T14:25:36.007Z fail: fastsignal[102] first second System.IO.IOException: the disk is gone\n", line);
    }

    private static string Line(LogLevel level, string text, Exception? fault = null)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new EventLineFormatter(Time)
            .Write(new LogEntry<string>(level, "fastsignal", new EventId(102), text, fault, static (state, _) => state), scopeProvider: null, writer);
        return writer.ToString();
    }
}
