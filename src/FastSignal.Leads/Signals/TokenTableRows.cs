namespace FastSignal.Leads;

/// <summary>The tokens that count, or what has changed among them, read in one transaction: what the server's token table is built from.</summary>
/// <param name="Version">The registry's version that the rows show.</param>
/// <param name="ReadAt">The time that they show: it decides which overlaps have ended.</param>
/// <param name="IsWhole">Whether these are all tokens that count; else they are all tokens of the signals that have changed since the reading before,
/// whether they count or not.</param>
/// <param name="Rows">The tokens. Those that count belong to draft, live and paused signals and have not ended.</param>
/// <param name="NextOverlapEnd">When the next rotated-out token ends and the rows have to be read again; null if none will.</param>
public sealed record TokenTableRows(long Version, DateTimeOffset ReadAt, bool IsWhole, IReadOnlyList<TokenRow> Rows, DateTimeOffset? NextOverlapEnd);
