namespace FastSignal.Leads;

/// <summary>Reads leads from their rows.</summary>
internal static class LeadRows
{
    private const int FirstKeyColumn = 11;

    private static readonly string Select =
        $"""
        SELECT id, signal_id, status, dismissed_reason, note, status_changed_at, visits, first_seen_at, last_seen_at, context, context_is_cut,
            {string.Join(", ", LeadKeys.All.Select(LeadKeys.Name))}
        FROM leads
        """;

    private static readonly string SelectOfSignal = Select
        + " WHERE signal_id = ? AND last_seen_at >= ? AND last_seen_at < ? AND (?4 IS NULL OR status = ?4) ORDER BY id";

    private static readonly string SelectOne = Select + " WHERE id = ?";

    /// <summary>The leads of a signal that a filter means, oldest first, one row at a time.</summary>
    internal static IEnumerable<Lead> Read(Database database, long signalId, LeadFilter filter)
    {
        var search = filter.Search is { } text ? new LeadSearch(text) : null;
        var left = filter.Limit ?? long.MaxValue;
        using var rows = database.PrepareOnce(SelectOfSignal).Bind(signalId)
            .Bind(filter.Since is { } since ? UtcMicroseconds.From(since) : long.MinValue)
            .Bind(filter.Until is { } until ? UtcMicroseconds.From(until) : long.MaxValue)
            .Bind(filter.Status?.Name());
        while (left > 0 && rows.Step())
        {
            var values = Values(rows);
            if (search?.IsIn(values) == false)
                continue;
            left--;
            yield return Read(rows, values);
        }
    }

    /// <summary>One lead by its number, for a statement that is used again and again.</summary>
    internal static Statement PrepareOne(Database database) => database.Prepare(SelectOne);

    /// <summary>One lead by its number; null if it is not there.</summary>
    internal static Lead? Read(Statement one, long leadId)
    {
        if (!one.Bind(leadId).Step())
            return null;

        var lead = Read(one, Values(one));
        one.Reset();
        return lead;
    }

    private static string?[] Values(Statement row)
    {
        var values = new string?[LeadKeys.All.Count];
        for (var key = 0; key < values.Length; key++)
            values[key] = row.TextOrNull(FirstKeyColumn + key);
        return values;
    }

    private static Lead Read(Statement row, string?[] values) => new(values)
    {
        Id = row.Number(0),
        SignalId = row.Number(1),
        Status = LeadStatuses.Parse(row.Text(2)),
        DismissedReason = DismissalReasons.ParseOrNull(row.TextOrNull(3)),
        Note = row.TextOrNull(4),
        StatusChangedAt = row.NumberOrNull(5) is { } changedAt ? UtcMicroseconds.ToTime(changedAt) : null,
        Visits = row.Number(6),
        FirstSeenAt = UtcMicroseconds.ToTime(row.Number(7)),
        LastSeenAt = UtcMicroseconds.ToTime(row.Number(8)),
        ContextJson = row.Text(9),
        IsContextCut = row.Number(10) != 0,
    };
}
