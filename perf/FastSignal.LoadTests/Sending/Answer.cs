namespace FastSignal.LoadTests.Sending;

/// <summary>What became of one request.</summary>
/// <param name="Status">The status of the response; null if none came.</param>
/// <param name="IsExpected">Whether it is what the contract says.</param>
/// <param name="SentBytes">Octets of the request.</param>
internal readonly record struct Answer(int? Status, bool IsExpected, int SentBytes);
