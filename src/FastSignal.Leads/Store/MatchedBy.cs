namespace FastSignal.Leads;

/// <summary>The key by which an entry found its lead.</summary>
internal enum MatchedBy
{
    /// <summary>None did.</summary>
    None,

    /// <summary>The LinkedIn URL.</summary>
    Linkedin,

    /// <summary>The email of a person, the domain of a company.</summary>
    EmailOrDomain,

    /// <summary>The name and company of a person, the name of a company.</summary>
    Name,
}
