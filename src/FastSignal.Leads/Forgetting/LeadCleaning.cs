using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FastSignal.Leads;

/// <summary>Takes out of the leads of others what speaks of a person: a colleague's form may name them, a company's lead may have their email.</summary>
/// <param name="database">The connection of the deletion.</param>
/// <param name="search">The keys of the person.</param>
internal sealed class LeadCleaning(Database database, TextSearch search)
{
    private static readonly string[] KeyColumns = [.. LeadKeys.All.Select(LeadKeys.Name)];
    // Whose email or profile a company's lead shows, of that contact these are as well.
    private static readonly LeadKey[] KeysOfContact = [LeadKey.LinkedinUrl, LeadKey.Email, LeadKey.FullName, LeadKey.Title, LeadKey.Phone];

    private static readonly string Columns = string.Join(", ", KeyColumns);
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The leads of a signal that speak of the person, their own among them.</summary>
    internal IReadOnlyList<long> Find(long signalId, bool isOfCompany)
    {
        var found = new List<long>();
        using var rows = database.PrepareOnce($"SELECT id, context, {Columns} FROM leads WHERE signal_id = ?").Bind(signalId);
        while (rows.Step())
        {
            if (Speaks(rows, isOfCompany))
                found.Add(rows.Number(0));
        }

        return found;
    }

    /// <summary>Cleans one lead.</summary>
    /// <returns>Whether there was anything to take out.</returns>
    internal bool Clean(long id, bool isOfCompany)
    {
        var values = new string?[KeyColumns.Length];
        string context;
        using (var row = database.PrepareOnce($"SELECT id, context, {Columns} FROM leads WHERE id = ?").Bind(id))
        {
            if (!row.Step() || !Speaks(row, isOfCompany))
                return false;
            context = WithoutThem(row.Text(1), isOfCompany);
            for (var column = 0; column < values.Length; column++)
                values[column] = IsTheirs(row.Blob(column + 2), isOfCompany) ? null : row.TextOrNull(column + 2);
            if (isOfCompany && IsContact(row))
                Array.ForEach(KeysOfContact, key => values[(int)key] = null);
        }

        using var update = database.PrepareOnce($"UPDATE leads SET context = ?, {string.Join(", ", KeyColumns.Select(column => column + " = ?"))} WHERE id = ?")
            .Bind(context);
        foreach (var value in values)
            update.Bind(value);
        update.Bind(id).Run();
        return true;
    }

    private bool Speaks(Statement row, bool isOfCompany)
    {
        for (var column = 0; column < KeyColumns.Length; column++)
        {
            if (IsTheirs(row.Blob(column + 2), isOfCompany))
                return true;
        }

        return Members(row.Text(1)).Any(member => IsTheirs(member, isOfCompany));
    }

    /// <summary>Whether the lead of a company shows the person as whom one can turn to there.</summary>
    private bool IsContact(Statement row) =>
        IsTheirs(row.Blob((int)LeadKey.LinkedinUrl + 2), isOfCompany: false) || IsTheirs(row.Blob((int)LeadKey.Email + 2), isOfCompany: false);

    private string WithoutThem(string context, bool isOfCompany)
    {
        var members = Members(context);
        foreach (var member in members.Where(member => IsTheirs(member, isOfCompany)).ToList())
            members.Remove(member.Key);
        return members.ToJsonString(AsWritten);
    }

    private bool IsTheirs(ReadOnlySpan<byte> value, bool isOfCompany) => search.Find(value, isOfCompany) is not Mention.None;

    private bool IsTheirs(KeyValuePair<string, JsonNode?> member, bool isOfCompany) => search.Find(member.Key, isOfCompany) is not Mention.None
        || (member.Value is JsonValue value && value.TryGetValue<string>(out var text) && search.Find(text, isOfCompany) is not Mention.None);

    /// <summary>The context is one object that the consumer has written: paths and scalars.</summary>
    private static JsonObject Members(string context) => JsonNode.Parse(context)!.AsObject();
}
