namespace FastSignal.Leads;

/// <summary>The names that lead keys have in mappings, exports and on the command line.</summary>
public static class LeadKeys
{
    private static readonly string[] Names =
    [
        "linkedin_url", "email", "full_name", "company_name", "company_domain", "company_linkedin_url", "title", "phone", "city", "country",
    ];

    /// <summary>How many lead keys there are: the length of an array indexed by them.</summary>
    public static int Count => Names.Length;

    /// <summary>Every lead key, identifiers first.</summary>
    public static IReadOnlyList<LeadKey> All { get; } = Enum.GetValues<LeadKey>();

    /// <summary>The keys that say which person it is.</summary>
    public static IReadOnlyList<LeadKey> OfPerson { get; } = [LeadKey.LinkedinUrl, LeadKey.Email, LeadKey.FullName];

    /// <summary>The keys that say which company it is.</summary>
    public static IReadOnlyList<LeadKey> OfCompany { get; } = [LeadKey.CompanyName, LeadKey.CompanyDomain, LeadKey.CompanyLinkedinUrl];

    /// <summary>The name of <paramref name="key"/>, such as <c>linkedin_url</c>.</summary>
    public static string Name(LeadKey key) => Names[(int)key];

    /// <summary>The key that <paramref name="name"/> names; false if there is none.</summary>
    public static bool TryParse(string? name, out LeadKey key)
    {
        var index = Array.IndexOf(Names, name);
        key = (LeadKey)Math.Max(index, 0);
        return index >= 0;
    }
}
