using Microsoft.Extensions.Logging;

namespace FastSignal.Server.Tests;

/// <summary>Keeps the events that it is told.</summary>
internal sealed class EventDouble : ILogger
{
    public List<int> Ids { get; } = [];

    public List<string> Texts { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Ids.Add(eventId.Id);
        Texts.Add(formatter(state, exception));
    }
}
