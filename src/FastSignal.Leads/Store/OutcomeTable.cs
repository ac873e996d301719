namespace FastSignal.Leads;

/// <summary>The statements on outcomes: the newest of each signal with their reasons, and counts of all by signal and hour.</summary>
/// <param name="database">The connection of the consumer.</param>
internal sealed class OutcomeTable(Database database)
{
    /// <summary>The outcomes of a signal that are kept with their reasons.</summary>
    internal const int MaxKept = 1_000;

    /// <summary>Older ones are deleted when this many have been added: finding where they begin costs as much for one as for all.</summary>
    private const int TrimInterval = 250;

    private readonly Statement _set = database.Prepare(
        "INSERT OR REPLACE INTO outcomes (signal_id, sequence, outcome, reason, lead_id, received_at) VALUES (?, ?, ?, ?, ?, ?)");
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
    private readonly Dictionary<long, NewestOutcomes> _newest = [];
    private readonly Dictionary<long, int> _added = [];

    /// <summary>Notes what became of an entry; written by <see cref="Flush"/>, if it is among the newest then. It counts once <see cref="Count"/> is
    /// told, too.</summary>
    /// <param name="signalId">Its signal.</param>
    /// <param name="sequence">The entry: behind those of the signal before it in this batch.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="receivedAt">When it was received.</param>
    internal void Set(long signalId, long sequence, EntryResult result, long receivedAt)
    {
        if (!_newest.TryGetValue(signalId, out var newest))
            _newest[signalId] = newest = new NewestOutcomes(MaxKept);
        newest.Add(new NewOutcome(sequence, result, receivedAt));
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
    internal void Repoint(long signalId, long fromLeadId, long toLeadId)
    {
        _repoint.Bind(signalId).Bind(fromLeadId).Bind(toLeadId).Run();
        if (_newest.TryGetValue(signalId, out var newest))
            newest.Repoint(fromLeadId, toLeadId);
    }

    /// <summary>Writes what is noted, and the counts. The last step before a commit.</summary>
    internal void Flush()
    {
        FlushNewest();
        foreach (var (key, count) in _counted)
            _count.Bind(key.SignalId).Bind(key.Outcome.Name()).Bind(key.Hour).Bind(count).Run();
        _counted.Clear();
    }

    /// <summary>Writes what is noted.</summary>
    internal void FlushNewest()
    {
        foreach (var (signalId, newest) in _newest)
            Write(signalId, newest.Kept);
        _newest.Clear();
    }

    /// <summary>Forgets what was noted and is not written yet.</summary>
    internal void ForgetNewest() => _newest.Clear();

    /// <summary>Forgets what was noted and counted since the last <see cref="Flush"/>.</summary>
    internal void Forget()
    {
        _newest.Clear();
        _counted.Clear();
    }

    private void Write(long signalId, ReadOnlySpan<NewOutcome> outcomes)
    {
        foreach (var (sequence, result, receivedAt) in outcomes)
            _set.Bind(signalId).Bind(sequence).Bind(result.Outcome.Name()).Bind(result.Reason).Bind(result.LeadId).Bind(receivedAt).Run();
        var added = _added.GetValueOrDefault(signalId) + outcomes.Length;
        if (added >= TrimInterval)
            _trim.Bind(signalId).Bind(MaxKept).Run();
        _added[signalId] = added % TrimInterval;
    }

    private static long Modulo(long value, long divisor) => ((value % divisor) + divisor) % divisor;
}
