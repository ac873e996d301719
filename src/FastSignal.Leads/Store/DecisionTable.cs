namespace FastSignal.Leads;

/// <summary>The statements on the statuses of leads and on how they changed.</summary>
/// <param name="database">The connection of the consumer, of a replay, or of who decides.</param>
internal sealed class DecisionTable(Database database)
{
    /// <summary>The newest changes of a lead that are kept. // nobody changes their mind that often; a script that runs wild must not fill the disk</summary>
    internal const int MaxKept = 100;

    private readonly Statement _find = database.Prepare("SELECT status, dismissed_reason, note FROM leads WHERE id = ?");
    private readonly Statement _set = database.Prepare("UPDATE leads SET status = ?2, dismissed_reason = ?3, note = ?4, status_changed_at = ?5 WHERE id = ?1");

    private readonly Statement _addChange = database.Prepare(
        "INSERT INTO status_changes (lead_id, changed_at, status_before, status_after, dismissed_reason, note) VALUES (?, ?, ?, ?, ?, ?)");

    private readonly Statement _trim = database.Prepare(
        "DELETE FROM status_changes WHERE id IN (SELECT id FROM status_changes WHERE lead_id = ?1 ORDER BY changed_at DESC, id DESC LIMIT -1 OFFSET ?2)");

    private readonly Statement _takeLater = database.Prepare(
        """
        UPDATE leads SET (status, dismissed_reason, note, status_changed_at) =
            (SELECT status, dismissed_reason, note, status_changed_at FROM leads WHERE id = ?2)
        WHERE id = ?1 AND EXISTS (SELECT 1 FROM leads AS younger WHERE younger.id = ?2 AND younger.status <> 'pending'
            AND (leads.status = 'pending' OR younger.status_changed_at > leads.status_changed_at))
        """);

    private readonly Statement _repoint = database.Prepare("UPDATE status_changes SET lead_id = ?1 WHERE lead_id = ?2");

    /// <summary>What is decided about a lead; null if the lead is not there.</summary>
    internal DecidedStatus? Find(long leadId)
    {
        if (!_find.Bind(leadId).Step())
            return null;

        var decided = new DecidedStatus(LeadStatuses.Parse(_find.Text(0)), DismissalReasons.ParseOrNull(_find.TextOrNull(1)), _find.TextOrNull(2));
        _find.Reset();
        return decided;
    }

    /// <summary>Writes a decision and how the status changed by it.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="before">What <see cref="Find"/> gave.</param>
    /// <param name="decision">What is decided.</param>
    /// <param name="now">When, in microseconds.</param>
    /// <returns>False if the same was decided before: nothing is written.</returns>
    internal bool Set(long leadId, DecidedStatus before, LeadDecision decision, long now)
    {
        if (before == new DecidedStatus(decision.Status, decision.Reason, decision.Note))
            return false;

        _set.Bind(leadId).Bind(decision.Status.Name()).Bind(decision.Reason?.Name()).Bind(decision.Note).Bind(now).Run();
        _addChange.Bind(leadId).Bind(now).Bind(before.Status.Name()).Bind(decision.Status.Name()).Bind(decision.Reason?.Name()).Bind(decision.Note).Run();
        _trim.Bind(leadId).Bind(MaxKept).Run();
        return true;
    }

    /// <summary>Before a lead becomes part of an older one: the decision that was taken later stays, and pending is none. The changes of both are the
    /// older's.</summary>
    internal void Merge(long olderId, long youngerId)
    {
        _takeLater.Bind(olderId).Bind(youngerId).Run();
        _repoint.Bind(olderId).Bind(youngerId).Run();
    }
}
