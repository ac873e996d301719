namespace FastSignal.Leads;

/// <summary>Turns the leaves of an entry into the ten values of a lead and the keys that identify it.</summary>
/// <remarks>
/// Rules, in the order in which they are applied:
/// <list type="number">
/// <item>Strings and numbers have a value; null, true, false, empty containers, blank texts and the words that tools write for nothing
/// (<c>null</c>, <c>undefined</c>, <c>N/A</c>, ...) have none. Several paths of a key are joined by a blank, empty parts left out.</item>
/// <item>A company's page under a path mapped to linkedin_url counts as company_linkedin_url, and a LinkedIn page under company_domain as well,
/// unless that key has a value of its own. A person's profile under company_linkedin_url never becomes the lead: it may be anybody's.</item>
/// <item>An identifier that is not what its key promises has no value; its leaf stays in the context.</item>
/// <item>People are identified by linkedin_url, or email, or full_name with company_domain or company_name; companies by any company key.</item>
/// <item>An entry that identifies nobody is an invalid identifier if some identifier was refused by rule 3, else it has no identifier. A refused
/// one beside a good one costs nothing: the good one identifies.</item>
/// </list>
/// </remarks>
public static class EntryMapper
{
    /// <summary>Maps one entry.</summary>
    public static MappedEntry Map(SignalTarget target, SignalMapping mapping, IReadOnlyList<Leaf> leaves)
    {
        var taken = TakenValues.Take(mapping, leaves);
        var identifiers = new IdentifierValues(taken.Values);
        var matchKeys = target is SignalTarget.Companies ? CompanyKeys(taken.Values) : PersonKeys(taken.Values);
        var context = taken.Rest(leaves, identifiers.Unused);
        if (matchKeys.Count > 0) return new(taken.Values, identifiers.Refused, matchKeys, MappingProblem.None, null, context);

        return identifiers.Refusal(target) is { } refusal
            ? new(taken.Values, identifiers.Refused, matchKeys, MappingProblem.InvalidIdentifier, refusal, context)
            : new(taken.Values, identifiers.Refused, matchKeys, MappingProblem.NoIdentifier, Missing(target), context);
    }

    private static List<MatchKey> PersonKeys(string?[] values)
    {
        var keys = new List<MatchKey>(4);
        Add(keys, MatchKind.PersonLinkedin, values[(int)LeadKey.LinkedinUrl]);
        Add(keys, MatchKind.Email, values[(int)LeadKey.Email]);
        var name = NameKey.Of(values[(int)LeadKey.FullName]);
        if (name.Length == 0) return keys;

        // The separator is a control character, which NameKey drops from names: no name can imitate it.
        if (values[(int)LeadKey.CompanyDomain] is { } domain) keys.Add(new(MatchKind.NameAtDomain, name + "\u001F" + domain));
        var company = NameKey.Of(values[(int)LeadKey.CompanyName]);
        if (company.Length > 0) keys.Add(new(MatchKind.NameAtCompany, name + "\u001F" + company));
        return keys;
    }

    private static List<MatchKey> CompanyKeys(string?[] values)
    {
        var keys = new List<MatchKey>(3);
        Add(keys, MatchKind.CompanyLinkedin, values[(int)LeadKey.CompanyLinkedinUrl]);
        Add(keys, MatchKind.CompanyDomain, values[(int)LeadKey.CompanyDomain]);
        var name = NameKey.Of(values[(int)LeadKey.CompanyName]);
        if (name.Length > 0) keys.Add(new(MatchKind.CompanyName, name));
        return keys;
    }

    private static void Add(List<MatchKey> keys, MatchKind kind, string? value)
    {
        if (value is not null) keys.Add(new(kind, value));
    }

    private static string Missing(SignalTarget target) => target is SignalTarget.Companies
        ? "no company_name, company_domain or company_linkedin_url"
        : "no linkedin_url, no email, and no full_name with a company_name or company_domain";
}
