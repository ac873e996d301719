namespace FastSignal.Leads;

/// <summary>What mapping an entry again changed.</summary>
public enum ReplayChange
{
    /// <summary>Nothing: the present mapping has decided on it already, or it identifies nobody as before.</summary>
    Unchanged,

    /// <summary>It is about the same lead: what the lead shows is refreshed, its visits are not.</summary>
    Refreshed,

    /// <summary>It is about the same lead, and showed that another is the same: the two were merged.</summary>
    Merged,

    /// <summary>It identified nobody, and now does: a lead has one visit more, or is new.</summary>
    Identified,

    /// <summary>It is about another lead: its visit is moved.</summary>
    Moved,

    /// <summary>It no longer identifies anybody: its visit is taken back.</summary>
    TakenBack,

    /// <summary>It identifies nobody, for another reason than before.</summary>
    OtherOutcome,

    /// <summary>It was consumed before the store noted which lead an entry is counted for: the lead that it maps to is refreshed, nothing is counted.</summary>
    Unknown,

    /// <summary>It is no matter of the mapping: a duplicate, an entry that is held, or one whose lead or person was deleted.</summary>
    LeftAlone,
}
