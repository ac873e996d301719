namespace FastSignal.Leads;

/// <summary>The words for <see cref="LeadStatus"/> in the database, in output and on the command line.</summary>
public static class LeadStatuses
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LeadStatus> All { get; } = Enum.GetValues<LeadStatus>();

    /// <summary>The word: <c>pending</c>, <c>accepted</c>, <c>dismissed</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no status.</exception>
    public static string Name(this LeadStatus status) => status switch
    {
        LeadStatus.Pending => "pending",
        LeadStatus.Accepted => "accepted",
        LeadStatus.Dismissed => "dismissed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No status of a lead."),
    };

    /// <summary>Reads the word.</summary>
    /// <returns>False for any other word.</returns>
    public static bool TryParse(string? name, out LeadStatus status)
    {
        foreach (var candidate in All)
        {
            status = candidate;
            if (string.Equals(candidate.Name(), name, StringComparison.Ordinal))
                return true;
        }

        status = LeadStatus.Pending;
        return false;
    }

    /// <summary>Reads the word as the database has it.</summary>
    /// <exception cref="StoreException">It is none.</exception>
    internal static LeadStatus Parse(string name) =>
        TryParse(name, out var status) ? status : throw new StoreException($"leads.db has an unknown status of a lead, '{name}'.");
}
