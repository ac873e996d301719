namespace FastSignal.Leads;

/// <summary>How many entries of a signal had an outcome in one hour.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Hour">The hour's beginning, by time received.</param>
/// <param name="Count">How many.</param>
public sealed record OutcomeCount(EntryOutcome Outcome, DateTimeOffset Hour, long Count);
