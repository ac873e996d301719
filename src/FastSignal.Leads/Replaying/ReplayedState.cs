namespace FastSignal.Leads;

/// <summary>What an entry counts as.</summary>
/// <param name="Outcome">Its outcome; null if it is not known any more.</param>
/// <param name="LeadId">The lead that has its visit; null if none has.</param>
public readonly record struct ReplayedState(EntryOutcome? Outcome, long? LeadId);
