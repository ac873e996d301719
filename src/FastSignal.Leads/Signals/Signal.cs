namespace FastSignal.Leads;

/// <summary>A signal as the registry has it: a source of entries set up by a user.</summary>
public sealed class Signal
{
    /// <summary>Its number; never given to another signal.</summary>
    public required long Id { get; init; }

    /// <summary>The internal name; need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>What the feed shows.</summary>
    public required string Label { get; init; }

    /// <summary>What its entries describe.</summary>
    public required SignalTarget Target { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required SignalStatus Status { get; init; }

    /// <summary>For an archived signal: where it was before. Else the same as <see cref="Status"/>.</summary>
    public required SignalStatus StatusBeforeArchive { get; init; }

    /// <summary>The newest token. The only credential of the signal: it belongs into no log, metric, trace, error or change record.</summary>
    public required string Token { get; init; }

    /// <summary>The status that answers an accepted entry: 200 or 202.</summary>
    public required int SuccessStatus { get; init; }

    /// <summary>The mapping that counts now; null while there is none.</summary>
    public required SignalMapping? Mapping { get; init; }

    /// <summary>The version of <see cref="Mapping"/>, counted from 1; 0 while there is none.</summary>
    public required int MappingVersion { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its number and name; never the token.</summary>
    public override string ToString() => $"signal {Id} ({Name})";
}
