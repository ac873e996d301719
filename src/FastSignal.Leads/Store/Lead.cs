namespace FastSignal.Leads;

/// <summary>A lead as the store has it: one person, or company, of one signal.</summary>
public sealed class Lead
{
    private readonly string?[] _values;

    /// <summary>Made by the store.</summary>
    /// <param name="values">The values of the lead keys, by their number.</param>
    internal Lead(string?[] values) => _values = values;

    /// <summary>Its number; stays when others are merged into it, and is never given again.</summary>
    public required long Id { get; init; }

    /// <summary>Whose entries made it.</summary>
    public required long SignalId { get; init; }

    /// <summary>What was decided about it.</summary>
    public required LeadStatus Status { get; init; }

    /// <summary>Why it was dismissed; null if it is not.</summary>
    public DismissalReason? DismissedReason { get; init; }

    /// <summary>What was noted when it was dismissed; null without a note.</summary>
    public string? Note { get; init; }

    /// <summary>When the status was changed last; null if it never was.</summary>
    public DateTimeOffset? StatusChangedAt { get; init; }

    /// <summary>The entries that were about it.</summary>
    public required long Visits { get; init; }

    /// <summary>When the first of them was received.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When the last of them was received.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Everything that the newest entry said and no key took, as one JSON object: path to value.</summary>
    public required string ContextJson { get; init; }

    /// <summary>Whether the context was too large and is not whole.</summary>
    public required bool IsContextCut { get; init; }

    /// <summary>The value of a lead key; null if no entry had one.</summary>
    public string? this[LeadKey key] => _values[(int)key];
}
