namespace FastSignal.Leads;

/// <summary>One lead and what is known about it, as it is at one moment.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="LogId">The log that its entries are in, for Entry-Ids; null if nothing has been consumed.</param>
/// <param name="Changes">How its status changed, oldest first.</param>
/// <param name="Outcomes">The outcomes of its entries among the newest of its signal, newest first.</param>
public sealed record LeadDetails(Lead Lead, string? LogId, IReadOnlyList<StatusChange> Changes, IReadOnlyList<RecordedOutcome> Outcomes);
