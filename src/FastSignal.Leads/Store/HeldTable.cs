namespace FastSignal.Leads;

/// <summary>The statements on held entries: those of paused signals, failed ones, and those of unknown signals.</summary>
/// <param name="database">The connection of the consumer.</param>
internal sealed class HeldTable(Database database)
{
    private readonly Statement _insert = database.Prepare("INSERT OR REPLACE INTO held (sequence, signal_id, outcome, received_at, record) VALUES (?, ?, ?, ?, ?)");
    private readonly Statement _delete = database.Prepare("DELETE FROM held WHERE sequence = ?");
    private readonly Statement _signals = database.Prepare("SELECT DISTINCT signal_id FROM held WHERE outcome = ? ORDER BY signal_id");

    private readonly Statement _oldest = database.Prepare(
        "SELECT sequence, received_at, record FROM held WHERE signal_id = ? AND outcome = ? ORDER BY sequence LIMIT ?");

    /// <summary>Holds a record. One that is held already gets the new outcome.</summary>
    internal void Add(long signalId, long sequence, EntryOutcome outcome, long receivedAt, ReadOnlySpan<byte> record) =>
        _insert.Bind(sequence).Bind(signalId).Bind(outcome.Name()).Bind(receivedAt).BindBlob(record).Run();

    /// <summary>Lets go of an entry that has got its outcome.</summary>
    internal void Remove(long sequence) => _delete.Bind(sequence).Run();

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
}
