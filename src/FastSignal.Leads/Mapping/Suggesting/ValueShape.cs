namespace FastSignal.Leads;

/// <summary>What a value looks like, whatever its key says.</summary>
[Flags]
internal enum ValueShape
{
    /// <summary>Nothing in particular.</summary>
    None = 0,

    /// <summary>Null, an empty text or container, or a word for nothing.</summary>
    Empty = 1,

    /// <summary>An email address.</summary>
    Email = 1 << 1,

    /// <summary>The local part names a function rather than a person: <c>info@</c>, <c>sales@</c>.</summary>
    FunctionMailbox = 1 << 2,

    /// <summary>The address is at a provider for private mail.</summary>
    PrivateMail = 1 << 3,

    /// <summary>A person's LinkedIn profile.</summary>
    PersonPage = 1 << 4,

    /// <summary>A company's LinkedIn page.</summary>
    CompanyPage = 1 << 5,

    /// <summary>A LinkedIn handle such as <c>in/slug</c>, without a host.</summary>
    Handle = 1 << 6,

    /// <summary>A web address or a bare host, but not of a social network.</summary>
    Host = 1 << 7,

    /// <summary>The web address leads deep into a site: a page rather than a website.</summary>
    DeepLink = 1 << 8,

    /// <summary>A web address of any kind, social networks included.</summary>
    Url = 1 << 9,

    /// <summary>A telephone number.</summary>
    Phone = 1 << 10,

    /// <summary>Could be a person's whole name: two to five capitalised words.</summary>
    WholeName = 1 << 11,

    /// <summary>Could be one part of a person's name: one word of letters.</summary>
    NamePart = 1 << 12,

    /// <summary>Ends like a company: GmbH, Inc, S.r.l.</summary>
    CompanySuffix = 1 << 13,

    /// <summary>A short text with letters in it: a name, a title, a place.</summary>
    Words = 1 << 14,

    /// <summary>An identifier, a hash, a date: never a name.</summary>
    Technical = 1 << 15,

    /// <summary>Only words that no name has: "Website Visitor", "Guest User", "Unknown".</summary>
    Placeholder = 1 << 16,

    /// <summary>The host serves something rather than being a company's site: <c>jobs.</c>, <c>click.</c>, <c>forms.</c></summary>
    ServiceHost = 1 << 17,
}
