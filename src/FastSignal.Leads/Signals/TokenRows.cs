namespace FastSignal.Leads;

/// <summary>Reads the tokens that count, all of them or what has changed among them.</summary>
internal static class TokenRows
{
    // ?1 is the version of the reading before, ?2 the time now.
    private const string Counts = "(s.status <> 'archived' AND (t.ends_at IS NULL OR t.ends_at > ?2))";

    private const string Select =
        $"""
        SELECT t.token, t.signal_id, s.status = 'draft', s.success_status, t.ends_at, {Counts}
        FROM tokens t JOIN signals s ON s.id = t.signal_id
        """;

    private const string Order = "ORDER BY t.signal_id, t.number";

    /// <summary>The tokens of the signals that have changed since a reading, by a change or by the end of an overlap; without one, or if the history
    /// does not tell: all that count.</summary>
    internal static TokenTableRows Read(Database database, TokenTableRows? last, long version, DateTimeOffset now)
    {
        var known = last is not null && ChangedSignals.AreKnown(database, last.Version, version) ? last : null;
        var rows = known is null ? All(database, now) : Changed(database, known, now);
        return new TokenTableRows(version, now, IsWhole: known is null, rows, NextEnd(database, now));
    }

    private static List<TokenRow> All(Database database, DateTimeOffset now)
    {
        using var statement = database.PrepareOnce($"{Select} WHERE {Counts} {Order}").Bind(0).Bind(UtcMicroseconds.From(now));
        return Rows(statement);
    }

    private static List<TokenRow> Changed(Database database, TokenTableRows last, DateTimeOffset now)
    {
        const string ended = "SELECT signal_id FROM tokens WHERE ends_at > ?3 AND ends_at <= ?2";
        using var statement = database.PrepareOnce($"{Select} WHERE t.signal_id IN ({ChangedSignals.Ids} UNION {ended}) {Order}")
            .Bind(last.Version).Bind(UtcMicroseconds.From(now)).Bind(UtcMicroseconds.From(last.ReadAt));
        return Rows(statement);
    }

    private static List<TokenRow> Rows(Statement statement)
    {
        var rows = new List<TokenRow>();
        while (statement.Step())
        {
            DateTimeOffset? endsAt = statement.NumberOrNull(4) is { } end ? UtcMicroseconds.ToTime(end) : null;
            rows.Add(new TokenRow(statement.Text(0), statement.Number(1), statement.Number(2) != 0, (int)statement.Number(3), endsAt,
                statement.Number(5) != 0));
        }

        return rows;
    }

    private static DateTimeOffset? NextEnd(Database database, DateTimeOffset now)
    {
        using var next = database.PrepareOnce("SELECT min(ends_at) FROM tokens WHERE ends_at > ?").Bind(UtcMicroseconds.From(now));
        return next.Scalar() is { } end ? UtcMicroseconds.ToTime(end) : null;
    }
}
