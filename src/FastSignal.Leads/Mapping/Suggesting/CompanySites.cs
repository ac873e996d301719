namespace FastSignal.Leads;

/// <summary>Weighs the sites of companies by where the lead's email address is, and against each other.</summary>
internal sealed class CompanySites(List<PathReading> readings)
{
    private const int BelowSitePoints = -20;

    /// <summary>The candidates in the light of what is <paramref name="chosen"/> already.</summary>
    public IEnumerable<Candidate> Weigh(IEnumerable<Candidate> candidates, List<Candidate> chosen) =>
        WithoutHostsBelow([.. candidates.Select(candidate => WithEmailHost(candidate, chosen))]);

    /// <summary>A website on the host of the person's own email address is beyond doubt.</summary>
    private Candidate WithEmailHost(Candidate candidate, List<Candidate> chosen)
    {
        var email = chosen.Find(other => other.Key is LeadKey.Email)?.Value;
        if (string.IsNullOrEmpty(email) || candidate.Value.Length == 0) return candidate;
        var (emailHost, host) = (OurHosts.HostOf(email) ?? "", OurHosts.HostOf(candidate.Value) ?? "");
        if (string.Equals(emailHost, host, StringComparison.Ordinal)) return candidate.Plus(10, "it is the host of the email address");

        var isNamesake = chosen.Find(other => other.Key is LeadKey.CompanyName) is { } company && host.Length > 0
            && CompanyAgreement.IsLikeHost(company.Text, host);
        if (!isNamesake && !ValueShapes.IsPrivateMailHost(emailHost) && IsHostOfPageBeside(candidate.Parts[0], host))
        {
            return candidate.Plus(-45, "it is the host of the page beside it, and the email address is elsewhere");
        }

        // A page deep in a site is no company's website unless it is where the email address is.
        if (candidate.Parts[0].Looks(ValueShape.DeepLink) && !ValueShapes.IsPrivateMailHost(emailHost))
        {
            return candidate.Plus(-15, "the email address is elsewhere");
        }

        // Companies have several hosts; only a site that may be the sender's own becomes doubtful.
        return candidate.Parts[0].Own.Has(Concept.Site) && !ValueShapes.IsPrivateMailHost(emailHost)
            ? candidate.Plus(-15, "the email address is elsewhere")
            : candidate;
    }

    private bool IsHostOfPageBeside(PathReading domain, string host) =>
        domain is { Place: Place.Neutral, Own.Concepts: [Concept.Domain] }
            && readings.Exists(page => page.Own.Concepts is [Concept.Url] && page.Looks(ValueShape.DeepLink)
                && string.Equals(page.Container, domain.Container, StringComparison.Ordinal)
                && string.Equals(OurHosts.HostOf(page.Value), host, StringComparison.Ordinal));

    /// <summary>What somebody runs below their site is less than the site: <c>console.amber.example</c> beside <c>amber.example</c>.</summary>
    private static IEnumerable<Candidate> WithoutHostsBelow(List<Candidate> candidates)
    {
        var hosts = candidates.Where(candidate => candidate.Score >= Assignment.Threshold).Select(candidate => OurHosts.HostOf(candidate.Value))
            .OfType<string>().ToHashSet(StringComparer.Ordinal);
        return candidates.Select(
            candidate => OurHosts.HostOf(candidate.Value) is { } host && hosts.Any(site => host.Length > site.Length && HostLabels.IsAt(host, site))
                ? candidate.Plus(BelowSitePoints, "it is below the site")
                : candidate);
    }
}
