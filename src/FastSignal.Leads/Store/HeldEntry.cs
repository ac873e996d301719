namespace FastSignal.Leads;

/// <summary>An entry that is held, without its record.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="SignalId">Its signal; 0 if its record cannot be read.</param>
/// <param name="Outcome">As what it is held.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Reason">Why, in words for a person; null if it is no longer among the newest outcomes of its signal.</param>
public sealed record HeldEntry(long Sequence, long SignalId, EntryOutcome Outcome, DateTimeOffset ReceivedAt, string? Reason);
