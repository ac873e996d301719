namespace FastSignal.Leads;

/// <summary>The statements on the emails of a person, or domains of a company, that its lead has beside the one that it shows.</summary>
/// <param name="database">The connection of the consumer.</param>
internal sealed class OtherKeyTable(Database database)
{
    private readonly Statement _owner = database.Prepare("SELECT lead_id FROM other_keys WHERE signal_id = ? AND email_or_domain_key = ?");
    private readonly Statement _of = database.Prepare("SELECT email_or_domain_key FROM other_keys WHERE lead_id = ? ORDER BY email_or_domain_key");
    private readonly Statement _repoint = database.Prepare("UPDATE other_keys SET lead_id = ?2 WHERE lead_id = ?1");

    // Most visits bring a key that is known: nothing is written then.
    private readonly Statement _add = database.Prepare(
        """
        INSERT INTO other_keys (signal_id, email_or_domain_key, lead_id) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET lead_id = excluded.lead_id WHERE lead_id <> excluded.lead_id
        """);

    /// <summary>The lead that has the key beside its own; null if none has.</summary>
    internal long? Owner(long signalId, string key) => _owner.Bind(signalId).Bind(key).Scalar();

    /// <summary>The keys that a lead has beside its own.</summary>
    internal IReadOnlyList<string> Of(long leadId)
    {
        List<string>? keys = null;
        _of.Bind(leadId);
        while (_of.Step())
            (keys ??= []).Add(_of.Text(0));
        return keys ?? (IReadOnlyList<string>)[];
    }

    /// <summary>Gives a key to a lead.</summary>
    internal void Add(long signalId, string key, long leadId) => _add.Bind(signalId).Bind(key).Bind(leadId).Run();

    /// <summary>Gives all keys of a lead to another.</summary>
    internal void Repoint(long fromLeadId, long toLeadId) => _repoint.Bind(fromLeadId).Bind(toLeadId).Run();
}
