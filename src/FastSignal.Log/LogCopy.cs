namespace FastSignal.Log;

/// <summary>What a copy of a log holds, as it was read back.</summary>
/// <param name="LogId">The eight hex digits that name the log.</param>
/// <param name="Begin">Its first entry.</param>
/// <param name="End">Where the next entry goes, and its sequence.</param>
/// <param name="Found">What reading all of it found.</param>
public sealed record LogCopy(string LogId, LogPosition Begin, LogPosition End, LogVerification Found);
