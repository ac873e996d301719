namespace FastSignal.Leads;

/// <summary>The statements on the leads: find by key, insert, count a visit, merge. What to do is decided in <see cref="LeadMatching"/>.</summary>
/// <param name="database">The connection of the consumer.</param>
internal sealed class LeadTable(Database database)
{
    /// <summary>Leads of one name and company that are looked at; beyond that the name tells nothing ("N/A" at "N/A").</summary>
    internal const int MaxSameName = 64;

    private const string Find = "SELECT id, linkedin_key, email_or_domain_key, name_at_domain_key, name_key FROM leads WHERE signal_id = ? AND ";

    /// <summary>The columns of the lead keys, in the order of their numbers.</summary>
    private static readonly string[] KeyColumns = [.. LeadKeys.All.Select(LeadKeys.Name)];

    private readonly Statement _byLinkedin = database.Prepare(Find + "linkedin_key = ?");
    private readonly Statement _byEmailOrDomain = database.Prepare(Find + "email_or_domain_key = ?");
    private readonly OtherKeyTable _others = new(database);
    private readonly DecisionTable _decisions = new(database);
    private readonly Statement _byId = database.Prepare(Find + "id = ?");
    private readonly Statement _byNameAtDomain = database.Prepare(Find + "name_at_domain_key = ? ORDER BY linkedin_key, email_or_domain_key LIMIT ?");
    private readonly Statement _byName = database.Prepare(Find + "name_key = ? ORDER BY linkedin_key, email_or_domain_key LIMIT ?");

    private readonly Statement _insert = database.Prepare(
        $"""
        INSERT INTO leads (signal_id, status, visits, first_seen_at, last_seen_at, {string.Join(", ", KeyColumns)},
            context, context_is_cut, linkedin_key, email_or_domain_key, name_at_domain_key, name_key)
        VALUES (?1, 'pending', 1, ?2, ?2, {Parameters(3)}, ?, ?, ?, ?, ?, ?)
        """);

    // Keys apart: naming an indexed column in SET makes SQLite rewrite its index entry even if nothing changes.
    private readonly Statement _visit = database.Prepare(
        $"""
        UPDATE leads SET visits = visits + 1, first_seen_at = min(first_seen_at, ?2), last_seen_at = max(last_seen_at, ?2),
            {string.Join(", ", KeyColumns.Select((column, index) => $"{column} = coalesce(?{index + 3}, {column})"))}, context = ?, context_is_cut = ?
        WHERE id = ?1
        """);

    private readonly Statement _setKeys = database.Prepare(
        "UPDATE leads SET linkedin_key = ?2, email_or_domain_key = ?3, name_at_domain_key = ?4, name_key = ?5 WHERE id = ?1");

    private readonly Statement _take = database.Prepare(
        $"SELECT visits, first_seen_at, last_seen_at, {string.Join(", ", KeyColumns)} FROM leads WHERE id = ?");

    private readonly Statement _delete = database.Prepare("DELETE FROM leads WHERE id = ?");

    private readonly Statement _absorb = database.Prepare(
        $"""
        UPDATE leads SET visits = visits + ?2, first_seen_at = min(first_seen_at, ?3), last_seen_at = max(last_seen_at, ?4),
            {string.Join(", ", KeyColumns.Select((column, index) => $"{column} = coalesce({column}, ?{index + 5})"))}
        WHERE id = ?1
        """);

    /// <summary>The lead of this number; null if it is there no more.</summary>
    internal KnownLead? FindById(long signalId, long id)
    {
        if (!_byId.Bind(signalId).Bind(id).Step())
            return null;

        var lead = Known(_byId);
        _byId.Reset();
        return lead;
    }

    /// <summary>The lead with this LinkedIn key.</summary>
    internal KnownLead? FindByLinkedin(long signalId, string? key) => FindOne(_byLinkedin, signalId, key);

    /// <summary>The lead with this email, or domain: its first, or another of its own.</summary>
    internal KnownLead? FindByEmailOrDomain(long signalId, string? key)
    {
        if (key is null)
            return null;
        if (FindOne(_byEmailOrDomain, signalId, key) is { } lead)
            return lead;
        return _others.Owner(signalId, key) is { } owner ? FindById(signalId, owner) : null;
    }

    /// <summary>The emails, or domains, of a lead beside the one that it shows.</summary>
    internal IReadOnlyList<string> OtherKeys(long leadId) => _others.Of(leadId);

    /// <summary>Notes one more email, or domain, of a lead.</summary>
    internal void AddOtherKey(long signalId, KnownLead lead, string key) => _others.Add(signalId, key, lead.Id);

    /// <summary>The leads with the entry's name at its domain or at its company; of each <see cref="MaxSameName"/> at most.</summary>
    internal IReadOnlyList<KnownLead> FindByName(long signalId, MatchKeys keys)
    {
        List<KnownLead>? found = null;
        AddFound(_byNameAtDomain, signalId, keys.NameAtDomain, ref found);
        AddFound(_byName, signalId, keys.Name, ref found);
        return found ?? [];
    }

    /// <summary>The lead that an entry is about, if there is one.</summary>
    internal LeadMatch Match(long signalId, MatchKeys keys)
    {
        var byLinkedin = FindByLinkedin(signalId, keys.Linkedin);
        var byEmail = FindByEmailOrDomain(signalId, keys.EmailOrDomain);
        return LeadMatching.ByStrongKeys(keys, byLinkedin, byEmail) ?? LeadMatching.ByName(keys, byEmail, FindByName(signalId, keys));
    }

    /// <summary>Makes a lead with one visit.</summary>
    /// <returns>Its number.</returns>
    internal long Insert(long signalId, long receivedAt, string?[] values, LeadContext context, MatchKeys keys)
    {
        _insert.Bind(signalId).Bind(receivedAt);
        BindKeys(BindValues(_insert, values, context), keys).Run();
        return database.LastInsertedId;
    }

    /// <summary>Counts a visit: what the entry has refreshes what the lead has.</summary>
    internal void Visit(KnownLead lead, long receivedAt, string?[] values, LeadContext context, MatchKeys keys)
    {
        _visit.Bind(lead.Id).Bind(receivedAt);
        BindValues(_visit, values, context).Run();
        SetKeys(lead, keys);
    }

    /// <summary>Gives a lead the keys that it has from now on.</summary>
    internal void SetKeys(KnownLead lead, MatchKeys keys)
    {
        if (keys != lead.Keys)
            BindKeys(_setKeys.Bind(lead.Id), keys).Run();
    }

    /// <summary>
    /// Makes one lead of two: the older stays, visits add up, what only the younger has goes to the older, and the later decision counts. The younger is deleted first, since its keys
    /// are unique; the older gets them with the visit that follows, or beside its own where it has one already.
    /// </summary>
    internal void Merge(long signalId, KnownLead older, KnownLead younger)
    {
        _others.Repoint(younger.Id, older.Id);
        _decisions.Merge(older.Id, younger.Id);
        if (younger.Keys.EmailOrDomain is { } key && older.Keys.EmailOrDomain is not null)
            _others.Add(signalId, key, older.Id);
        _take.Bind(younger.Id);
        if (!_take.Step())
            throw new StoreException($"Lead {younger.Id} vanished while it was merged.");

        _absorb.Bind(older.Id).Bind(_take.Number(0)).Bind(_take.Number(1)).Bind(_take.Number(2));
        for (var column = 0; column < KeyColumns.Length; column++)
            _absorb.Bind(_take.TextOrNull(3 + column));
        _take.Reset();
        _delete.Bind(younger.Id).Run();
        _absorb.Run();
    }

    /// <summary>Those without a strong key come first (NULL sorts before any text), so the limit never cuts them off.</summary>
    private static void AddFound(Statement statement, long signalId, string? key, ref List<KnownLead>? found)
    {
        if (key is null)
            return;

        statement.Bind(signalId).Bind(key).Bind(MaxSameName);
        while (statement.Step())
        {
            var lead = Known(statement);
            if (found is null || !found.Exists(other => other.Id == lead.Id))
                (found ??= []).Add(lead);
        }
    }

    private static KnownLead? FindOne(Statement statement, long signalId, string? key)
    {
        if (key is null || !statement.Bind(signalId).Bind(key).Step())
            return null;

        var lead = Known(statement);
        statement.Reset();
        return lead;
    }

    private static KnownLead Known(Statement row) =>
        new(row.Number(0), new MatchKeys(row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4)));

    internal static Statement BindValues(Statement statement, string?[] values, LeadContext context)
    {
        foreach (var value in values)
            statement.Bind(value);
        return statement.BindText(context.Json).Bind(context.IsCut ? 1 : 0);
    }

    private static Statement BindKeys(Statement statement, MatchKeys keys) =>
        statement.Bind(keys.Linkedin).Bind(keys.EmailOrDomain).Bind(keys.NameAtDomain).Bind(keys.Name);

    private static string Parameters(int first) => string.Join(", ", KeyColumns.Select((_, index) => $"?{first + index}"));
}
