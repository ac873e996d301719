using System.Text;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Parsing;
using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Console.Tests;

/// <summary>A real data folder: registry, log, lead store, and the hands to fill them. Gone after the test.</summary>
public sealed class TempData : IDisposable, IConsumerEvents
{
    private readonly RecordBuffer _record = new();
    private readonly Flattener _flattener = new();
    private EntryLog? _log;
    private LogReader? _reader;

    public TempData() => Folder = Directory.CreateTempSubdirectory("fastsignal-console-").FullName;

    public string Folder { get; }

    public string SignalsPath => Path.Combine(Folder, SignalRegistry.FileName);

    public string LeadsPath => Path.Combine(Folder, LeadStore.FileName);

    public string LogDirectory => Path.Combine(Folder, "log");

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public ConsoleOptions Options => new()
    {
        Listen = new(System.Net.IPAddress.Loopback, 0),
        SignalsPath = SignalsPath,
        LeadsPath = LeadsPath,
        LogDirectory = LogDirectory,
        IngestUrl = "http://127.0.0.1:8080",
        Time = Time,
        Meters = [],
    };

    public Signal CreateSignal(NewSignal signal)
    {
        using var registry = SignalRegistry.Open(SignalsPath, Time);
        return registry.Create(signal).Signal;
    }

    public void Change(Action<SignalRegistry> change)
    {
        using var registry = SignalRegistry.Open(SignalsPath, Time);
        change(registry);
    }

    public EntryLog OpenLog() => _log ??= EntryLog.Open(LogDirectory);

    /// <summary>Appends and commits one entry, received now.</summary>
    public void Post(long signalId, string json, bool isTest = false)
    {
        _record.Begin(new RecordHeader { SignalId = signalId, IsTest = isTest, ReceivedAtMicroseconds = Time.GetUtcNow().ToUnixTimeMilliseconds() * 1000 });
        _flattener.Begin(_record);
        _flattener.Take(Encoding.UTF8.GetBytes(json), out _);
        Assert.Equal(ParseStatus.Complete, _flattener.Complete(out _));
        Assert.True(OpenLog().TryAppend(_record.Framed, out _));
        OpenLog().Commit();
    }

    public Consumer OpenConsumer()
    {
        OpenLog();

        // As a server does before its consumer starts, which waits for a registry that is away.
        SignalRegistry.Open(SignalsPath, Time).Dispose();
        _reader = LogReader.Open(LogDirectory);
        return new Consumer(new LogEntrySource(_reader), Folder, this, Time);
    }

    /// <summary>Consumes all that is committed, as a consumer of its own would.</summary>
    public void Consume()
    {
        using var consumer = OpenConsumer();
        consumer.DrainToEnd();
        _reader?.Dispose();
    }

    public void Stopped(string cause)
    {
    }

    public void EntryFailed(long sequence, string cause)
    {
    }

    public void Waiting(string cause)
    {
    }

    public void Resumed()
    {
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _log?.Dispose();
        _flattener.Dispose();
        _record.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
