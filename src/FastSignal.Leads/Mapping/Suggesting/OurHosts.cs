namespace FastSignal.Leads;

/// <summary>The hosts that are our own: those of the pages that were visited and of our staff. Who is there is no lead.</summary>
internal sealed class OurHosts
{
    // Shorter labels begin too many names.
    private const int MinLabelChars = 5;

    private static readonly ConceptSet Leads = ConceptSet.Of(Concept.Person, Concept.Recipient);
    private static readonly ConceptSet Pages = ConceptSet.Of(Concept.Page);
    private static readonly ConceptSet NotOurPages = ConceptSet.Of(Concept.Referrer, Concept.Linkedin, Concept.Company, Concept.Profile, Concept.Social);

    // Each with the containers whose record somebody there wrote.
    private readonly Dictionary<string, HashSet<string>> _hosts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _containers = new(StringComparer.Ordinal);
    private readonly OurMails _ourMails;

    /// <summary>Looks at all readings once.</summary>
    public OurHosts(List<PathReading> readings)
    {
        _ourMails = new(readings);
        var pages = OurPages(readings);
        foreach (var reading in readings.Where(IsOurMail).Concat(pages))
        {
            foreach (var host in reading.Values.Select(HostOf).OfType<string>()) Add(ValueShapes.SiteOf(host), IsOurMail(reading) && OurMails.IsByWhom(reading) ? reading.Container : "");
        }

        // Where the lead is, is not us; but who is with us where others are elsewhere, is a colleague who takes part. Without a lead's address
        // the site of the company tells where the lead is: those of ours who are there are the company's own, unless anybody is elsewhere.
        var leadHosts = Hosts(readings.Where(IsLeadsMail));
        if (leadHosts.Count == 0) leadHosts = HostsOfCompany(readings, pages);
        if (leadHosts.IsSubsetOf(_hosts.Keys)) leadHosts.ToList().ForEach(host => _hosts.Remove(host));

        // An address that is another's by its own key (admin_email) says nothing about those beside it.
        // Nor does one of ours that stands deeper (lead.location.email) say anything of a person who has an address elsewhere.
        var mails = readings.Where(reading => reading.Looks(ValueShape.Email) && !reading.Own.Set.HasAny(Roles.OtherPeople)).ToLookup(Has);
        var groupsElsewhere = mails[false].Select(mail => mail.Group).ToHashSet(StringComparer.Ordinal);
        foreach (var reading in mails[true])
        {
            _containers.Add(reading.Container);
            if (reading.Group.Length > 0 && !groupsElsewhere.Contains(reading.Group)) _containers.Add(reading.Group);
        }
    }

    /// <summary>True if <paramref name="reading"/>, an email or a web address, is at one of them or below it. Who wrote a record of a company is one of the company's own.</summary>
    public bool Has(PathReading reading) =>
        HostOf(reading.Value) is { } host && _hosts.Any(ours => HostLabels.IsAt(host, ours.Key) && !ours.Value.Contains(reading.Container));

    /// <summary>True if the host of <paramref name="reading"/> is below one of them: what we host for somebody.</summary>
    public bool HasBelow(PathReading reading) => HostOf(reading.Value) is { } host && _hosts.Keys.Any(ours => host.Length > ours.Length && HostLabels.IsAt(host, ours));

    /// <summary>True if an email address at one of them stands beside <paramref name="reading"/>: the person is one of us.</summary>
    public bool AreBeside(PathReading reading) => _containers.Contains(reading.Container) || (reading.Group.Length > 0 && _containers.Contains(reading.Group));

    /// <summary>True if a company is called like one of them: <c>Amber Roofing</c> where our staff is at <c>amber.example</c>.</summary>
    public bool AreCalledLike(PathReading company)
    {
        var name = string.Concat(company.Value.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return _hosts.Any(ours => !ours.Value.Contains(company.Container) && ours.Key.Split('.')[..^1].Any(label => Begins(name, label.Replace("-", "", StringComparison.Ordinal))));
    }

    /// <summary>The host of an email or a web address; null if it is neither.</summary>
    public static string? HostOf(string value)
    {
        if (EmailAddress.TryNormalise(value, out var email)) return EmailAddress.DomainOf(email);
        return CompanyDomain.TryNormalise(value, out var host) ? host : null;
    }

    private static bool Begins(string name, string label) => label.Length >= MinLabelChars && name.StartsWith(label, StringComparison.Ordinal);

    private void Add(string host, string container)
    {
        if (!_hosts.TryGetValue(host, out var containers)) containers = _hosts[host] = new(StringComparer.Ordinal);
        if (container.Length > 0) containers.Add(container);
    }

    private bool IsOurMail(PathReading reading) => _ourMails.Has(reading) && !reading.Looks(ValueShape.PrivateMail);

    /// <summary>The addresses of the pages that were visited: by their words, or an address that has its path beside it.</summary>
    private static List<PathReading> OurPages(List<PathReading> readings)
    {
        var containers = readings.Where(reading => reading.Own.Concepts is [Concept.Page]).Select(reading => reading.Container).ToHashSet(StringComparer.Ordinal);
        return [.. readings.Where(reading => reading.Looks(ValueShape.Host) && !reading.Says(NotOurPages)
            && (reading.Says(Pages) || (reading.Own.Concepts is [Concept.Url] && reading.Place is not Place.Company && containers.Contains(reading.Container))))];
    }

    private static HashSet<string> Hosts(IEnumerable<PathReading> readings) => readings.Select(reading => HostOf(reading.Value) ?? "").ToHashSet(StringComparer.Ordinal);

    /// <summary>The hosts of a company's site, unless somebody who is not ours is elsewhere or a page of ours is there.</summary>
    private static HashSet<string> HostsOfCompany(List<PathReading> readings, List<PathReading> pages)
    {
        var sites = Hosts(readings.Where(reading => (reading.Place is Place.Company || reading.Own.Has(Concept.Company)) && Party.IsSite(reading) && !reading.Says(Roles.NotTheLead | Pages)));
        var mails = Hosts(readings.Where(reading => Party.IsMail(reading) && !reading.Says(Roles.OtherPeople)));
        return mails.IsSubsetOf(sites) && !sites.Overlaps(Hosts(pages)) ? sites : [];
    }

    private static bool IsLeadsMail(PathReading reading) =>
        reading.Looks(ValueShape.Email) && !reading.Looks(ValueShape.FunctionMailbox) && !reading.Says(Roles.OtherPeople) && (reading.Place is Place.Person || reading.Says(Leads));
}
