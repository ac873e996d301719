using System.Text;
using FastSignal.Parsing;
using FastSignal.Server.Ingest;
using FastSignal.Server.Refusals;
using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Server.Tests.Refusals;

/// <summary>A journal with a clock that is moved by hand.</summary>
internal sealed class RefusalBench : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly LoopClock _clock;

    public RefusalBench()
    {
        _clock = new LoopClock(_time);
        Journal = new RefusalJournal(_clock, Figures);
    }

    public IngestFigures Figures { get; } = new();

    public RefusalJournal Journal { get; }

    /// <summary>The contents that are noted and not given back.</summary>
    public IEnumerable<string> Waiting => Journal.Waiting().Select(r => Encoding.UTF8.GetString(r.Content.Span));

    public void NextSecond()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        _clock.Update();
    }

    public void Note(long signal, string content) => Note(signal, Encoding.UTF8.GetBytes(content), []);

    public void Note(long signal, ReadOnlySpan<byte> beginning, ReadOnlySpan<byte> rest) => Journal.Note(new RefusedRequest
    {
        Why = new Refusal(Rejection.MalformedJson, "expected a value", 17, '}'),
        SignalId = signal,
        ReceivedAtMicroseconds = _clock.Microseconds,
        UserAgent = "Test"u8,
        Beginning = beginning,
        Rest = rest,
    });

    public void Dispose() => Figures.Dispose();
}
