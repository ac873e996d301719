namespace FastSignal.Leads;

/// <summary>The words for <see cref="EntryOutcome"/> in the database, in output and in figures.</summary>
public static class EntryOutcomes
{
    /// <summary>All of them, in the order of their numbers.</summary>
    public static IReadOnlyList<EntryOutcome> All { get; } = Enum.GetValues<EntryOutcome>();

    /// <summary>The word, such as <c>lead_created</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no outcome.</exception>
    public static string Name(this EntryOutcome outcome) => outcome switch
    {
        EntryOutcome.LeadCreated => "lead_created",
        EntryOutcome.LeadUpdated => "lead_updated",
        EntryOutcome.Test => "test",
        EntryOutcome.Paused => "paused",
        EntryOutcome.NoIdentifier => "no_identifier",
        EntryOutcome.InvalidIdentifier => "invalid_identifier",
        EntryOutcome.Filtered => "filtered",
        EntryOutcome.Excluded => "excluded",
        EntryOutcome.Duplicate => "duplicate",
        EntryOutcome.Failed => "failed",
        EntryOutcome.UnknownSignal => "unknown_signal",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No outcome of an entry."),
    };

    /// <summary>Reads the word as the database has it.</summary>
    /// <exception cref="StoreException">It is none.</exception>
    internal static EntryOutcome Parse(string name)
    {
        foreach (var outcome in All)
            if (string.Equals(outcome.Name(), name, StringComparison.Ordinal))
                return outcome;
        throw new StoreException($"leads.db has an unknown outcome, '{name}'.");
    }
}
