namespace FastSignal.Leads;

/// <summary>The words for <see cref="DismissalReason"/> in the database, in output and on the command line.</summary>
public static class DismissalReasons
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DismissalReason> All { get; } = Enum.GetValues<DismissalReason>();

    /// <summary>The word, such as <c>bad-lead</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no reason.</exception>
    public static string Name(this DismissalReason reason) => reason switch
    {
        DismissalReason.BadLead => "bad-lead",
        DismissalReason.BadCompany => "bad-company",
        DismissalReason.BadSignal => "bad-signal",
        DismissalReason.Other => "other",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No reason for a dismissal."),
    };

    /// <summary>Reads the word.</summary>
    /// <returns>False for any other word.</returns>
    public static bool TryParse(string? name, out DismissalReason reason)
    {
        foreach (var candidate in All)
        {
            reason = candidate;
            if (string.Equals(candidate.Name(), name, StringComparison.Ordinal))
                return true;
        }

        reason = DismissalReason.Other;
        return false;
    }

    /// <summary>Reads the word as the database has it; null for NULL.</summary>
    /// <exception cref="StoreException">It is none.</exception>
    internal static DismissalReason? ParseOrNull(string? name)
    {
        if (name is null)
            return null;
        return TryParse(name, out var reason) ? reason : throw new StoreException($"leads.db has an unknown reason for a dismissal, '{name}'.");
    }
}
