namespace FastSignal.Leads;

/// <summary>Compares a company with the host of the lead's business email address: who writes from <c>lowmarsh.example</c> is not at "Fastlane
/// Software".</summary>
/// <remarks>Companies have several hosts and names, so this alone proves nothing. But an account, an organisation or what nobody knows that stands
/// apart from the lead is as often the one that the sender gave us as the lead's, and there it decides.</remarks>
internal static class EmailCompany
{
    /// <summary>The points for a company's name or site, given the lead's address.</summary>
    /// <param name="candidate">The name or the site.</param>
    /// <param name="email">The lead's address.</param>
    /// <param name="isDescribed">True if more than a name is said of the company: then it is the lead's where the lead is at the top of the payload.</param>
    /// <param name="others">The hosts where others have their addresses: a company there is theirs, unless it stands in the lead's own record.</param>
    public static Candidate Judge(Candidate candidate, Candidate email, bool isDescribed, List<string> others)
    {
        if (candidate.Score < Assignment.Threshold || candidate.Value.Length == 0 || OurHosts.HostOf(email.Value) is not { } host
            || ValueShapes.IsPrivateMailHost(host) || IsAt(candidate, host))
        {
            return candidate;
        }

        if (!IsBeside(candidate, email) && others.Exists(other => IsAt(candidate, other)))
        {
            return candidate.Plus(-60, "somebody else has an address there, and the lead has not");
        }

        return StandsApart(candidate.Parts[0], email, isDescribed)
            ? candidate.Plus(-50, "the email address is elsewhere, so this account may be ours")
            : candidate;
    }

    private static bool IsAt(Candidate company, string host) => company.Key is LeadKey.CompanyName
        ? CompanyAgreement.IsLikeHost(company.Value, host)
        : string.Equals(OurHosts.HostOf(company.Value), host, StringComparison.Ordinal);

    /// <summary>True if the company stands in the lead's own group.</summary>
    private static bool IsBeside(Candidate company, Candidate email) =>
        email.Group.Length > 0 && string.Equals(company.Group, email.Group, StringComparison.Ordinal);

    /// <summary>True for an account, an organisation or what nobody knows outside of the container that holds the lead's address.</summary>
    private static bool StandsApart(PathReading company, Candidate email, bool isDescribed)
    {
        var person = email.Parts[0];
        if (((person.Container.Length > 0 || isDescribed) && !IsNamedByKey(person) && PathSegments.IsInside(person.Container, company.Container))
            || (person.Group.Length > 0 && PathSegments.IsInside(person.Group, company.Container)))
        {
            return false;
        }

        var own = KeyTokens.Of(PathSegments.Of(company.Path)[^1]);
        return IsAccount(own) || IsAccount(KeyTokens.Of(PathSegments.LastKey(company.Container))) || IsOfUnknown(company);
    }

    /// <summary>True for flat keys that say themselves whose they are: what stands beside <c>customer_email</c> may be anybody's.</summary>
    private static bool IsNamedByKey(PathReading person) => person.Own.Concepts is [Concept.Person, _, ..];

    /// <summary>True in a record of which nobody knows what it is to the lead: <c>consultancy.name</c>.</summary>
    private static bool IsOfUnknown(PathReading company) =>
        company is { Place: Place.Neutral, Outer.UnknownCount: > 0, Selector: null } && !company.Own.Set.HasAny(Roles.Companies)
            && company.Outer.Concepts.Count == 0;

    /// <summary>True for the words of what may be the account that the sender gave us: <c>account_domain</c>.</summary>
    public static bool IsAccount(List<string> words) => words.Count > 0 && KeyWords.SayAny(words[0], AccountWords.AccountsAndOwners);
}
