namespace FastSignal.Server.Tokens;

/// <summary>Where the entries of one token go. Immutable: a change of the signal makes a new table.</summary>
/// <param name="SignalId">The signal.</param>
/// <param name="IsTest">The signal is a draft: its entries are test data.</param>
/// <param name="SuccessStatus">The status that acknowledges its entries: 202, or 200 for senders that take nothing else.</param>
internal sealed record SignalRoute(long SignalId, bool IsTest, int SuccessStatus);
