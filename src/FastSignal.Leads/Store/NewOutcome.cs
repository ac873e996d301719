namespace FastSignal.Leads;

/// <summary>What became of an entry of the batch in hand.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="Result">What became of it.</param>
/// <param name="ReceivedAt">When it was received, in microseconds.</param>
internal readonly record struct NewOutcome(long Sequence, EntryResult Result, long ReceivedAt);
