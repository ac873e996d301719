namespace FastSignal.Leads;

/// <summary>What an entry does to the leads.</summary>
/// <param name="Lead">The lead it visits; null: it makes one.</param>
/// <param name="MergedInto">If <paramref name="Lead"/> is the older of two that become one: the younger, which ends. Else null.</param>
/// <param name="Keys">The keys that the lead has afterwards.</param>
/// <param name="By">Which key decided.</param>
/// <param name="EmailOwner">Another lead to which the entry's email, or domain, belongs and with which it stays; null if none.</param>
internal sealed record LeadMatch(KnownLead? Lead, KnownLead? MergedInto, MatchKeys Keys, MatchedBy By, KnownLead? EmailOwner);
