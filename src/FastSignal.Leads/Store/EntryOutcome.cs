namespace FastSignal.Leads;

/// <summary>What became of an entry. Each ends in exactly one; <see cref="Paused"/> is provisional. The numbers stand in leads.db: a new one goes to
/// the end.</summary>
public enum EntryOutcome
{
    /// <summary>It made a lead.</summary>
    LeadCreated,

    /// <summary>It is a visit of a lead that was there.</summary>
    LeadUpdated,

    /// <summary>Its signal was a draft when it came: a sample.</summary>
    Test,

    /// <summary>Its signal is paused: held until it is resumed.</summary>
    Paused,

    /// <summary>Nothing in it says who it is about.</summary>
    NoIdentifier,

    /// <summary>What should say who it is about is not what it should be.</summary>
    InvalidIdentifier,

    /// <summary>A filter of the signal left it out.</summary>
    Filtered,

    /// <summary>The person or company is excluded.</summary>
    Excluded,

    /// <summary>Its Idempotency-Key was used by another live entry of the signal within 24 h.</summary>
    Duplicate,

    /// <summary>A fault of ours: the record is held.</summary>
    Failed,

    /// <summary>The registry has no such signal: the record is held.</summary>
    UnknownSignal,
}
