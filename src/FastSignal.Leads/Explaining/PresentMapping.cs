namespace FastSignal.Leads;

/// <summary>What the present mapping of its signal makes of an entry.</summary>
/// <param name="Version">The version of the mapping.</param>
/// <param name="Keys">What it finds for each key.</param>
/// <param name="Outcome">What would become of the entry, if it were mapped now.</param>
/// <param name="Reason">Why, in words for a person.</param>
/// <param name="LeadId">The lead that it would visit; null if it would make one, or identifies nobody.</param>
/// <param name="Differs">Whether that is another result than the recorded one, so that a replay would change it.</param>
public sealed record PresentMapping(int Version, IReadOnlyList<MappedKey> Keys, EntryOutcome Outcome, string Reason, long? LeadId, bool Differs);
