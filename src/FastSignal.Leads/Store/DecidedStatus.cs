namespace FastSignal.Leads;

/// <summary>What is decided about a lead at some moment.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Reason">Why, of a dismissed one.</param>
/// <param name="Note">What a person noted, of a dismissed one.</param>
internal sealed record DecidedStatus(LeadStatus Status, DismissalReason? Reason, string? Note);
