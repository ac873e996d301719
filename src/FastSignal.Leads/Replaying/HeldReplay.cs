namespace FastSignal.Leads;

/// <summary>Works entries off again that are held because they failed, or because their signal was unknown: as the consumer does, each still once.</summary>
/// <remarks>
/// It works beside a running consumer, which never looks at these entries: in batches, each one write transaction of the lead store, in sequence order. What
/// was held, its outcome and the counts change together with the leads, so that a run that was killed is simply run again. Entries of a paused signal are
/// the consumer's. One instance belongs to one thread.
/// </remarks>
public sealed class HeldReplay : IDisposable
{
    /// <summary>The most entries of a batch. // the consumer waits for one that long: some 20 ms</summary>
    private const int MaxBatchCount = 500;

    private const int MaxBatchBytes = 2 * 1024 * 1024;

    private readonly string _storePath;
    private readonly TimeProvider _time;
    private readonly LeadStoreWriter _store;
    private readonly SignalCache _signals;
    private readonly BatchCounts _batch = new();
    private readonly EntryHandler _entries;

    private HeldReplay(string dataDirectory, TimeProvider time)
    {
        _storePath = Path.Combine(dataDirectory, LeadStore.FileName);
        _time = time;
        _store = LeadStoreWriter.Open(_storePath);
        _signals = new SignalCache(() => SignalRegistry.OpenExisting(Path.Combine(dataDirectory, SignalRegistry.FileName), time));
        _entries = new EntryHandler(_store, _signals, _batch, step => Reached(step)) { HasSavepoints = true };
    }

    /// <summary>For tests: told after each step; what it throws ends the run there, or fails the entry in hand.</summary>
    internal Action<ConsumerStep> Reached { get; set; } = static _ => { };

    /// <summary>For tests: batches smaller than usual.</summary>
    internal int BatchCount { get; set; } = MaxBatchCount;

    /// <summary>Opens the databases; nothing is changed yet.</summary>
    /// <param name="dataDirectory">The data folder, for <c>signals.db</c> and <c>leads.db</c>.</param>
    /// <param name="time">The clock for pauses and for the registry's history.</param>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static HeldReplay Open(string dataDirectory, TimeProvider time) => new(dataDirectory, time);

    /// <summary>Whether an outcome is one that is tried again here.</summary>
    public static bool IsReplayed(EntryOutcome outcome) => outcome is EntryOutcome.Failed or EntryOutcome.UnknownSignal;

    /// <summary>As what an entry is held; null if it is not.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public EntryOutcome? HeldAs(long sequence) => StoreFaults.Naming(_storePath, () => _store.Held.Find(sequence)?.Outcome);

    /// <summary>Works off all of a signal, or of all signals.</summary>
    /// <param name="signalId">Only entries of this signal; null for all.</param>
    /// <param name="told">Told of each entry, once what it changed is stored.</param>
    /// <param name="stop">Set from outside to end after the batch in hand; optional.</param>
    /// <returns>False if it was stopped before the end.</returns>
    /// <exception cref="ReplayException">The signals cannot be read. What was told is stored.</exception>
    /// <exception cref="ConsumerStoppedException">The signals will never be readable.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool Run(long? signalId, Action<ReplayedHeldEntry> told, WaitHandle? stop = null) =>
        Run(last => _store.Held.NextReplayable(last, signalId), told, stop);

    /// <summary>Works off some entries; those that are not held for one of these reasons any more are passed over.</summary>
    /// <param name="sequences">The entries.</param>
    /// <param name="told">Told of each entry, once what it changed is stored.</param>
    /// <param name="stop">Set from outside to end after the batch in hand; optional.</param>
    /// <returns>False if it was stopped before the end.</returns>
    /// <exception cref="ReplayException">The signals cannot be read. What was told is stored.</exception>
    /// <exception cref="ConsumerStoppedException">The signals will never be readable.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool Run(IEnumerable<long> sequences, Action<ReplayedHeldEntry> told, WaitHandle? stop = null)
    {
        var ordered = new SortedSet<long>(sequences);
        return Run(
            last => ordered.GetViewBetween(last + 1, long.MaxValue).Select(_store.Held.Find)
                .FirstOrDefault(held => held is not null && IsReplayed(held.Outcome)),
            told,
            stop);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _entries.Dispose();
        _signals.Dispose();
        _store.Dispose();
    }

    private bool Run(Func<long, KeptEntry?> next, Action<ReplayedHeldEntry> told, WaitHandle? stop)
    {
        using var never = new ManualResetEvent(initialState: false);
        var last = 0L;
        while (true)
        {
            var began = _time.GetTimestamp();
            var replayed = StoreFaults.Naming(_storePath, () => WriteBatch(next, last));
            if (replayed.Count == 0)
                return true;

            replayed.ForEach(told);
            last = replayed[^1].Sequence;
            if ((stop ?? never).WaitOne(ConsumerPause.After(_storePath, _time.GetElapsedTime(began))))
                return false;
        }
    }

    private List<ReplayedHeldEntry> WriteBatch(Func<long, KeptEntry?> next, long last)
    {
        _batch.Clear();
        _store.Begin();
        try
        {
            _store.Forgotten.LookAgain();
            _signals.Refresh();
            Reached(ConsumerStep.BatchBegun);
            var replayed = Replayed(next, last);
            _store.Commit();
            Reached(ConsumerStep.Committed);
            return replayed;
        }
        catch (RegistryUnreadableException fault)
        {
            _store.Rollback();
            throw new ReplayException($"{fault.Message.TrimEnd('.')}. What is shown is done: run it again when the signals can be read.", fault);
        }
        catch
        {
            _store.Rollback();
            throw;
        }
    }

    private List<ReplayedHeldEntry> Replayed(Func<long, KeptEntry?> next, long last)
    {
        var replayed = new List<ReplayedHeldEntry>();
        var bytes = 0;
        while (replayed.Count < BatchCount && bytes < MaxBatchBytes && next(last) is { } held)
        {
            var result = _entries.HandleAgain(held);
            replayed.Add(new ReplayedHeldEntry(held.Sequence, held.Outcome, result.Outcome, result.Reason, result.LeadId));
            bytes += held.Record.Length;
            last = held.Sequence;
        }

        return replayed;
    }
}
