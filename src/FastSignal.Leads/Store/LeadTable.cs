namespace FastSignal.Leads;

/// <summary>The statements on the leads: find by key, insert, count a visit, merge. What to do is decided in <see cref="LeadMatching"/>.</summary>
/// <param name="database">The connection of the consumer.</param>
internal sealed class LeadTable(Database database)
{
    /// <summary>Leads of one name and company that are looked at; beyond that the name tells nothing ("N/A" at "N/A").</summary>
    internal const int MaxSameName = 64;

    /// <summary>Finds the lead of a LinkedIn key. For tests, as the next three: each must use the index of its hash.</summary>
    internal const string ByLinkedin = Find + "linkedin_hash = ? AND linkedin_text = ?";

    /// <summary>Finds the lead of an email, or domain.</summary>
    internal const string ByEmailOrDomain = Find + "email_or_domain_hash = ? AND email_or_domain_text = ?";

    /// <summary>Finds the leads of a name at a domain.</summary>
    internal const string ByNameAtDomain = Find + "name_at_domain_hash = ? AND name_at_domain_text = ?" + WeakFirst;

    /// <summary>Finds the leads of a name, at a company.</summary>
    internal const string ByName = Find + "name_hash = ? AND name_text = ?" + WeakFirst;

    // The plus keeps SQLite from looking through all leads of the signal.
    private const string Find = "SELECT id, signal_id, linkedin_text, email_or_domain_text, name_at_domain_text, name_text FROM leads WHERE +signal_id = ? AND ";

    /// <summary>As the indexes by name are sorted.</summary>
    private const string WeakFirst = " ORDER BY linkedin_hash IS NOT NULL, email_or_domain_hash IS NOT NULL, id LIMIT ?";

    /// <summary>The columns of the lead keys, in the order of their numbers.</summary>
    private static readonly string[] KeyColumns = [.. LeadKeys.All.Select(LeadKeys.Name)];

    private readonly KeyHash _hash = KeyHash.Of(database);
    private readonly Statement _byLinkedin = database.Prepare(ByLinkedin);
    private readonly Statement _byEmailOrDomain = database.Prepare(ByEmailOrDomain);
    private readonly OtherKeyTable _others = new(database);
    private readonly DecisionTable _decisions = new(database);
    private readonly Statement _byId = database.Prepare(Find + "id = ?");
    private readonly Statement _byNameAtDomain = database.Prepare(ByNameAtDomain);
    private readonly Statement _byName = database.Prepare(ByName);

    private readonly Statement _insert = database.Prepare(
        $"""
        INSERT INTO leads (signal_id, status, visits, first_seen_at, last_seen_at, {string.Join(", ", KeyColumns)},
            context, context_is_cut, linkedin_text, linkedin_hash, email_or_domain_text, email_or_domain_hash,
            name_at_domain_text, name_at_domain_hash, name_text, name_hash)
        VALUES (?1, 'pending', 1, ?2, ?2, {Parameters(3)}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    // Keys apart: naming an indexed column in SET makes SQLite rewrite its index entry even if nothing changes.
    private readonly Statement _visit = database.Prepare(
        $"""
        UPDATE leads SET visits = visits + 1, first_seen_at = min(first_seen_at, ?2), last_seen_at = max(last_seen_at, ?2),
            {string.Join(", ", KeyColumns.Select((column, index) => $"{column} = coalesce(?{index + 3}, {column})"))}, context = ?, context_is_cut = ?
        WHERE id = ?1
        """);

    private readonly Statement _setKeys = database.Prepare(
        """
        UPDATE leads SET linkedin_text = ?2, linkedin_hash = ?3, email_or_domain_text = ?4, email_or_domain_hash = ?5,
            name_at_domain_text = ?6, name_at_domain_hash = ?7, name_text = ?8, name_hash = ?9
        WHERE id = ?1
        """);

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

    /// <summary>The leads with the entry's name at its domain or at its company; of each little more than <see cref="MaxSameName"/> at most.</summary>
    internal Namesakes FindByName(long signalId, MatchKeys keys)
    {
        List<KnownLead>? found = null;
        var areAll = AddAll(_byNameAtDomain, signalId, keys.NameAtDomain, ref found) & AddAll(_byName, signalId, keys.Name, ref found);
        return new Namesakes(found ?? [], areAll);
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
        BindKeys(BindValues(_insert, values, context), signalId, keys).Run();
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
            BindKeys(_setKeys.Bind(lead.Id), lead.SignalId, keys).Run();
    }

    /// <summary>
    /// Makes one lead of two: the older stays, visits add up, what only the younger has goes to the older, and the later decision counts. The younger
    /// is deleted first, since a key is of one lead; the older gets them with the visit that follows, or beside its own where it has one already.
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

    /// <summary>Those without a strong key come first, so the limit never cuts them off.</summary>
    /// <returns>False if there are more.</returns>
    private bool AddAll(Statement statement, long signalId, string? key, ref List<KnownLead>? found)
    {
        if (key is null)
            return true;

        var count = 0;
        BindKey(statement, signalId, key).Bind(MaxSameName + 1);
        while (statement.Step())
        {
            count++;
            var lead = Known(statement);
            if (found is null || !found.Exists(other => other.Id == lead.Id))
                (found ??= []).Add(lead);
        }

        return count <= MaxSameName;
    }

    private KnownLead? FindOne(Statement statement, long signalId, string? key)
    {
        if (key is null || !BindKey(statement, signalId, key).Step())
            return null;

        var lead = Known(statement);
        statement.Reset();
        return lead;
    }

    private static KnownLead Known(Statement row) =>
        new(row.Number(0), row.Number(1), new MatchKeys(row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5)));

    internal static Statement BindValues(Statement statement, string?[] values, LeadContext context)
    {
        foreach (var value in values)
            statement.Bind(value);
        return statement.BindText(context.Json).Bind(context.IsCut ? 1 : 0);
    }

    private Statement BindKeys(Statement statement, long signalId, MatchKeys keys)
    {
        foreach (var key in (ReadOnlySpan<string?>)[keys.Linkedin, keys.EmailOrDomain, keys.NameAtDomain, keys.Name])
            statement.Bind(key).Bind(_hash.Of(signalId, key));
        return statement;
    }

    private Statement BindKey(Statement statement, long signalId, string key) => statement.Bind(signalId).Bind(_hash.Of(signalId, key)).Bind(key);

    private static string Parameters(int first) => string.Join(", ", KeyColumns.Select((_, index) => $"?{first + index}"));
}
