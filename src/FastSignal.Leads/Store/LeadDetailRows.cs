namespace FastSignal.Leads;

/// <summary>Reads what is known about one lead.</summary>
/// <param name="database">The connection of a reader; it has a read transaction open, so that all shows one state.</param>
internal sealed class LeadDetailRows(Database database)
{
    /// <summary>The newest outcomes that are read. // of the 1,000 that a signal keeps with their reasons</summary>
    private const int MaxOutcomes = 100;

    private readonly EntryLeadTable _merges = new(database);
    private readonly CheckpointTable _checkpoint = new(database);
    private readonly Statement _lead = LeadRows.PrepareOne(database);

    private readonly Statement _changes = database.Prepare(
        "SELECT changed_at, status_before, status_after, dismissed_reason, note FROM status_changes WHERE lead_id = ? ORDER BY changed_at, id");

    private readonly Statement _outcomes = database.Prepare(
        "SELECT sequence, outcome, reason, received_at FROM outcomes WHERE signal_id = ? AND lead_id = ? ORDER BY sequence DESC LIMIT ?");

    /// <summary>One lead, or what it was merged into; null if there is none.</summary>
    internal LeadDetails? Read(long leadId) =>
        LeadRows.Read(_lead, _merges.Resolve(leadId)) is { } lead ? new LeadDetails(lead, _checkpoint.Get()?.LogId, Changes(lead), Outcomes(lead)) : null;

    private List<StatusChange> Changes(Lead lead)
    {
        var changes = new List<StatusChange>();
        _changes.Bind(lead.Id);
        while (_changes.Step())
        {
            var (before, after) = (LeadStatuses.Parse(_changes.Text(1)), LeadStatuses.Parse(_changes.Text(2)));
            var reason = DismissalReasons.ParseOrNull(_changes.TextOrNull(3));
            changes.Add(new StatusChange(UtcMicroseconds.ToTime(_changes.Number(0)), before, after, reason, _changes.TextOrNull(4)));
        }

        return changes;
    }

    private List<RecordedOutcome> Outcomes(Lead lead)
    {
        var outcomes = new List<RecordedOutcome>();
        _outcomes.Bind(lead.SignalId).Bind(lead.Id).Bind(MaxOutcomes);
        while (_outcomes.Step())
        {
            var outcome = EntryOutcomes.Parse(_outcomes.Text(1));
            outcomes.Add(new RecordedOutcome(_outcomes.Number(0), outcome, _outcomes.Text(2), lead.Id, UtcMicroseconds.ToTime(_outcomes.Number(3))));
        }

        return outcomes;
    }
}
