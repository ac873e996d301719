using FastSignal.Leads;

namespace FastSignal.Console;

/// <summary>What the lead store says.</summary>
/// <param name="Checkpoint">How far the log has become leads; null before the first batch.</param>
/// <param name="Total">The counts over all signals.</param>
/// <param name="BySignal">The counts of each signal that the registry knows, by its number.</param>
internal sealed record LeadFigures(Checkpoint? Checkpoint, EntryCounts Total, IReadOnlyDictionary<long, EntryCounts> BySignal)
{
    /// <summary>The counts of one signal.</summary>
    internal EntryCounts Of(long signalId) => BySignal.GetValueOrDefault(signalId, EntryCounts.None);

    /// <summary>What belongs to no signal that the registry knows.</summary>
    internal EntryCounts OfUnknownSignals() => Total.Less(BySignal.Values.Aggregate(EntryCounts.None, (sum, counts) => sum.Plus(counts)));
}
