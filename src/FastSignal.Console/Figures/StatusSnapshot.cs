namespace FastSignal.Console;

/// <summary>How the server stood at one moment: all that page and metrics show.</summary>
internal sealed record StatusSnapshot
{
    /// <summary>Before anybody has looked.</summary>
    internal static StatusSnapshot NotYet { get; } = new()
    {
        TakenAt = DateTimeOffset.UnixEpoch,
        NotTakingText = null,
        Log = Reading<LogFigures>.NotYet,
        Signals = Reading<IReadOnlyList<ShownSignal>>.NotYet,
        Leads = Reading<LeadFigures>.NotYet,
        Consumer = ConsumerStanding.NotYet,
    };

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Why the server takes no entries; null while it takes them.</summary>
    public required string? NotTakingText { get; init; }

    /// <summary>The log.</summary>
    public required Reading<LogFigures> Log { get; init; }

    /// <summary>The signals in the order of their creation.</summary>
    public required Reading<IReadOnlyList<ShownSignal>> Signals { get; init; }

    /// <summary>Leads, outcomes and checkpoint.</summary>
    public required Reading<LeadFigures> Leads { get; init; }

    /// <summary>How far the consumer is.</summary>
    public required ConsumerStanding Consumer { get; init; }
}
