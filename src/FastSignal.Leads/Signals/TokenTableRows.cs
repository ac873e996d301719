namespace FastSignal.Leads;

/// <summary>All tokens that count now, read in one transaction: what the server's token table is built from.</summary>
/// <param name="Version">The registry's version that the rows show.</param>
/// <param name="Rows">The tokens of draft, live and paused signals that have not ended.</param>
/// <param name="NextOverlapEnd">When the next rotated-out token ends and the rows have to be read again; null if none will.</param>
public sealed record TokenTableRows(long Version, IReadOnlyList<TokenRow> Rows, DateTimeOffset? NextOverlapEnd);
