namespace FastSignal.Leads;

/// <summary>Decides who is the lead where roles alone leave nobody: a role is relative, and the friend, the supplier or the speaker is somebody else only beside a better one.</summary>
/// <remarks>Who is ours by role stays ours, even alone, unless the email address is at the company that the payload is about: then it is the company's own owner.</remarks>
internal sealed class RelativeRoles(SignalTarget target, List<PathReading> readings)
{
    // Of an address, a page, a name, a title: one of them is too little.
    private const int Enough = 2;

    private static readonly ConceptSet Ours = ConceptSet.Of(Concept.Ours);
    private static readonly ConceptSet NotOfLead = Roles.NotTheLead | ConceptSet.Of(Concept.Page, Concept.Geo);

    private readonly OurHosts _ourHosts = new(readings);
    private readonly EventSubject _subject = new(readings);

    /// <summary>What words of roles mean in this payload; empty as a rule.</summary>
    public List<Recast> Find()
    {
        var recasts = new List<Recast>();
        recasts.AddRange(PersonsOfThings());
        recasts.AddRange(new GivingWay(readings).Find());
        recasts.AddRange(Tenants.Prefixes(readings).Select(token => new Recast(token, Concept.Thing, Concept.Company)));
        var people = readings.Where(reading => (Party.NamesPerson(reading) || IsNameBesidePhone(reading)) && !reading.Says(Roles.NotTheLead) && !_ourHosts.Has(reading)).ToList();
        var parties = Parties.Find(readings, Roles.Related).Where(party => !party.Fields.Any(reading => Party.IsMail(reading) && _ourHosts.Has(reading))).ToList();
        if (target is SignalTarget.People && new OwnersByRecord(readings).Find() is { } owner) return [.. recasts, new(owner.Token, owner.Role, Concept.Person)];
        if (target is SignalTarget.People) recasts.AddRange(new Actors(readings).Find(people));
        var lead = target is SignalTarget.People ? LonePerson(parties, people) : null;
        if (lead is not null) recasts.Add(new(lead.Token, lead.Role, lead.Role is Concept.Partner && !lead.IsPerson ? Concept.Company : Concept.Person));
        else if (target is SignalTarget.People && people.Count == 0) recasts.AddRange(OwnersOfCompany());

        var company = LoneCompany(parties, HostsOf(lead is null ? people : lead.Fields));
        if (company is not null && company != lead) recasts.Add(new(company.Token, company.Role, company.IsPerson ? Concept.Person : Concept.Company));
        return recasts;
    }

    /// <summary>True for a name at the top that says no more, where a phone stands beside it.</summary>
    private bool IsNameBesidePhone(PathReading name) =>
        name is { Container.Length: 0, Own.Concepts: [Concept.Name], Own.UnknownCount: 0 } && name.Looks(ValueShape.WholeName) && readings.Exists(phone => phone.Container.Length == 0 && phone.Own.Concepts is [Concept.Phone or Concept.Mobile] && phone.Looks(ValueShape.Phone));

    /// <summary>The one who is related and named best, where nobody is named who is not, or nobody but at the edge of an event that is called for the related one.</summary>
    private Party? LonePerson(List<Party> parties, List<PathReading> people)
    {
        if (people.Exists(person => person.Place is Place.Person || person.Own.Has(Concept.Person))) return null;
        return parties.Where(party => party.PersonPoints >= Enough && MayLead(party, people.Count == 0))
            .MaxBy(party => (_subject.Is(party), party.PersonPoints));
    }

    /// <summary>The same for companies. Where people are wanted it must be the lead's company.</summary>
    private Party? LoneCompany(List<Party> parties, HashSet<string> hostsOfLead)
    {
        var companies = readings.Where(reading => Party.NamesCompany(reading) && !reading.Says(NotOfLead) && reading.Place is not Place.Thing).ToList();
        if (companies.Exists(company => company.Place is Place.Company or Place.Employment || company.Own.Set.HasAny(Roles.Companies))) return null;
        return parties.Where(party => party.CompanyPoints >= Enough && MayLead(party, companies.Count == 0) && (target is SignalTarget.Companies || party.Hosts.Any(hostsOfLead.Contains)))
            .MaxBy(party => (_subject.Is(party), party.CompanyPoints));
    }

    /// <summary>One of ours by role whose email address is at the company's own site, and the company if the payload calls it a shop.</summary>
    private IEnumerable<Recast> OwnersOfCompany()
    {
        var owner = Parties.Find(readings, Ours).Where(party => SiteOf(party) is not null).MaxBy(party => party.PersonPoints);
        if (owner is null) yield break;
        yield return new(owner.Token, owner.Role, Concept.Person);
        if (SiteOf(owner) is { Place: Place.Thing } site) yield return new(Vocabulary.Read(PathSegments.Of(site.Container)[^1]).FirstToken, Concept.Thing, Concept.Company);
    }

    /// <summary>Who referred is beside a lead who may be named later: only an event that is called for the referrer (<c>affiliate.approved</c>) is about the referrer.</summary>
    private bool MayLead(Party party, bool isAlone) => (isAlone && party.Role is not Concept.Referrer) || _subject.Is(party);

    private PathReading? SiteOf(Party owner)
    {
        var hosts = HostsOf(owner.Fields);
        return readings.Find(reading => Party.IsSite(reading) && !reading.Says(NotOfLead) && IsOfCompany(reading) && OurHosts.HostOf(reading.Value) is { } host && hosts.Contains(host));
    }

    /// <summary>A shop is a thing to those who serve shops, but it is called like its host; a form is not.</summary>
    private bool IsOfCompany(PathReading site) =>
        site.Place is Place.Company || site.Own.Set.HasAny(Roles.Companies)
        || (site is { Place: Place.Thing, Container.Length: > 0 } && readings.Exists(name => name.Own.Has(Concept.Name) && string.Equals(name.Container, site.Container, StringComparison.Ordinal) && CompanyAgreement.IsLikeHost(name.Value, OurHosts.HostOf(site.Value)!)));

    /// <summary>The beginning of flat keys may be a thing's and they a person's all the same: <c>badge_name</c> and <c>badge_email</c>, which is made of the name. A place has a mailbox that is called like it.</summary>
    private IEnumerable<Recast> PersonsOfThings() =>
        readings.Where(reading => reading.Own.Concepts is [Concept.Thing, _, ..] && !reading.Says(Roles.NotTheLead) && !PlaceWord.IsSaid(PathSegments.Of(reading.Path)[^1]))
            .GroupBy(reading => (reading.Container, reading.Own.FirstToken))
            .Where(group => group.Any(mail => mail.Own.Has(Concept.Email) && Party.IsMail(mail) && group.Any(name => name.Own.Has(Concept.Name) && name.Looks(ValueShape.WholeName) && Party.IsMailOf(mail.Value, name.Value))))
            .Where(group => !readings.Exists(IsOfCalledLead))
            .Select(group => new Recast(group.Key.FirstToken, Concept.Thing, Concept.Person));

    /// <summary>True for the address or the name of who is called for the lead.</summary>
    private static bool IsOfCalledLead(PathReading field) => Party.NamesPerson(field) && !field.Says(Roles.NotTheLead) && (field.Place is Place.Person || field.Own.Concepts is [Concept.Person, ..]);

    private static HashSet<string> HostsOf(IEnumerable<PathReading> fields) =>
        fields.Where(field => Party.IsMail(field) && !field.Looks(ValueShape.PrivateMail)).Select(field => OurHosts.HostOf(field.Value)).OfType<string>().ToHashSet(StringComparer.Ordinal);
}
