using FastSignal.Log;
using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>Runs the entries of a signal that are in the log through its present mapping again: the right person, and each visit once.</summary>
/// <remarks>
/// It works beside a running consumer: in batches, each one write transaction of the lead store, with pauses in which the consumer writes. The store says of
/// every entry what it is counted as and by which version of the mapping; both change together with the leads, so that a replay that was killed is
/// simply run again. One instance belongs to one thread.
/// </remarks>
public sealed class Replay : IDisposable
{
    /// <summary>The most entries of a batch. // the consumer waits for one that long: some 20 ms</summary>
    private const int MaxBatchCount = 500;

    private const int MaxBatchBytes = 2 * 1024 * 1024;

    private readonly IEntrySource _source;
    private readonly SignalRegistry _registry;
    private readonly TimeProvider _time;
    private readonly string _storePath;
    private readonly LeadStoreWriter _store;
    private readonly long _from;
    private readonly List<(long Sequence, byte[] Record)> _batch = [];
    private Signal _signal;
    private long _version;

    private Replay(IEntrySource source, SignalRegistry registry, TimeProvider time, string storePath, Signal signal, DateTimeOffset from)
    {
        _source = source;
        _registry = registry;
        _time = time;
        _storePath = storePath;
        _store = LeadStoreWriter.Open(storePath);
        _signal = signal;
        _from = UtcMicroseconds.From(from);
        _version = -1;
    }

    /// <summary>For tests: batches smaller than usual.</summary>
    internal int BatchCount { get; set; } = MaxBatchCount;

    /// <summary>For tests: told before a batch is committed; what it throws ends the replay there.</summary>
    internal Action Committing { get; set; } = static () => { };

    /// <summary>Begins a replay; nothing is read or written yet.</summary>
    /// <param name="source">The entries; the caller disposes it, after this.</param>
    /// <param name="registry">The signals.</param>
    /// <param name="storePath">The lead store, or a copy of it to try the replay on.</param>
    /// <param name="signalId">The signal.</param>
    /// <param name="from">Entries received before are left out.</param>
    /// <param name="time">The clock for pauses.</param>
    /// <exception cref="SignalException">There is no such signal.</exception>
    /// <exception cref="ReplayException">It is a draft or archived, or has no mapping.</exception>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static Replay Open(IEntrySource source, SignalRegistry registry, string storePath, long signalId, DateTimeOffset from, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return new Replay(source, registry, time, storePath, Checked(registry.Get(signalId)), from);
    }

    /// <summary>Looks which entries there are, up to the consumer's checkpoint, and that all of them can be read.</summary>
    /// <param name="progress">Told the part of the log that is read, from 0 to 1, now and then; may be null.</param>
    /// <exception cref="ReplayException">The log is damaged there.</exception>
    /// <exception cref="ConsumerStoppedException">The checkpoint does not belong to this log.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public ReplayRange Find(Action<double>? progress = null) => OnTheStore(() =>
    {
        _source.Refresh();
        var (begin, end) = (_source.Begin, Checkpoint());
        _source.Seek(begin);
        long count = 0, newest = 0;
        long? oldest = null;
        var start = end;
        while (Next(end, out var entry, out var at))
        {
            if (!EntryRecord.TryRead(entry.Record, out var record))
                continue;
            oldest ??= record.ReceivedAtMicroseconds;
            newest = Math.Max(newest, record.ReceivedAtMicroseconds);
            if (IsReplayed(record))
                start = count++ == 0 ? at : start;
            if (entry.Sequence % 4096 == 0)
                progress?.Invoke((double)(at.Address - begin.Address) / (end.Address - begin.Address));
        }

        DateTimeOffset? oldestLeft = begin.Sequence > 1 && oldest > _from ? UtcMicroseconds.ToTime(oldest.Value) : null;
        return new ReplayRange(start, end, count, newest, oldestLeft);
    });

    /// <summary>Replays them.</summary>
    /// <param name="range">What <see cref="Find"/> gave.</param>
    /// <param name="told">Told of each entry, once what it changed is stored.</param>
    /// <param name="stop">Set from outside to end after the batch in hand; optional.</param>
    /// <returns>False if it was stopped before the end.</returns>
    /// <exception cref="ReplayException">The signal was changed meanwhile, the store was replaced, or the log is damaged. What was told is stored.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool Run(ReplayRange range, Action<ReplayedEntry> told, WaitHandle? stop = null)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(told);
        var versions = _registry.Mappings(_signal.Id).ToDictionary(version => version.Version, version => version.Mapping);
        using var handler = new ReplayHandler(_store, _signal, versions, _from, range.NewestReceivedAt);
        using var never = new ManualResetEvent(initialState: false);
        _source.Seek(range.Start);
        while (ReadBatch(range.End))
        {
            var began = _time.GetTimestamp();
            var replayed = OnTheStore(() => WriteBatch(handler, range));
            foreach (var entry in replayed)
                told(entry);

            if ((stop ?? never).WaitOne(ConsumerPause.After(_storePath, _time.GetElapsedTime(began))))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    private static Signal Checked(Signal signal) => signal switch
    {
        { Status: SignalStatus.Draft } => throw new ReplayException(
            $"Signal {signal.Id} is a draft: its entries are test data and make no leads, so there is nothing to replay. `fastsignal signals save {signal.Id}` makes it live."),
        { Status: SignalStatus.Archived } => throw new ReplayException($"Signal {signal.Id} is archived: its leads are not changed any more."),
        { Mapping: null } => throw new ReplayException(
            $"Signal {signal.Id} has no mapping yet: its first real entry decides, and there is nothing to replay before."),
        _ => signal,
    };

    private bool IsReplayed(EntryRecord record) => record.SignalId == _signal.Id && !record.IsTest && record.ReceivedAtMicroseconds >= _from;

    /// <summary>
    /// The checkpoint, read while nobody else can write leads, and the signal before it: a consumer's batch that is committed later has looked at the
    /// signals later, so it has used this mapping or a newer one.
    /// </summary>
    private LogPosition Checkpoint()
    {
        _store.Begin();
        try
        {
            _version = _registry.Version();
            _signal = Checked(_registry.Get(_signal.Id));
            _source.Refresh();
            return CheckpointCheck.Resume(_store.Checkpoint.Get(), _source);
        }
        finally
        {
            _store.Rollback();
        }
    }

    /// <summary>Reads entries before the store is locked: the next of this signal may be far away.</summary>
    private bool ReadBatch(LogPosition end)
    {
        _batch.Clear();
        var bytes = 0;
        while (_batch.Count < BatchCount && bytes < MaxBatchBytes && Next(end, out var entry, out _))
        {
            if (!EntryRecord.TryRead(entry.Record, out var record) || !IsReplayed(record))
                continue;
            _batch.Add((entry.Sequence, entry.Record.ToArray()));
            bytes += entry.Record.Length;
        }

        return _batch.Count > 0;
    }

    /// <summary>The next entry below an end. What the server has truncated meanwhile is passed over, and what was given up.</summary>
    private bool Next(LogPosition end, out LogEntry entry, out LogPosition at)
    {
        while (true)
        {
            at = _source.Position;
            entry = default;
            if (at.Address >= end.Address)
                return false;

            switch (_source.Read(out entry))
            {
                case ReadOutcome.Entry:
                    return true;
                case ReadOutcome.End:
                    return false;
                case ReadOutcome.Damaged:
                    throw new ReplayException(
                        $"The log is damaged {_source.DamageText}. `fastsignal log verify` shows all damage, `fastsignal log repair` gives it up.");
                default:
                    break;
            }
        }
    }

    private List<ReplayedEntry> WriteBatch(ReplayHandler handler, ReplayRange range)
    {
        var replayed = new List<ReplayedEntry>(_batch.Count);
        _store.Begin();
        _store.Forgotten.LookAgain();
        try
        {
            EnsureUnchanged(range);
            foreach (var (sequence, record) in _batch)
                replayed.Add(handler.Handle(sequence, record));
            Committing();
            _store.Commit();
            return replayed;
        }
        catch
        {
            _store.Rollback();
            throw;
        }
    }

    private void EnsureUnchanged(ReplayRange range)
    {
        var checkpoint = _store.Checkpoint.Get();
        if (checkpoint is null || checkpoint.Position.Address < range.End.Address
            || !string.Equals(checkpoint.LogId, _source.LogId, StringComparison.OrdinalIgnoreCase))
            throw new ReplayException($"{_storePath} was replaced while it was replayed: run the replay again.");

        var version = _registry.Version();
        if (version == _version)
            return;

        var signal = Checked(_registry.Get(_signal.Id));
        if (signal.MappingVersion != _signal.MappingVersion)
            throw new ReplayException(
                $"The mapping of signal {signal.Id} was changed while its entries were replayed, from version {_signal.MappingVersion} to {signal.MappingVersion}: run the replay again.");
        _version = version;
    }

    private T OnTheStore<T>(Func<T> action) => StoreFaults.Naming(_storePath, action);
}
