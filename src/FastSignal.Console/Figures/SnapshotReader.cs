using FastSignal.Leads;
using FastSignal.Log;

namespace FastSignal.Console;

/// <summary>Reads registry, lead store and log into a snapshot. Belongs to one thread, which it blocks.</summary>
internal sealed class SnapshotReader : IDisposable
{
    private readonly ConsoleOptions _options;
    private readonly StoreFile<SignalRegistry> _registry;
    private readonly StoreFile<LeadStore> _store;
    private readonly LogFile _log;

    /// <summary>Opens nothing yet.</summary>
    internal SnapshotReader(ConsoleOptions options)
    {
        _options = options;
        _registry = new StoreFile<SignalRegistry>(
            options.SignalsPath,
            "There are no signals yet. `fastsignal signals create` makes the first.",
            path => SignalRegistry.Open(path, options.Time));
        _store = new StoreFile<LeadStore>(options.LeadsPath, "There is no lead store yet. The consumer makes it when it starts.", LeadStore.Open);
        _log = new LogFile(options.LogDirectory);
    }

    /// <summary>Reads everything that can be read; says in words what cannot. Throws nothing on account of what it reads.</summary>
    internal StatusSnapshot Take()
    {
        // The log first: what is committed while the store is read would else look like lag of a consumer that has none.
        var log = _log.Read();
        var signals = _registry.Read(registry => (IReadOnlyList<ShownSignal>)[.. registry.List().Select(Shown)]);
        var leads = _store.Read(store => ReadLeads(store, signals.Value ?? []));
        return new StatusSnapshot
        {
            TakenAt = _options.Time.GetUtcNow(),
            NotTakingText = _options.NotTakingText(),
            Log = log,
            Signals = signals,
            Leads = leads,
            Consumer = Standing(log.Value, leads),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registry.Dispose();
        _store.Dispose();
        _log.Dispose();
    }

    private static ShownSignal Shown(Signal signal) => new(signal.Id, signal.Name, signal.Label, signal.Target, signal.Status);

    private static LeadFigures ReadLeads(LeadStore store, IReadOnlyList<ShownSignal> signals) => new(
        store.Checkpoint(),
        Counts(store, signalId: null),
        signals.ToDictionary(signal => signal.Id, signal => Counts(store, signal.Id)));

    private static EntryCounts Counts(LeadStore store, long? signalId) =>
        new(store.OutcomeCounts(signalId), store.LeadCount(signalId), store.HeldCount(signalId));

    private ConsumerStanding Standing(LogFigures? log, Reading<LeadFigures> leads)
    {
        var consumer = _options.Consumer();
        var isInProcess = consumer is not null;
        var checkpoint = leads.Value?.Checkpoint;
        var mismatch = MismatchText(log, checkpoint);
        var fault = consumer?.FaultText ?? mismatch;
        if (log is null || mismatch is not null || (leads.Value is null && File.Exists(_options.LeadsPath)))
            return new ConsumerStanding(fault is null ? ConsumerState.Unknown : ConsumerState.Stopped, isInProcess, LagCount: null, LagTime: null, fault);

        // Without a checkpoint the oldest entry that is left comes first.
        var next = checkpoint?.Position ?? log.Begin;
        var lagCount = Math.Max(0, log.CommittedUntil.Sequence - next.Sequence);
        var state = fault is not null ? ConsumerState.Stopped : lagCount == 0 ? ConsumerState.CaughtUp : ConsumerState.Behind;
        return new ConsumerStanding(state, isInProcess, lagCount, lagCount == 0 ? TimeSpan.Zero : Waited(next), fault);
    }

    private static string? MismatchText(LogFigures? log, Checkpoint? checkpoint) =>
        log is null || checkpoint is null || string.Equals(checkpoint.LogId, log.Id, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"The checkpoint in leads.db belongs to log {checkpoint.LogId}, but this log is {log.Id}.";

    private TimeSpan? Waited(LogPosition position) => _log.ReceivedAt(position) is { } receivedAt
        ? TimeSpan.FromTicks(Math.Max(0, (_options.Time.GetUtcNow() - receivedAt).Ticks))
        : null;
}
