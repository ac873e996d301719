namespace FastSignal.Leads;

/// <summary>What became of an entry, before it is written down.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why, in words for a person.</param>
/// <param name="LeadId">The lead that it made or visited.</param>
/// <param name="MappingVersion">The version of the signal's mapping that decided; 0 if none did.</param>
internal readonly record struct EntryResult(EntryOutcome Outcome, string Reason, long? LeadId = null, int MappingVersion = 0);
