using FastSignal.Log;
using Microsoft.Data.Sqlite;

namespace FastSignal.Leads;

/// <summary>The one reader of the log that turns entries into leads: in order, in batches, each entry exactly once.</summary>
/// <remarks>
/// A batch is one transaction of the lead store: leads, outcomes, samples, what is held, keys and the checkpoint. Whatever dies when, the next start
/// resumes at the checkpoint of the last commit. One instance belongs to one thread, which it blocks; whoever starts it holds the
/// <see cref="ConsumerLock"/>. Only a damaged log, a checkpoint that does not fit or a damaged store stop it; a busy store, a full disk or a registry that
/// is away are waited for.
/// </remarks>
public sealed class Consumer : IDisposable
{
    /// <summary>
    /// The most entries of a batch. // 1,000 carry one sync; but of the indexes by key each entry changes pages of its own, and more of these coincide in a
    /// larger batch: 8,000 cost half as much, and hold the store's write lock for a quarter of a second
    /// </summary>
    public const int MaxBatchCount = 8_000;

    /// <summary>The octets of records after which a batch ends.</summary>
    public const int MaxBatchBytes = 4 * 1024 * 1024;

    /// <summary>Between two looks at the log. Each commit of leads is a synced write, and stops those of the log on the same disk for as long: ten a
    /// second are few.</summary>
    private static readonly TimeSpan IdleInterval = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan MinBackOff = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromSeconds(1);

    // A disk that is full or failing is not helped by asking more often.
    private static readonly TimeSpan MaxDiskBackOff = TimeSpan.FromSeconds(30);

    private readonly IEntrySource _source;
    private readonly string _storePath;
    private readonly IConsumerEvents _events;
    private readonly TimeProvider _time;
    private readonly SignalCache _signals;
    private readonly BatchCounts _batch = new();
    private LeadStoreWriter? _store;
    private EntryHandler? _entries;
    private HashSet<long>? _signalsWithPaused;
    private LogPosition _position;
    private TimeSpan _backOff = MinBackOff;
    private long? _waitsSince;
    private bool _hasReportedFault;

    /// <summary>Nothing is opened before it runs.</summary>
    /// <param name="source">The entries; the caller disposes it, after this.</param>
    /// <param name="dataDirectory">The data folder, for <c>signals.db</c> and <c>leads.db</c>.</param>
    /// <param name="events">Told what is an alarm.</param>
    /// <param name="time">The clock for the registry's history.</param>
    public Consumer(IEntrySource source, string dataDirectory, IConsumerEvents events, TimeProvider time)
    {
        _source = source;
        _storePath = Path.Combine(dataDirectory, LeadStore.FileName);
        _events = events;
        _time = time;
        _signals = new SignalCache(() => SignalRegistry.OpenExisting(Path.Combine(dataDirectory, SignalRegistry.FileName), time));
    }

    /// <summary>What it has done; read from any thread.</summary>
    public ConsumerFigures Figures { get; } = new();

    /// <summary>For tests: told after each step; what it throws ends the consumer there.</summary>
    internal Action<ConsumerStep> Reached { get; set; } = static _ => { };

    /// <summary>For measurements: told the connection that it writes through, before it does.</summary>
    internal Action<Database> Opened { get; set; } = static _ => { };

    /// <summary>For tests: batches smaller than <see cref="MaxBatchCount"/>.</summary>
    internal int BatchCount { get; set; } = MaxBatchCount;

    /// <summary>Consumes until it is told to stop, or cannot go on: then it says so to its events and figures and returns.</summary>
    /// <param name="stop">Set from outside to stop.</param>
    public void Run(WaitHandle stop)
    {
        ArgumentNullException.ThrowIfNull(stop);
        try
        {
            while (!stop.WaitOne(TimeSpan.Zero))
            {
                if (Step(stop))
                    continue;
                if (stop.WaitOne(IdleInterval))
                    break;
                _source.Refresh();
            }
        }
        catch (Exception fault)
        {
            var cause = fault is ConsumerStoppedException or StoreException ? fault.Message : $"The lead store or the log failed: {fault.Message}";
            Figures.SetFault(cause);
            _events.Stopped(cause);
        }
    }

    /// <summary>Consumes everything that is durable now, then returns.</summary>
    /// <param name="stop">Set from outside to stop earlier; optional.</param>
    /// <param name="maxWait">How long it waits for a fault to pass; null: as long as it takes.</param>
    /// <exception cref="ConsumerStoppedException">It cannot go on, or has waited too long.</exception>
    /// <exception cref="StoreException">The lead store fails.</exception>
    public void DrainToEnd(WaitHandle? stop = null, TimeSpan? maxWait = null)
    {
        using var never = new ManualResetEvent(initialState: false);
        var stopOrNever = stop ?? never;
        _source.Refresh();
        while (!stopOrNever.WaitOne(TimeSpan.Zero) && Step(stopOrNever))
        {
            if (_waitsSince is { } since && _time.GetElapsedTime(since) >= maxWait)
                throw new ConsumerStoppedException($"Given up after {maxWait.Value.TotalSeconds:0} s of waiting: {Figures.FaultText}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseStore();
        _signals.Dispose();
    }

    /// <summary>One batch, or a wait for what will pass.</summary>
    /// <returns>False if there is nothing to do at the moment.</returns>
    private bool Step(WaitHandle stop)
    {
        try
        {
            Open();

            // Both are asked: who works off held entries again may leave some that are paused.
            if (_signals.Refresh() | Store.HasChangedElsewhere())
                _signalsWithPaused = null;
            var hasWorked = WorkOffHeld() || ConsumeBatch();
            Figures.SetCaughtUp(!hasWorked);
            Figures.SetFault(null);
            _backOff = MinBackOff;
            _waitsSince = null;
            Report(_signals.FaultText);
            return hasWorked;
        }
        catch (EntryFailedException)
        {
            GiveUpBatch();
            _entries!.HasSavepoints = true;
            return true;
        }
        catch (Exception fault) when (WillPass(fault))
        {
            GiveUpBatch();
            WaitFor(fault, stop);
            return true;
        }
        catch (SqliteException fault)
        {
            GiveUpBatch();
            throw StoreFaults.Named(_storePath, fault);
        }
        catch
        {
            GiveUpBatch();
            throw;
        }
    }

    private void WaitFor(Exception fault, WaitHandle stop)
    {
        var isOfTheDisk = StoreFaults.IsOfTheDisk(fault);
        if (isOfTheDisk)
            CloseStore();
        var cause = fault is SqliteException ofTheStore ? StoreFaults.Named(_storePath, ofTheStore).Message : fault.Message;
        Figures.SetFault(cause);
        Report(cause);
        _waitsSince ??= _time.GetTimestamp();
        stop.WaitOne(_backOff);
        var longest = isOfTheDisk ? MaxDiskBackOff : MaxBackOff;
        _backOff = _backOff * 2 < longest ? _backOff * 2 : longest;
    }

    /// <summary>Once when a fault that may pass begins, once when all is well again.</summary>
    private void Report(string? cause)
    {
        var isFaulted = cause is not null;
        if (isFaulted == _hasReportedFault)
            return;

        _hasReportedFault = isFaulted;
        if (isFaulted)
            _events.Waiting(cause!);
        else
            _events.Resumed();
    }

    private void Open()
    {
        if (_entries is not null)
            return;

        if (_store is null)
        {
            _store = LeadStoreWriter.Open(_storePath);
            Opened(_store.Database);
        }

        _source.Refresh();
        _position = CheckpointCheck.Resume(_store.Checkpoint.Get(), _source);
        _source.Seek(_position);
        Figures.SetCheckpoint(_position);
        _entries = new EntryHandler(_store, _signals, _batch, step => Reached(step));
    }

    /// <summary>
    /// Entries held while their signal was paused come before its newer ones once it is resumed, or archived: they were accepted, and after that nobody
    /// could resume it. No log is read in between: the chunks follow one another, each a transaction of its own; the checkpoint stays where it is.
    /// </summary>
    private bool WorkOffHeld()
    {
        _signalsWithPaused ??= Store.Held.SignalsWithPaused();
        if (_signalsWithPaused.Count == 0)
            return false;

        var resumed = _signals.All.FirstOrDefault(signal => signal.Status is not SignalStatus.Paused && _signalsWithPaused.Contains(signal.Id));
        if (resumed is null)
            return false;

        if (!TryBeginBatch())
            return true;
        var chunk = Store.Held.OldestPaused(resumed.Id, BatchCount, MaxBatchBytes);
        foreach (var held in chunk)
            _entries!.HandleHeld(_signals.Find(resumed.Id) ?? resumed, held);
        CommitBatch();
        if (chunk.Count == 0)
            _signalsWithPaused.Remove(resumed.Id);
        return true;
    }

    private bool ConsumeBatch()
    {
        var outcome = _source.Read(out var entry);
        if (outcome is ReadOutcome.End)
            return false;

        var position = _position;
        _batch.Clear();
        if (outcome is ReadOutcome.Entry && !TryBeginBatch())
            return true;
        while (outcome is ReadOutcome.Entry)
        {
            CheckpointCheck.Follows(position, entry.Sequence);
            _entries!.Handle(entry.Sequence, entry.Record);
            position = entry.Next;
            _batch.EntryCount++;
            _batch.Bytes += entry.Record.Length;
            if (_batch.EntryCount == BatchCount || _batch.Bytes >= MaxBatchBytes)
                break;
            outcome = _source.Read(out entry);
        }

        // What comes before the damage counts.
        if (_batch.EntryCount > 0)
            CommitEntries(position);

        // A range that somebody has given up: the checkpoint moves behind it with the next entry.
        if (outcome is ReadOutcome.Quarantined)
            _position = _source.Position;
        return outcome is ReadOutcome.Damaged ? throw new ConsumerStoppedException(_source.DamageText) : true;
    }

    private void CommitEntries(LogPosition position)
    {
        Store.Checkpoint.Set(_source.LogId, position);
        Reached(ConsumerStep.CheckpointMoved);
        if (_batch.Outcomes[(int)EntryOutcome.Paused] > 0)
            _signalsWithPaused = null;
        CommitBatch();
        _position = position;
        Figures.SetCheckpoint(position);
    }

    private LeadStoreWriter Store => _store ?? throw new InvalidOperationException("The lead store is not open.");

    /// <summary>Begins a batch by the signals as they are now.</summary>
    /// <returns>False if they have changed while it waited for the store: which entries come first may be different then, and it is to begin again.</returns>
    private bool TryBeginBatch()
    {
        _batch.Clear();
        Store.BeginBehindOthers();
        Store.Forgotten.LookAgain();

        // Nobody else writes leads now: whoever has changed a mapping and then looks at the checkpoint, as a replay does, knows that it counts behind it.
        if (_signals.Refresh())
        {
            GiveUpBatch();
            return false;
        }

        Reached(ConsumerStep.BatchBegun);
        return true;
    }

    private void CommitBatch()
    {
        Store.Commit();
        _entries!.HasSavepoints = false;
        Reached(ConsumerStep.Committed);
        Figures.Add(_batch);
        foreach (var (sequence, cause) in _batch.Failed)
            _events.EntryFailed(sequence, cause);
    }

    /// <summary>Back to the last commit, in the store and in the log.</summary>
    private void GiveUpBatch()
    {
        _signalsWithPaused = null;
        _batch.Clear();
        if (_entries is null)
            return;

        Store.Rollback();
        _source.Seek(_position);
    }

    private void CloseStore()
    {
        _entries?.Dispose();
        _entries = null;
        _store?.Dispose();
        _store = null;
    }

    private static bool WillPass(Exception fault) =>
        fault is RegistryUnreadableException || (fault is SqliteException or StoreException && StoreFaults.WillPass(fault));
}
