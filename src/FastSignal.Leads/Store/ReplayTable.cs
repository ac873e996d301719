namespace FastSignal.Leads;

/// <summary>The statements that only a replay needs: visits are refreshed without counting, moved and taken back, and outcomes corrected.</summary>
/// <param name="database">The connection of the replay.</param>
internal sealed class ReplayTable(Database database)
{
    private static readonly string[] KeyColumns = [.. LeadKeys.All.Select(LeadKeys.Name)];

    private readonly Statement _visit = database.Prepare(
        $"""
        UPDATE leads SET visits = visits + ?2, first_seen_at = min(first_seen_at, ?3), last_seen_at = max(last_seen_at, ?3),
            {string.Join(", ", KeyColumns.Select((column, index) =>
                $"{column} = CASE WHEN last_seen_at > ?4 THEN coalesce({column}, ?{index + 5}) ELSE coalesce(?{index + 5}, {column}) END"))},
            context = CASE WHEN last_seen_at > ?4 THEN context ELSE ? END, context_is_cut = CASE WHEN last_seen_at > ?4 THEN context_is_cut ELSE ? END
        WHERE id = ?1
        """);

    private readonly Statement _lastSeen = database.Prepare("SELECT last_seen_at FROM leads WHERE id = ?");
    private readonly Statement _takeBack = database.Prepare("UPDATE leads SET visits = visits - 1 WHERE id = ? RETURNING visits");
    private readonly Statement _delete = database.Prepare("DELETE FROM leads WHERE id = ?");

    private readonly Statement _forget = database.Prepare(
        $"""
        UPDATE leads SET {string.Join(", ", KeyColumns.Select((column, index) => $"{column} = nullif({column}, ?{index + 3})"))},
            {string.Join(", ", MatchKeys.ColumnNames.Select((name, index) => NullIfIs(name, $"?{KeyColumns.Length + index + 3}")))}
        WHERE id = ?1 AND first_seen_at >= ?2
        """);

    private readonly Statement _forgetOther = database.Prepare(
        """
        DELETE FROM other_keys WHERE lead_id = ?1 AND signal_id = ?2 AND email_or_domain_key = ?3
            AND EXISTS (SELECT 1 FROM leads WHERE id = ?1 AND first_seen_at >= ?4)
        """);

    private readonly Statement _isHeld = database.Prepare("SELECT 1 FROM held WHERE sequence = ?");
    private readonly Statement _outcome = database.Prepare("SELECT outcome, lead_id FROM outcomes WHERE signal_id = ? AND sequence = ?");

    // Only those that are kept still: a row for an older one would push out a newer one.
    private readonly Statement _correct = database.Prepare("UPDATE outcomes SET outcome = ?, reason = ?, lead_id = ? WHERE signal_id = ? AND sequence = ?");

    /// <summary>Whether the record of an entry is held: it has no final outcome, or failed.</summary>
    internal bool IsHeld(long sequence) => _isHeld.Bind(sequence).Scalar() is not null;

    /// <summary>What became of an entry, of those that are kept with their reasons.</summary>
    internal EntryLead? Outcome(long signalId, long sequence)
    {
        if (!_outcome.Bind(signalId).Bind(sequence).Step())
            return null;

        var known = new EntryLead(EntryOutcomes.Parse(_outcome.Text(0)), MappingVersion: 0, _outcome.NumberOrNull(1));
        _outcome.Reset();
        return known;
    }

    /// <summary>Corrects what became of an entry, if that is still kept.</summary>
    internal void Correct(long signalId, long sequence, EntryResult result) =>
        _correct.Bind(result.Outcome.Name()).Bind(result.Reason).Bind(result.LeadId).Bind(signalId).Bind(sequence).Run();

    /// <summary>Refreshes a lead with what an entry has. A lead that a newer entry has visited, behind those replayed, is only filled where it is
    /// empty.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="receivedAt">When the entry was received.</param>
    /// <param name="isCounted">Whether it is a visit that the lead does not have yet.</param>
    /// <param name="newestReplayed">When the newest of the entries to be replayed was received.</param>
    /// <param name="values">The values of the lead keys.</param>
    /// <param name="context">The context.</param>
    internal void Refresh(KnownLead lead, long receivedAt, bool isCounted, long newestReplayed, string?[] values, LeadContext context)
    {
        _visit.Bind(lead.Id).Bind(isCounted ? 1 : 0).Bind(receivedAt).Bind(newestReplayed);
        LeadTable.BindValues(_visit, values, context).Run();
    }

    /// <summary>When the newest entry of a lead was received, in microseconds.</summary>
    internal long LastSeenAt(long leadId) => _lastSeen.Bind(leadId).Scalar() ?? 0;

    /// <summary>Takes a visit from a lead, and removes it if that was its last.</summary>
    /// <returns>Whether it is removed.</returns>
    internal bool TakeBackVisit(long leadId)
    {
        if (_takeBack.Bind(leadId).Scalar() is not <= 0)
            return false;

        _delete.Bind(leadId).Run();
        return true;
    }

    /// <summary>Takes from a lead the values and keys that are given, where it has just these and no entry of it is older than those replayed.</summary>
    /// <param name="signalId">Its signal.</param>
    /// <param name="leadId">The lead.</param>
    /// <param name="from">When the oldest of the entries to be replayed may have been received.</param>
    /// <param name="values">The values by the numbers of their keys; null for those that stay.</param>
    /// <param name="keys">The match keys; null for those that stay.</param>
    internal void Forget(long signalId, long leadId, long from, string?[] values, MatchKeys keys)
    {
        _forget.Bind(leadId).Bind(from);
        foreach (var value in values)
            _forget.Bind(value);
        _forget.Bind(keys.Linkedin).Bind(keys.EmailOrDomain).Bind(keys.NameAtDomain).Bind(keys.Name).Run();
        if (keys.EmailOrDomain is { } other)
            _forgetOther.Bind(leadId).Bind(signalId).Bind(other).Bind(from).Run();
    }

    private static string NullIfIs(string name, string parameter) =>
        $"{name}_text = nullif({name}_text, {parameter}), {name}_hash = CASE WHEN {name}_text = {parameter} THEN NULL ELSE {name}_hash END";
}
