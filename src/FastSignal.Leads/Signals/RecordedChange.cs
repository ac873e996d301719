namespace FastSignal.Leads;

/// <summary>One line of a signal's history.</summary>
/// <param name="ChangedAt">When.</param>
/// <param name="What">The verb: <c>create</c>, <c>save</c>, <c>pause</c>, <c>resume</c>, <c>archive</c>, <c>rotate</c>, <c>map</c>.</param>
/// <param name="Before">The signal before, as JSON with the token masked; null for <c>create</c>.</param>
/// <param name="After">The signal after, as JSON with the token masked.</param>
public sealed record RecordedChange(DateTimeOffset ChangedAt, string What, string? Before, string After);
