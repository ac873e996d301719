namespace FastSignal.Leads;

/// <summary>What became of one entry, and why.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why, in words for a person.</param>
/// <param name="LeadId">The lead that it made or visited.</param>
/// <param name="ReceivedAt">When it was received.</param>
public sealed record RecordedOutcome(long Sequence, EntryOutcome Outcome, string Reason, long? LeadId, DateTimeOffset ReceivedAt);
