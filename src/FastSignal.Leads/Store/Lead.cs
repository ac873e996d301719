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

    /// <summary>What was decided about it: <c>pending</c> until somebody does.</summary>
    public required string Status { get; init; }

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
