namespace FastSignal.Leads;

/// <summary>The statements on what each entry was counted as, and on the leads that were merged.</summary>
/// <param name="database">The connection of the consumer, or of a replay.</param>
internal sealed class EntryLeadTable(Database database)
{
    /// <summary>The rows that one transaction of <see cref="ForgetBelow"/> deletes at most. // some 10 ms, for which the consumer waits</summary>
    private const int ForgetCount = 50_000;

    private readonly Statement _set = database.Prepare("INSERT OR REPLACE INTO entry_leads (sequence, outcome, mapping_version, lead_id) VALUES (?, ?, ?, ?)");
    private readonly Statement _find = database.Prepare("SELECT outcome, mapping_version, lead_id FROM entry_leads WHERE sequence = ?");
    private readonly Statement _mergedInto = database.Prepare("SELECT to_id FROM merged_leads WHERE from_id = ?");

    private readonly Statement _merge = database.Prepare(
        "INSERT OR REPLACE INTO merged_leads (from_id, to_id, last_sequence) VALUES (?, ?, coalesce((SELECT max(sequence) FROM entry_leads), 0))");

    /// <summary>Notes what an entry was counted as. One that is not mapped at all, or is held, has no row.</summary>
    internal void Set(long sequence, EntryResult result)
    {
        if (result.Outcome is not (EntryOutcome.Test or EntryOutcome.Paused or EntryOutcome.Failed or EntryOutcome.UnknownSignal))
            _set.Bind(sequence).Bind((int)result.Outcome).Bind(result.MappingVersion).Bind(result.LeadId).Run();
    }

    /// <summary>What an entry was counted as; null if nothing is known of it.</summary>
    internal EntryLead? Find(long sequence)
    {
        if (!_find.Bind(sequence).Step())
            return null;

        var (outcome, version, lead) = ((EntryOutcome)_find.Number(0), (int)_find.Number(1), _find.NumberOrNull(2));
        _find.Reset();
        return new EntryLead(outcome, version, lead is { } id ? Resolve(id) : null);
    }

    /// <summary>Notes that a lead is part of another from now on.</summary>
    internal void AddMerge(long fromId, long toId) => _merge.Bind(fromId).Bind(toId).Run();

    /// <summary>The lead that a lead has become. A lead is merged into an older one, so the numbers go down and this ends.</summary>
    internal long Resolve(long leadId)
    {
        while (_mergedInto.Bind(leadId).Scalar() is { } older)
            leadId = older;
        return leadId;
    }

    /// <summary>Deletes what is known of the entries below a sequence, and the merges that only they needed.</summary>
    internal static void ForgetBelow(Database database, WriterTurn turn, long sequence)
    {
        using var oldest = database.PrepareOnce("SELECT min(sequence) FROM entry_leads");
        using var forget = database.PrepareOnce("DELETE FROM entry_leads WHERE sequence < ?");
        while (oldest.Scalar() is { } first && first < sequence)
            turn.Run(forget.Bind(Math.Min(sequence, first + ForgetCount)).Run);

        using var merges = database.PrepareOnce("DELETE FROM merged_leads WHERE last_sequence < ?").Bind(sequence);
        turn.Run(merges.Run);
    }
}
