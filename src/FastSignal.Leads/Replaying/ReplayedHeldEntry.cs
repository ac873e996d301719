namespace FastSignal.Leads;

/// <summary>What became of a held entry that was worked off again.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="Before">As what it was held.</param>
/// <param name="After">What became of it; it is still held if that is <c>paused</c>, <c>failed</c> or <c>unknown_signal</c>.</param>
/// <param name="Reason">Why, in words for a person.</param>
/// <param name="LeadId">The lead that it made or visited.</param>
public sealed record ReplayedHeldEntry(long Sequence, EntryOutcome Before, EntryOutcome After, string Reason, long? LeadId);
