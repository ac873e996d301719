namespace FastSignal.Leads;

/// <summary>By what an entry can be recognised as belonging to a lead. The names are stored: never renumber them.</summary>
public enum MatchKind
{
    /// <summary>The person's LinkedIn profile; strong.</summary>
    PersonLinkedin = 1,

    /// <summary>The person's email address; strong.</summary>
    Email = 2,

    /// <summary>The person's name together with the company's domain; weak.</summary>
    NameAtDomain = 3,

    /// <summary>The person's name together with the company's name; weak.</summary>
    NameAtCompany = 4,

    /// <summary>The company's LinkedIn page; strong, for companies.</summary>
    CompanyLinkedin = 5,

    /// <summary>The company's domain; strong, for companies.</summary>
    CompanyDomain = 6,

    /// <summary>The company's name; weak, for companies.</summary>
    CompanyName = 7,
}
