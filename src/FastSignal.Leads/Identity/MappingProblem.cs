namespace FastSignal.Leads;

/// <summary>Why an entry identifies nobody.</summary>
public enum MappingProblem
{
    /// <summary>It identifies a lead.</summary>
    None = 0,

    /// <summary>Nothing in it says who it is: outcome <c>no_identifier</c>.</summary>
    NoIdentifier = 1,

    /// <summary>What should say it is not what the key promises: outcome <c>invalid_identifier</c>.</summary>
    InvalidIdentifier = 2,
}
