namespace FastSignal.Leads;

/// <summary>What an entry was counted as.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="MappingVersion">The version of the signal's mapping that decided; 0 if none did, or if it is not known.</param>
/// <param name="LeadId">The lead that has its visit now, after merges; null if none has.</param>
internal readonly record struct EntryLead(EntryOutcome Outcome, int MappingVersion, long? LeadId);
