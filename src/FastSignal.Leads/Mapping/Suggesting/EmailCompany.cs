using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Compares a company with the host of the lead's business email address: who writes from <c>lowmarsh.example</c> is not at "Fastlane Software".</summary>
/// <remarks>Companies have several hosts and names, so this alone proves nothing. But an account or an organisation that stands apart from the lead is as often the one that
/// the sender gave us as the lead's, and there it decides.</remarks>
internal static class EmailCompany
{
    // Shorter beginnings are shared by too many.
    private const int MinSharedChars = 4;

    private static readonly FrozenSet<string> AccountWords = "account accounts organization organisation org orgs".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The points for a company's name or site, given the lead's address.</summary>
    /// <param name="candidate">The name or the site.</param>
    /// <param name="email">The lead's address; null without one.</param>
    /// <param name="isDescribed">True if more than a name is said of the company: then it is the lead's where the lead is at the top of the payload.</param>
    public static Candidate Judge(Candidate candidate, Candidate? email, bool isDescribed)
    {
        if (email is null || candidate.Value.Length == 0 || OurHosts.HostOf(email.Value) is not { } host || ValueShapes.IsPrivateMailHost(host)) return candidate;
        var isLike = candidate.Key is LeadKey.CompanyName ? IsCalledLike(candidate.Value, host) : string.Equals(OurHosts.HostOf(candidate.Value), host, StringComparison.Ordinal);
        if (isLike) return candidate.Key is LeadKey.CompanyName ? candidate.Plus(4, "it is called like the host of the email address") : candidate;
        return StandsApart(candidate.Parts[0], email, isDescribed) ? candidate.Plus(-40, "the email address is elsewhere, so this account may be ours") : candidate;
    }

    /// <summary>True if a label of <paramref name="host"/> begins as <paramref name="name"/> or one of its words does, or is its initials.</summary>
    public static bool IsCalledLike(string name, string host)
    {
        var words = KeyTokens.Of(name);
        var joined = string.Concat(words);
        var initials = string.Concat(words.Select(word => word[0]));
        return host.Split('.')[..^1].Select(label => label.Replace("-", "", StringComparison.Ordinal)).Any(label =>
            label.StartsWith(initials, StringComparison.Ordinal) && initials.Length > 1
            || SharedLength(label, joined) >= Math.Min(MinSharedChars, label.Length)
            || words.Exists(word => word.Length >= MinSharedChars && label.Contains(word, StringComparison.Ordinal)));
    }

    private static int SharedLength(string left, string right) => left.AsSpan().CommonPrefixLength(right);

    /// <summary>True for an account or an organisation outside of the container that holds the lead's address.</summary>
    private static bool StandsApart(PathReading company, Candidate email, bool isDescribed)
    {
        var person = email.Parts[0];
        if (((person.Container.Length > 0 || isDescribed) && PathSegments.IsInside(person.Container, company.Container)) || (person.Group.Length > 0 && PathSegments.IsInside(person.Group, company.Container))) return false;
        var own = KeyTokens.Of(PathSegments.Of(company.Path)[^1]);
        var around = PathSegments.Of(company.Container).Where(segment => !PathSegments.IsIndex(segment)).LastOrDefault("");
        return IsAccount(own) || IsAccount(KeyTokens.Of(around));
    }

    private static bool IsAccount(List<string> words) => words.Count > 0 && AccountWords.Contains(words[0]);
}
