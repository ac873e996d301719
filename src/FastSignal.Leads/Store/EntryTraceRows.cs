namespace FastSignal.Leads;

/// <summary>Reads what is known about one entry.</summary>
/// <param name="database">The connection of a reader; it has a read transaction open, so that all shows one state.</param>
internal sealed class EntryTraceRows(Database database)
{
    private readonly EntryLeadTable _counted = new(database);

    /// <summary>Reads it. Without a signal the outcomes of all are looked through: 1,000 of each.</summary>
    internal EntryTraces Read(long sequence, long? signalId)
    {
        var kept = Kept("SELECT signal_id, outcome, received_at, record FROM held WHERE sequence = ?", sequence)
            ?? Kept($"SELECT signal_id, '{EntryOutcome.Test.Name()}', received_at, record FROM samples WHERE sequence = ?", sequence);
        var recorded = Recorded(sequence, signalId ?? kept?.SignalId);
        var counted = _counted.Find(sequence);
        var leadId = counted?.LeadId ?? (recorded?.LeadId is { } id ? _counted.Resolve(id) : null);
        return new EntryTraces
        {
            Checkpoint = new CheckpointTable(database).Get(),
            IsForgotten = new ForgottenEntries(database).Contains(sequence),
            Recorded = recorded,
            CountedAs = counted?.Outcome,
            MappingVersion = counted?.MappingVersion ?? 0,
            Kept = kept,
            LeadId = leadId,
            Lead = leadId is { } lead ? LeadRows.Read(LeadRows.PrepareOne(database), lead) : null,
        };
    }

    private KeptEntry? Kept(string text, long sequence)
    {
        using var row = database.PrepareOnce(text).Bind(sequence);
        return row.Step()
            ? new KeptEntry(sequence, row.Number(0), EntryOutcomes.Parse(row.Text(1)), UtcMicroseconds.ToTime(row.Number(2)), row.Blob(3).ToArray())
            : null;
    }

    private RecordedOutcome? Recorded(long sequence, long? signalId)
    {
        const string Select = "SELECT outcome, reason, lead_id, received_at FROM outcomes WHERE sequence = ?";
        using var row = signalId is { } id
            ? database.PrepareOnce(Select + " AND signal_id = ?").Bind(sequence).Bind(id)
            : database.PrepareOnce(Select).Bind(sequence);
        return row.Step()
            ? new RecordedOutcome(sequence, EntryOutcomes.Parse(row.Text(0)), row.Text(1), row.NumberOrNull(2), UtcMicroseconds.ToTime(row.Number(3)))
            : null;
    }
}
