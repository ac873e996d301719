namespace FastSignal.Leads;

/// <summary>A lead that some key of an entry found.</summary>
/// <param name="Id">Its number: the smaller, the older.</param>
/// <param name="SignalId">Its signal.</param>
/// <param name="Keys">Its own keys.</param>
internal sealed record KnownLead(long Id, long SignalId, MatchKeys Keys);
