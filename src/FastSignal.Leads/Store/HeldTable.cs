namespace FastSignal.Leads;

/// <summary>The statements on held entries: those of paused signals, failed ones, and those of unknown signals.</summary>
/// <param name="database">The connection of the consumer.</param>
internal sealed class HeldTable(Database database)
{
    private readonly Statement _insert = database.Prepare(
        "INSERT OR REPLACE INTO held (sequence, signal_id, outcome, received_at, record) VALUES (?, ?, ?, ?, ?)");
    private readonly Statement _delete = database.Prepare("DELETE FROM held WHERE sequence = ?");
    private readonly Statement _signals = database.Prepare("SELECT DISTINCT signal_id FROM held WHERE outcome = ? ORDER BY signal_id");

    private readonly Statement _oldest = database.Prepare(
        "SELECT sequence, received_at, record FROM held WHERE signal_id = ? AND outcome = ? ORDER BY sequence LIMIT ?");

    private readonly Statement _one = database.Prepare("SELECT sequence, signal_id, outcome, received_at, record FROM held WHERE sequence = ?");

    // What waits for nothing but another try; by the primary key, from one batch to the next.
    private readonly Statement _replayable = database.Prepare(
        $"""
        SELECT sequence, signal_id, outcome, received_at, record FROM held
        WHERE sequence > ?1 AND outcome IN ('{EntryOutcome.Failed.Name()}', '{EntryOutcome.UnknownSignal.Name()}') AND (?2 IS NULL OR signal_id = ?2)
        ORDER BY sequence LIMIT 1
        """);

    /// <summary>Holds a record. One that is held already gets the new outcome.</summary>
    internal void Add(long signalId, long sequence, EntryOutcome outcome, long receivedAt, ReadOnlySpan<byte> record) =>
        _insert.Bind(sequence).Bind(signalId).Bind(outcome.Name()).Bind(receivedAt).BindBlob(record).Run();

    /// <summary>Lets go of an entry that has got its outcome.</summary>
    internal void Remove(long sequence) => _delete.Bind(sequence).Run();

    /// <summary>One held entry; null if it is not held.</summary>
    internal KeptEntry? Find(long sequence) => Read(_one.Bind(sequence));

    /// <summary>The next entry behind a sequence that failed or whose signal was unknown; null if there is none.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="signalId">Only those of this signal; null for all.</param>
    internal KeptEntry? NextReplayable(long sequence, long? signalId) => Read(_replayable.Bind(sequence).Bind(signalId));

    /// <summary>The signals that have entries held because they were paused.</summary>
    internal HashSet<long> SignalsWithPaused()
    {
        var signals = new HashSet<long>();
        _signals.Bind(EntryOutcome.Paused.Name());
        while (_signals.Step())
            signals.Add(_signals.Number(0));
        return signals;
    }

    /// <summary>The oldest entries of a signal that are held because it was paused, in sequence order.</summary>
    /// <param name="signalId">The signal.</param>
    /// <param name="maxCount">How many at most.</param>
    /// <param name="maxBytes">Stops behind the record that reaches this.</param>
    internal IReadOnlyList<KeptEntry> OldestPaused(long signalId, int maxCount, int maxBytes)
    {
        var entries = new List<KeptEntry>();
        var bytes = 0;
        _oldest.Bind(signalId).Bind(EntryOutcome.Paused.Name()).Bind(maxCount);
        while (_oldest.Step())
        {
            var record = _oldest.Blob(2).ToArray();
            entries.Add(new KeptEntry(_oldest.Number(0), signalId, EntryOutcome.Paused, UtcMicroseconds.ToTime(_oldest.Number(1)), record));
            if ((bytes += record.Length) >= maxBytes)
                break;
        }

        _oldest.Reset();
        return entries;
    }

    private static KeptEntry? Read(Statement one)
    {
        if (!one.Step())
            return null;

        var entry = new KeptEntry(one.Number(0), one.Number(1), EntryOutcomes.Parse(one.Text(2)), UtcMicroseconds.ToTime(one.Number(3)), one.Blob(4).ToArray());
        one.Reset();
        return entry;
    }
}
