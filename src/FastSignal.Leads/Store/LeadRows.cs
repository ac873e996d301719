namespace FastSignal.Leads;

/// <summary>Reads leads from their rows.</summary>
internal static class LeadRows
{
    private const int FirstKeyColumn = 8;

    private static readonly string Select =
        $"""
        SELECT id, signal_id, status, visits, first_seen_at, last_seen_at, context, context_is_cut, {string.Join(", ", LeadKeys.All.Select(LeadKeys.Name))}
        FROM leads WHERE signal_id = ? ORDER BY id
        """;

    /// <summary>The leads of a signal, oldest first, one row at a time.</summary>
    internal static IEnumerable<Lead> Read(Database database, long signalId)
    {
        using var rows = database.PrepareOnce(Select).Bind(signalId);
        while (rows.Step())
            yield return Read(rows);
    }

    private static Lead Read(Statement row)
    {
        var values = new string?[LeadKeys.All.Count];
        for (var key = 0; key < values.Length; key++)
            values[key] = row.TextOrNull(FirstKeyColumn + key);

        return new Lead(values)
        {
            Id = row.Number(0),
            SignalId = row.Number(1),
            Status = row.Text(2),
            Visits = row.Number(3),
            FirstSeenAt = UtcMicroseconds.ToTime(row.Number(4)),
            LastSeenAt = UtcMicroseconds.ToTime(row.Number(5)),
            ContextJson = row.Text(6),
            IsContextCut = row.Number(7) != 0,
        };
    }
}
