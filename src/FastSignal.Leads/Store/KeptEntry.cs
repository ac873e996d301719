namespace FastSignal.Leads;

/// <summary>An entry whose record the store keeps: a sample, or one that is held.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="SignalId">Its signal.</param>
/// <param name="Outcome">What became of it so far.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Record">Its record, as it was in the log.</param>
public sealed record KeptEntry(long Sequence, long SignalId, EntryOutcome Outcome, DateTimeOffset ReceivedAt, byte[] Record);
