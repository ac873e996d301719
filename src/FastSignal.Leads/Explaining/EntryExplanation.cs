namespace FastSignal.Leads;

/// <summary>One entry, what became of it and why, and what its signal's mapping makes of it now.</summary>
public sealed class EntryExplanation
{
    /// <summary>The log that it is of.</summary>
    public required string LogId { get; init; }

    /// <summary>Its sequence.</summary>
    public required long Sequence { get; init; }

    /// <summary>Where its record was read.</summary>
    public required RecordOrigin Origin { get; init; }

    /// <summary>Its record; without fields and User-Agent if it is forgotten.</summary>
    public required ExplainedRecord Record { get; init; }

    /// <summary>Its signal; null if the registry has none like that.</summary>
    public required Signal? Signal { get; init; }

    /// <summary>What the store knows.</summary>
    public required EntryTraces Traces { get; init; }

    /// <summary>What became of it; null if it is not consumed yet, or if that is not kept any more.</summary>
    public required EntryOutcome? Outcome { get; init; }

    /// <summary>Why, in words for a person; or why the outcome is not known.</summary>
    public required string Reason { get; init; }

    /// <summary>What the present mapping makes of it; null if its signal has none, or if its fields cannot be shown.</summary>
    public required PresentMapping? Present { get; init; }
}
