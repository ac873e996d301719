namespace FastSignal.Leads;

/// <summary>Reads the tokens that count.</summary>
internal static class TokenRows
{
    /// <summary>The tokens of signals that are not archived, without those that have ended.</summary>
    internal static TokenTableRows Read(Database database, long version, DateTimeOffset now)
    {
        var rows = new List<TokenRow>();
        DateTimeOffset? nextEnd = null;
        using var statement = database.PrepareOnce(
            """
            SELECT t.token, t.signal_id, s.status = 'draft', s.success_status, t.ends_at
            FROM tokens t JOIN signals s ON s.id = t.signal_id
            WHERE s.status <> 'archived' AND (t.ends_at IS NULL OR t.ends_at > ?)
            ORDER BY t.signal_id, t.number
            """).Bind(UtcMicroseconds.From(now));
        while (statement.Step())
        {
            DateTimeOffset? endsAt = statement.NumberOrNull(4) is { } end ? UtcMicroseconds.ToTime(end) : null;
            rows.Add(new TokenRow(statement.Text(0), statement.Number(1), statement.Number(2) != 0, (int)statement.Number(3), endsAt));
            if (endsAt is not null && (nextEnd is null || endsAt < nextEnd))
                nextEnd = endsAt;
        }

        return new TokenTableRows(version, rows, nextEnd);
    }
}
