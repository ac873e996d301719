namespace FastSignal.Leads;

/// <summary>One change of a lead's status.</summary>
/// <param name="At">When it was decided.</param>
/// <param name="Before">The status until then.</param>
/// <param name="After">The status from then on.</param>
/// <param name="Reason">Why, of a dismissal.</param>
/// <param name="Note">What a person noted, of a dismissal.</param>
public sealed record StatusChange(DateTimeOffset At, LeadStatus Before, LeadStatus After, DismissalReason? Reason, string? Note);
