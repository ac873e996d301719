namespace FastSignal.Leads;

/// <summary>Which leads of a signal are meant; what is null does not count.</summary>
public sealed record LeadFilter
{
    /// <summary>All of them.</summary>
    public static LeadFilter None { get; } = new();

    /// <summary>Those of a status.</summary>
    public LeadStatus? Status { get; init; }

    /// <summary>Those with this text somewhere in one of the ten keys, whatever the case. Compared as <see cref="NameKey"/> does; no character has a
    /// meaning of its own.</summary>
    public string? Search { get; init; }

    /// <summary>Those whose last entry was received then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Those whose last entry was received before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How many at most, the oldest first.</summary>
    public long? Limit { get; init; }
}
