using System.Text.Json;

namespace FastSignal.Harness;

/// <summary>One line of <c>leads list --format jsonl</c>.</summary>
internal sealed record LeadLine(
    string Id,
    string Signal,
    string Status,
    long Visits,
    DateTimeOffset FirstSeenAt,
    DateTimeOffset LastSeenAt,
    IReadOnlyDictionary<string, string?> Keys,
    IReadOnlyDictionary<string, JsonElement> Context)
{
    /// <summary>The ten keys that a mapping can fill.</summary>
    public static readonly string[] KeyNames =
        ["linkedin_url", "email", "full_name", "company_name", "company_domain", "company_linkedin_url", "title", "phone", "city", "country"];

    private static readonly string[] Names = ["id", "signal", "status", "visits", "first_seen_at", "last_seen_at", .. KeyNames, "context"];

    /// <summary>What stands behind them, in this order, where a lead has it.</summary>
    private static readonly string[] OptionalNames = ["dismissed_reason", "note", "context_cut"];

    /// <summary>Reads the shape of the contract: these names in this order and no others.</summary>
    public static LeadLine Parse(JsonElement line)
    {
        var names = line.EnumerateObject().Select(static property => property.Name).ToList();
        Assert.Equal([.. Names, .. OptionalNames.Intersect(names, StringComparer.Ordinal)], names);
        return new LeadLine(
            line.GetProperty("id").ToString(),
            line.GetProperty("signal").ToString(),
            line.GetProperty("status").GetString()!,
            line.GetProperty("visits").GetInt64(),
            line.GetProperty("first_seen_at").GetDateTimeOffset(),
            line.GetProperty("last_seen_at").GetDateTimeOffset(),
            KeyNames.ToDictionary(static key => key, key => line.GetProperty(key).GetString(), StringComparer.Ordinal),
            line.GetProperty("context").EnumerateObject()
                .ToDictionary(static property => property.Name, static property => property.Value, StringComparer.Ordinal));
    }
}
