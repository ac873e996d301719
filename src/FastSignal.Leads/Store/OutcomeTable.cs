namespace FastSignal.Leads;

/// <summary>The statements on outcomes: the newest of each signal with their reasons, and counts of all by signal and hour.</summary>
/// <param name="database">The connection of the consumer.</param>
internal sealed class OutcomeTable(Database database)
{
    /// <summary>The outcomes of a signal that are kept with their reasons.</summary>
    internal const int MaxKept = 1_000;

    /// <summary>Older ones are deleted when this many have been added: finding where they begin costs as much for one as for all.</summary>
    private const int TrimInterval = 250;

    private readonly Statement _set = database.Prepare("INSERT OR REPLACE INTO outcomes (signal_id, sequence, outcome, reason, lead_id, received_at) VALUES (?, ?, ?, ?, ?, ?)");
    private readonly Statement _remove = database.Prepare("DELETE FROM outcomes WHERE signal_id = ? AND sequence = ?");
    private readonly Statement _repoint = database.Prepare("UPDATE outcomes SET lead_id = ?3 WHERE signal_id = ?1 AND lead_id = ?2");

    private readonly Statement _count = database.Prepare(
        """
        INSERT INTO outcome_counts (signal_id, outcome, hour, count) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET count = count + excluded.count
        """);

    private readonly Statement _trim = database.Prepare(
        """
        DELETE FROM outcomes WHERE signal_id = ?1 AND sequence <=
            (SELECT sequence FROM outcomes WHERE signal_id = ?1 ORDER BY sequence DESC LIMIT 1 OFFSET ?2)
        """);

    private readonly Dictionary<(long SignalId, EntryOutcome Outcome, long Hour), long> _counted = [];
    private readonly Dictionary<long, int> _added = [];

    /// <summary>Writes down what became of an entry. It counts once <see cref="Count"/> is told, too.</summary>
    internal void Set(long signalId, long sequence, EntryResult result, long receivedAt)
    {
        _set.Bind(signalId).Bind(sequence).Bind(result.Outcome.Name()).Bind(result.Reason).Bind(result.LeadId).Bind(receivedAt).Run();
        var added = _added.GetValueOrDefault(signalId) + 1;
        if (added == TrimInterval)
            _trim.Bind(signalId).Bind(MaxKept).Run();
        _added[signalId] = added % TrimInterval;
    }

    /// <summary>Adds to a count; written by <see cref="Flush"/>. In memory until then: the batch has few counts and many entries.</summary>
    internal void Count(long signalId, EntryOutcome outcome, long receivedAt, int difference)
    {
        var key = (signalId, outcome, receivedAt - Modulo(receivedAt, UtcMicroseconds.Hour));
        _counted[key] = _counted.GetValueOrDefault(key) + difference;
    }

    /// <summary>Removes what became of an entry, since it is written down anew.</summary>
    internal void Remove(long signalId, long sequence) => _remove.Bind(signalId).Bind(sequence).Run();

    /// <summary>Moves the outcomes of a lead that was merged to the one that stays.</summary>
    internal void Repoint(long signalId, long fromLeadId, long toLeadId) => _repoint.Bind(signalId).Bind(fromLeadId).Bind(toLeadId).Run();

    /// <summary>Writes the counts. The last step before a commit.</summary>
    internal void Flush()
    {
        foreach (var (key, count) in _counted)
            _count.Bind(key.SignalId).Bind(key.Outcome.Name()).Bind(key.Hour).Bind(count).Run();
        _counted.Clear();
    }

    /// <summary>Forgets what was counted since the last <see cref="Flush"/>.</summary>
    internal void Forget() => _counted.Clear();

    private static long Modulo(long value, long divisor) => ((value % divisor) + divisor) % divisor;
}
