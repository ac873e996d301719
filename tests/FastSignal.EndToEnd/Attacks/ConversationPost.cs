namespace FastSignal.EndToEnd.Attacks;

/// <summary>One post and what came back.</summary>
/// <param name="Mark">What its content holds and that of no other.</param>
/// <param name="SentAt">Just before its first octet was sent.</param>
/// <param name="Status">The status of its answer; 0 if none came.</param>
/// <param name="EntryId">The id of its entry, if it was acknowledged.</param>
internal readonly record struct ConversationPost(string Mark, long SentAt, int Status, string? EntryId);
