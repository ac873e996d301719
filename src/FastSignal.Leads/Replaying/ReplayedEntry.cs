namespace FastSignal.Leads;

/// <summary>What a replay made of one entry.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="Before">What it counted as.</param>
/// <param name="After">What it counts as now.</param>
/// <param name="Change">The difference.</param>
/// <param name="RemovedLead">The lead that has lost its last visit with it and is removed; null if none.</param>
public sealed record ReplayedEntry(long Sequence, ReplayedState Before, ReplayedState After, ReplayChange Change, long? RemovedLead = null);
