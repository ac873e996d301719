namespace FastSignal.Leads;

/// <summary>What the store knows about one entry, at one moment.</summary>
public sealed record EntryTraces
{
    /// <summary>Of a store that knows nothing about it.</summary>
    public static EntryTraces None { get; } = new();

    /// <summary>How far the log has become leads; null before the first batch.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>Whether it is tombstoned, since its person was deleted on request.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>What became of it, if it is among the newest outcomes of its signal.</summary>
    public RecordedOutcome? Recorded { get; init; }

    /// <summary>As what it was counted; null if it was not mapped, or if that is no longer kept.</summary>
    public EntryOutcome? CountedAs { get; init; }

    /// <summary>The version of the signal's mapping that decided; 0 if none did, or if that is not known.</summary>
    public int MappingVersion { get; init; }

    /// <summary>Its record, if it is held, or a sample.</summary>
    public KeptEntry? Kept { get; init; }

    /// <summary>The lead that has its visit, after merges; null if none has.</summary>
    public long? LeadId { get; init; }

    /// <summary>That lead; null if it was removed.</summary>
    public Lead? Lead { get; init; }

    /// <summary>Whether its record is held, so that it can still have another outcome.</summary>
    public bool IsHeld => Kept is { Outcome: not EntryOutcome.Test };

    /// <summary>What became of it, as far as that is written down.</summary>
    public EntryOutcome? Outcome => Recorded?.Outcome ?? CountedAs ?? Kept?.Outcome;
}
