namespace FastSignal.Leads;

/// <summary>Takes out the notes that people made about the leads of others, where they speak of a person. What was decided stays.</summary>
/// <param name="database">The connection of the deletion.</param>
/// <param name="search">The keys of the person.</param>
internal sealed class NoteCleaning(Database database, TextSearch search)
{
    /// <summary>Inside the transaction, since a note may be made at any time; there are as many as people have written.</summary>
    /// <param name="isOfCompany">Whether a lead is about a company.</param>
    /// <returns>The leads that had such a note, each once.</returns>
    internal IReadOnlySet<long> Clean(Func<long, bool> isOfCompany)
    {
        var leads = new HashSet<long>();
        foreach (var (id, leadId) in Find(isOfCompany))
        {
            // The note of the decision that counts stands on the lead as well.
            Run("UPDATE leads SET note = NULL WHERE id = ? AND note = (SELECT note FROM status_changes WHERE id = ?)", leadId, id);
            Run("UPDATE status_changes SET note = NULL WHERE id = ?", id);
            leads.Add(leadId);
        }

        return leads;
    }

    private List<(long Id, long LeadId)> Find(Func<long, bool> isOfCompany)
    {
        var found = new List<(long, long)>();
        using var rows = database.PrepareOnce(
            "SELECT id, lead_id, note FROM status_changes WHERE note IS NOT NULL AND lead_id NOT IN (SELECT id FROM their_leads)");
        while (rows.Step())
        {
            if (search.Find(rows.Text(2), isOfCompany(rows.Number(1))) is not Mention.None)
                found.Add((rows.Number(0), rows.Number(1)));
        }

        return found;
    }

    private void Run(string text, params ReadOnlySpan<long> values)
    {
        using var statement = database.PrepareOnce(text);
        foreach (var value in values)
            statement.Bind(value);
        statement.Run();
    }
}
