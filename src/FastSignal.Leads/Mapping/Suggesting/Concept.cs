namespace FastSignal.Leads;

/// <summary>What a word of a key means, whatever its language. Fewer than 64, for a <see cref="ConceptSet"/> is a bit each.</summary>
internal enum Concept
{
    /// <summary>A word that the vocabulary does not have.</summary>
    Unknown = 0,

    /// <summary>Says nothing: <c>data</c>, <c>value</c>, <c>field</c>.</summary>
    Neutral,

    // What a field can hold.
    Email,
    Name,
    FullName,
    GivenName,
    FamilyName,
    MiddleName,
    Title,
    JobTitle,
    Role,
    Headline,
    Phone,
    Mobile,
    Number,
    City,
    Country,
    Domain,
    Website,
    Site,
    Url,
    Handle,
    Linkedin,
    Profile,

    // Whom or what it belongs to.
    Person,
    Bystander,
    Company,
    Business,
    CompanyName,
    Employment,
    Thing,
    Page,

    // Whom it must not be mistaken for.
    Ours,
    Referrer,
    Previous,
    OtherPerson,
    OtherCompany,

    /// <summary>Who does business with somebody: a supplier, a sponsor.</summary>
    Partner,

    Sender,
    Recipient,

    // Which one of several.
    First,
    Last,
    Work,
    Personal,
    Primary,
    Secondary,
    Legal,
    Code,
    Login,
    Geo,
    Address,
    Billing,
    Social,
    Location,

    /// <summary>What is known about a company and names none: industry, size, revenue.</summary>
    Firmographic,

    /// <summary>About the field rather than the field: id, status, type, date, count.</summary>
    Meta,
}
