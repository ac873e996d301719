namespace FastSignal.Leads;

/// <summary>What the server has to know about a token.</summary>
/// <param name="Token">The token.</param>
/// <param name="SignalId">Whose it is.</param>
/// <param name="IsTest">Whether its entries are tests: the signal is a draft.</param>
/// <param name="SuccessStatus">The status that answers an accepted entry.</param>
/// <param name="EndsAt">When a rotated-out token ends; null for one that goes on.</param>
/// <param name="Counts">False: it has ended, or its signal is archived.</param>
public sealed record TokenRow(string Token, long SignalId, bool IsTest, int SuccessStatus, DateTimeOffset? EndsAt, bool Counts)
{
    /// <summary>Whose token it is; never the token.</summary>
    public override string ToString() => $"token of signal {SignalId}";
}
