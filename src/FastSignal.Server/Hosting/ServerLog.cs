using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace FastSignal.Server.Hosting;

/// <summary>Where events go: standard error, one line each, written by a thread of its own.</summary>
/// <remarks>Put together by hand: the builder of .NET makes a service container and a configuration first, which the start would wait for, and
/// nothing here can be configured.</remarks>
internal static class ServerLog
{
    /// <summary>Makes the sink; disposing it writes what is still queued.</summary>
    /// <param name="time">The clock that dates events.</param>
    public static ILoggerFactory Create(TimeProvider time)
    {
        var options = new ConsoleLoggerOptions { FormatterName = EventLineFormatter.FormatterName, LogToStandardErrorThreshold = LogLevel.Trace };
        var console = new ConsoleLoggerProvider(new FixedOptions<ConsoleLoggerOptions>(options), [new EventLineFormatter(time)]);
        return new LoggerFactory([console], new LoggerFilterOptions { MinLevel = LogLevel.Information });
    }

    /// <summary>Options that nobody changes.</summary>
    private sealed class FixedOptions<T>(T value) : IOptionsMonitor<T>
    {
        public T CurrentValue => value;

        public T Get(string? name) => value;

        public IDisposable? OnChange(Action<T, string?> listener) => null;
    }
}
