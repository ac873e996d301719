using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>The hosts that are our own: those of the pages that were visited and of our staff. Who is there is no lead.</summary>
internal sealed class OurHosts
{
    // Shorter labels begin too many names.
    private const int MinLabelChars = 5;
    private const int MinLabelOfPluralChars = 10;

    private static readonly FrozenSet<string> OfPostings = KeyWords.Set(
        "dateposted postedat postedon salary salarymin salarymax salaryrange salarystring hiringteam applicants");

    private static readonly ConceptSet Jobs = ConceptSet.Of(Concept.JobTitle, Concept.Title);
    private static readonly ConceptSet Leads = ConceptSet.Of(Concept.Person, Concept.Recipient);
    private static readonly ConceptSet Sites = ConceptSet.Of(Concept.Website, Concept.Domain);
    private static readonly ConceptSet Pages = ConceptSet.Of(Concept.Page);
    private static readonly ConceptSet NotOurPages = ConceptSet.Of(Concept.Referrer, Concept.Linkedin, Concept.Company, Concept.Profile, Concept.Social);

    // Each with the containers whose record somebody there wrote.
    private readonly Dictionary<string, HashSet<string>> _hosts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _containers = new(StringComparer.Ordinal);
    private readonly OurMails _ourMails;
    private readonly HashSet<string> _hostsOfAssigned;

    /// <summary>Looks at all readings once.</summary>
    public OurHosts(List<PathReading> readings)
    {
        _ourMails = new(readings);
        _hostsOfAssigned = HostsOf(readings.Where(OurMails.IsOfAssigned));
        // Who works in an app with the lead is at the lead's.
        _hostsOfAssigned.ExceptWith(HostsOf(readings.Where(reading => Party.IsMail(reading) && !reading.Says(Roles.OtherPeople))));
        var pages = OurPages(readings);
        foreach (var reading in readings.Where(reading => IsOurMail(reading) || IsOurInbox(reading, readings)).Concat(pages))
        {
            foreach (var host in reading.Values.Select(SiteOf).OfType<string>())
            {
                Add(host, IsOurMail(reading) && OurMails.IsByWhom(reading) ? reading.Container : "");
            }
        }

        // Where the lead is, is not us; but who is with us where others are elsewhere, is a colleague who takes part. Without a lead's address
        // the site of the company tells where the lead is: those of ours who are there are the company's own, unless anybody is elsewhere.
        var leadHosts = HostsOf(readings.Where(IsLeadsMail));
        var isLeadThere = leadHosts.IsSubsetOf(_hosts.Keys);
        if (leadHosts.Count == 0)
        {
            leadHosts = HostsOfCompany(readings, pages);
            if (leadHosts.Count == 0) leadHosts = HostsOfNamesake(readings, pages);
            leadHosts.ExceptWith(_hostsOfAssigned);
            isLeadThere = leadHosts.Overlaps(_hosts.Keys);
        }

        if (isLeadThere) leadHosts.ToList().ForEach(host => _hosts.Remove(host));

        // An address that is another's by its own key (admin_email) says nothing about those beside it.
        // Nor does one of ours that stands deeper (lead.location.email) say anything of a person who has an address elsewhere.
        var mails = readings.Where(reading => reading.Looks(ValueShape.Email) && !reading.Own.Set.HasAny(Roles.OtherPeople)).ToLookup(Has);
        var groupsElsewhere = mails[false].Select(mail => mail.Group).ToHashSet(StringComparer.Ordinal);
        var isElsewhereAtTop = mails[false].Any(mail => mail.Container.Length == 0);
        foreach (var reading in mails[true])
        {
            if (reading.Container.Length > 0 || !isElsewhereAtTop) _containers.Add(reading.Container);
            if (reading.Group.Length > 0 && !groupsElsewhere.Contains(reading.Group)) _containers.Add(reading.Group);
        }
    }

    /// <summary>True if <paramref name="reading"/>, an email or a web address, is at one of them or below it. Who wrote a record of a company is one
    /// of the company's own.</summary>
    public bool Has(PathReading reading) =>
        HostOf(reading.Value) is { } host && _hosts.Any(ours => HostLabels.IsAt(host, ours.Key) && !ours.Value.Contains(reading.Container));

    /// <summary>True if <paramref name="site"/> is where those are to whom work was given: even a company's is ours then.</summary>
    public bool HasAssigned(PathReading site) => HostOf(site.Value) is { } host && _hosts.ContainsKey(host) && _hostsOfAssigned.Contains(host);

    /// <summary>True if one of <paramref name="hosts"/> is where those are to whom work was given, and nobody who may be the lead.</summary>
    public bool HaveAssigned(IEnumerable<string> hosts) => _hostsOfAssigned.Overlaps(hosts);

    /// <summary>True if the host of <paramref name="reading"/> is below one of them: what we host for somebody.</summary>
    public bool HasBelow(PathReading reading) =>
        HostOf(reading.Value) is { } host && _hosts.Keys.Any(ours => host.Length > ours.Length && HostLabels.IsAt(host, ours));

    /// <summary>True if an email address at one of them stands beside <paramref name="reading"/>: the person is one of us.</summary>
    public bool AreBeside(PathReading reading) => _containers.Contains(reading.Container) || (reading.Group.Length > 0 && _containers.Contains(reading.Group));

    /// <summary>True if a company is called like one of them: <c>Amber Roofing</c> where our staff is at <c>amber.example</c>.</summary>
    public bool AreCalledLike(PathReading company)
    {
        var name = string.Concat(company.Value.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return _hosts.Any(ours => !ours.Value.Contains(company.Container)
            && ours.Key.Split('.')[..^1].Any(label => Begins(name, label.Replace("-", "", StringComparison.Ordinal))));
    }

    /// <summary>The host of an email or a web address; null if it is neither.</summary>
    public static string? HostOf(string value)
    {
        if (EmailAddress.TryNormalise(value, out var email)) return EmailAddress.DomainOf(email);
        return CompanyDomain.TryNormalise(value, out var host) ? host : null;
    }

    /// <summary>The site that an address belongs to; a bare host (<c>mail.amber.example</c>) may be what a customer set up.</summary>
    private static string? SiteOf(string value) =>
        HostOf(value) is { } host ? value.Contains("://", StringComparison.Ordinal) ? ValueShapes.SiteOf(host) : host : null;

    /// <summary>True if <paramref name="name"/> begins like <paramref name="label"/>; a long one may end in the plural (<c>northernlifts</c> and
    /// Northern Lift Rentals).</summary>
    private static bool Begins(string name, string label) =>
        label.Length >= MinLabelChars
            && name.StartsWith(label is { Length: >= MinLabelOfPluralChars } and [.., 's'] ? label[..^1] : label, StringComparison.Ordinal);

    private void Add(string host, string container)
    {
        if (!_hosts.TryGetValue(host, out var containers)) containers = _hosts[host] = new(StringComparer.Ordinal);
        if (container.Length > 0) containers.Add(container);
    }

    /// <summary>A function's mailbox that receives is ours, unless a company has its site there: <c>"recipients": "growth@seller.example"</c>.</summary>
    private static bool IsOurInbox(PathReading reading, List<PathReading> readings) =>
        !readings.Exists(site => site.Own.Set.HasAny(Sites) && HostOf(site.Value) is { } host
                && string.Equals(host, HostOf(reading.Value), StringComparison.Ordinal))
            && reading.Looks(ValueShape.FunctionMailbox) && reading.Own is { FirstToken: "recipients" } && reading.Own.Has(Concept.Recipient);

    private bool IsOurMail(PathReading reading) => _ourMails.Has(reading) && !reading.Looks(ValueShape.PrivateMail);

    /// <summary>The addresses of the pages that were visited: by their words, or an address that has its path beside it, or what brought somebody
    /// there.</summary>
    private static List<PathReading> OurPages(List<PathReading> readings)
    {
        if (IsJobPosting(readings)) return [];
        var containers = readings.Where(reading => reading.Own.Concepts is [Concept.Page]).Select(reading => reading.Container)
            .ToHashSet(StringComparer.Ordinal);
        var campaigns = readings.Where(reading => KeyTokens.Of(PathSegments.Of(reading.Path)[^1]) is ["utm" or "gclid" or "referrer" or "referer", ..])
            .Select(reading => reading.Container).ToHashSet(StringComparer.Ordinal);
        var mails = HostsOf(readings.Where(Party.IsMail));
        bool IsPageOfCampaign(PathReading page) => page.Looks(ValueShape.DeepLink) && campaigns.Contains(page.Container)
            && HostOf(page.Value) is { } host && !mails.Contains(host);
        return [.. readings.Where(reading => reading.Looks(ValueShape.Host) && !reading.Says(NotOurPages)
            && (reading.Says(Pages)
                || (reading.Own.Concepts is [Concept.Url] && reading.Place is not Place.Company
                    && (containers.Contains(reading.Container) || IsPageOfCampaign(reading)))))];
    }

    /// <summary>True where a job is offered, which is on the pages of whoever offers it.</summary>
    private static bool IsJobPosting(List<PathReading> readings)
    {
        var jobs = readings.Where(reading => reading.Own.Set.HasAny(Jobs)).Select(reading => reading.Container).ToHashSet(StringComparer.Ordinal);
        return readings.Exists(reading => jobs.Contains(reading.Container) && KeyWords.SayAny(PathSegments.Of(reading.Path)[^1], OfPostings));
    }

    /// <summary>The hosts of the first values of <paramref name="readings"/>.</summary>
    public static HashSet<string> HostsOf(IEnumerable<PathReading> readings) =>
        readings.Select(reading => HostOf(reading.Value)).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>The hosts of a company's site, unless somebody who is not ours is elsewhere or a page of ours is there.</summary>
    private static HashSet<string> HostsOfCompany(List<PathReading> readings, List<PathReading> pages)
    {
        var named = readings.Where(
                reading => !reading.IsEmpty
                    && (reading.Own.Has(Concept.CompanyName)
                        || (reading.Place is not Place.Thing
                            && (reading.Own.Concepts is [Concept.Name] || (reading.Own.Has(Concept.Name) && reading.Looks(ValueShape.CompanySuffix))))))
            .Select(reading => reading.Container).ToHashSet(StringComparer.Ordinal);
        var sites = HostsOf(readings.Where(
            reading => (reading.Place is Place.Company or Place.Person || reading.Own.Has(Concept.Company) || named.Contains(reading.Container))
                && Party.IsSite(reading) && !reading.Says(Roles.NotTheLead | Pages)));
        var mails = HostsOf(readings.Where(reading => Party.IsMail(reading) && !reading.Says(Roles.OtherPeople)));
        return mails.IsSubsetOf(sites) && !sites.Overlaps(HostsOf(pages)) ? sites : [];
    }

    /// <summary>The host where all are, if the only company is called like it: whoever owns the account there is the company's own.</summary>
    private static HashSet<string> HostsOfNamesake(List<PathReading> readings, List<PathReading> pages)
    {
        var hosts = HostsOf(readings.Where(reading => Party.IsMail(reading) && !reading.Looks(ValueShape.PrivateMail)));
        var names = readings.Where(reading => Party.NamesCompany(reading) && !Party.IsSite(reading) && !reading.Says(Roles.NotTheLead))
            .Select(reading => reading.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return hosts.Count == 1 && names.Count == 1 && !hosts.Overlaps(HostsOf(pages)) && CompanyAgreement.IsLikeHost(names.Single(), hosts.Single())
            ? hosts
            : [];
    }

    private static bool IsLeadsMail(PathReading reading) =>
        reading.Looks(ValueShape.Email) && !reading.Looks(ValueShape.FunctionMailbox) && !reading.Says(Roles.OtherPeople)
            && (reading.Place is Place.Person || reading.Says(Leads));
}
