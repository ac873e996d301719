namespace FastSignal.Leads;

/// <summary>What a LinkedIn address leads to.</summary>
public enum LinkedinKind
{
    /// <summary>Neither a person nor a company: a post, a feed, a search, a Sales Navigator page.</summary>
    Other = 0,

    /// <summary>A person's profile, <c>/in/</c> or the older <c>/pub/</c>.</summary>
    Person = 1,

    /// <summary>An organisation's page: <c>/company/</c>, <c>/school/</c>, <c>/showcase/</c>.</summary>
    Company = 2,
}
