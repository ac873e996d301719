using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Decides who is the lead where roles alone leave nobody: a role is relative, and the friend, the supplier or the speaker is somebody else
/// only beside a better one.</summary>
/// <remarks>Who is ours by role stays ours, even alone, unless the email address is at the company that the payload is about: then it is the
/// company's own owner.</remarks>
internal sealed class RelativeRoles(SignalTarget target, List<PathReading> readings)
{
    // Of an address, a page, a name, a title: one of them is too little.
    private const int Enough = 2;
    private const int MaxNameChars = 60; // Of an event.

    private static readonly FrozenSet<string> Enquiries = KeyWords.Set(
        "reservation booking reserva prenotazione buchung reservierung reservering enquiry inquiry rfq rfp quoterequest anfrage demande solicitud",
        "consulta solicitacao richiesta aanvraag offerteaanvraag");

    // Who may be a customer: a marketplace has sellers, and who sells tickets has organizers.
    private static readonly FrozenSet<string> Trades = KeyWords.Set(
        "seller merchant organizer organiser veranstalter organisateur organizador organizzatore organisator verkaufer vendeur vendedor venditore",
        "verkoper");

    // Whom we buy from is no lead, and who got a grant is one.
    private static readonly FrozenSet<string> Purchases = KeyWords.Set("purchaseorder bestellauftrag");
    private static readonly FrozenSet<string> Suppliers = KeyWords.Set(
        "supplier vendor lieferant fournisseur proveedor fornecedor fornitore leverancier dostawca");
    private static readonly FrozenSet<string> Grants = KeyWords.Set(
        "grant subvencion concesion ayuda beca subvention aide fordermittel forderung zuschuss subvencao incentivo bando contributo subsidie");
    private static readonly FrozenSet<string> Beneficiaries = KeyWords.Set("beneficiary beneficiario beneficiaria beneficiaire begunstigter begunstigte");

    // Who set up what sends the events is the sender's.
    private static readonly FrozenSet<string> Wires = KeyWords.Set("webhook webhooks hook integration apikey subscriptionhook");

    private static readonly ConceptSet Ours = ConceptSet.Of(Concept.Ours);
    private static readonly ConceptSet OfTrade = ConceptSet.Of(Concept.Ours, Concept.OtherCompany);
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
        var ofReferrers = readings.Where(reading => reading.Looks(ValueShape.Email) && reading.Says(ConceptSet.Of(Concept.Referrer)))
            .SelectMany(reading => reading.Values).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var people = readings.Where(
                reading => (Party.NamesPerson(reading) || IsNameBesidePhone(reading)) && !reading.Says(Roles.NotTheLead) && !_ourHosts.Has(reading)
                    && !ofReferrers.Contains(reading.Value) && PlaceWord.Around(reading) is not { IsDoubtful: false })
            .ToList();
        if (readings.Exists(IsOfPurchase))
        {
            recasts.AddRange(Parties.FindAnywhere(readings, ConceptSet.Of(Concept.Partner)).Where(party => Suppliers.Contains(party.Token))
                .Select(party => new Recast(party.Token, Concept.Partner, Concept.OtherCompany)));
        }

        if (target is SignalTarget.Companies && readings.Exists(reading => KeyWords.PathSaysAny(reading.Path, Grants)))
        {
            recasts.AddRange(Parties.FindAnywhere(readings, Ours).Where(party => Beneficiaries.Contains(party.Token))
                .Select(party => new Recast(party.Token, Concept.Ours, Concept.Company)));
        }

        var parties = Parties.Find(readings, Roles.Related)
            .Where(party => !recasts.Exists(recast => recast.From == party.Role && string.Equals(recast.Token, party.Token, StringComparison.Ordinal))
                && !party.Fields.Any(reading => Party.IsMail(reading) && _ourHosts.Has(reading)))
            .ToList();
        if (target is SignalTarget.People && new OwnersByRecord(readings).Find() is { } owner) return [.. recasts, owner.As(Concept.Person)];
        if (target is SignalTarget.People) recasts.AddRange(new Actors(readings).Find(people));
        if (new AwaitedLead(target, readings).IsAwaited || new Report(target, readings).IsOne) return recasts;
        var lead = target is SignalTarget.People ? LonePerson(parties, people) : null;
        var enquirer = target is SignalTarget.People && people.TrueForAll(person => person.Place is Place.Bystander) ? Enquirer(HostsOf(people)) : null;
        var isNobodyNamed = target is SignalTarget.People && people.Count == 0;
        var atCompany = isNobodyNamed ? OwnerOfCompany() : null;
        if (enquirer is not null && enquirer.PersonPoints > (lead?.PersonPoints ?? 0)) recasts.Add(enquirer.As(Concept.Person));
        else if (atCompany is not null && atCompany.PersonPoints > (lead?.PersonPoints ?? 0)) recasts.AddRange(OfCustomer(atCompany));
        else if (lead is not null) recasts.Add(new(lead.Token, lead.Role, lead.Role is Concept.Partner && !lead.IsPerson ? Concept.Company : Concept.Person));
        else if (isNobodyNamed && Trader() is { } trader) recasts.AddRange(OfTrader(trader));

        var company = LoneCompany(parties, HostsOf(lead is null ? people : lead.Fields));
        if (company is not null && company != lead) recasts.Add(new(company.Token, company.Role, company.IsPerson ? Concept.Person : Concept.Company));
        return recasts;
    }

    /// <summary>True for the name of an event of a purchase of ours: <c>"entity": "purchaseorder"</c>.</summary>
    private static bool IsOfPurchase(PathReading reading) =>
        reading.Container.Length == 0 && EventKinds.IsKey(reading.Path) && reading.Value.Length <= MaxNameChars && KeyWords.SayAny(reading.Value, Purchases);

    /// <summary>True for a name at the top that says no more, where a phone stands beside it.</summary>
    private bool IsNameBesidePhone(PathReading name) =>
        name is { Container.Length: 0, Own.Concepts: [Concept.Name], Own.UnknownCount: 0 } && name.Looks(ValueShape.WholeName)
            && readings.Exists(phone => phone.Container.Length == 0 && phone.Own.Concepts is [Concept.Phone or Concept.Mobile]
                && phone.Looks(ValueShape.Phone));

    /// <summary>The one who is related and named best, where nobody is named who is not, or nobody but at the edge of an event that is called for the
    /// related one.</summary>
    private Party? LonePerson(List<Party> parties, List<PathReading> people)
    {
        var isSubject = parties.Exists(_subject.Is); // Then whom to ask about a thing beside it is nobody else's.
        if (people.Exists(person => person.Place is Place.Person || (person.Own.Has(Concept.Person) && !(isSubject && person.Place is Place.Thing))))
        {
            return null;
        }

        return parties.Where(party => party.PersonPoints >= Enough && MayLead(party, people.Count == 0))
            .MaxBy(party => (_subject.Is(party), party.PersonPoints));
    }

    /// <summary>The same for companies. Where people are wanted it must be the lead's company.</summary>
    private Party? LoneCompany(List<Party> parties, HashSet<string> hostsOfLead)
    {
        // A seller or a carrier is the sender's own or somebody's rival, unless the event is called for it or the lead is there.
        var others = Parties.Find(readings, OfTrade).Where(party => _subject.Is(party) || party.Hosts.Any(hostsOfLead.Contains));
        var award = target is SignalTarget.Companies ? new Award(readings) : null;
        var companies = readings.Where(
                reading => Party.NamesCompany(reading) && !reading.Says(NotOfLead) && reading.Place is not Place.Thing
                    && !(award is not null && (award.IsBodys(reading) || award.IsBuyers(reading))))
            .ToList();
        var isNamed = companies.Exists(company => company.Place is Place.Company or Place.Employment || company.Own.Set.HasAny(Roles.Companies));
        return parties.Concat(others)
            .Where(party => party.CompanyPoints >= Enough && (!isNamed || _subject.IsSolely(party)) && MayLead(party, companies.Count == 0)
                && (target is SignalTarget.Companies || party.Hosts.Any(hostsOfLead.Contains)))
            .MaxBy(party => (_subject.Is(party), party.CompanyPoints));
    }

    /// <summary>One of ours by role whose email address is at the company's own site: the company's own owner, or who did something for it.</summary>
    private Party? OwnerOfCompany() =>
        Parties.FindAnywhere(readings, Ours)
            .Where(party => SiteOf(party) is not null && !_ourHosts.HaveAssigned(party.Hosts)
                && !party.Fields.Any(field => KeyWords.PathSaysAny(field.Path, Wires)))
            .MaxBy(party => party.PersonPoints);

    /// <summary>The owner as a person, and the company if the payload calls it a shop.</summary>
    private IEnumerable<Recast> OfCustomer(Party owner)
    {
        yield return owner.As(Concept.Person);
        if (SiteOf(owner) is not { } site) yield break;
        if (site.Place is Place.Thing) yield return new(Vocabulary.Read(PathSegments.Of(site.Container)[^1]).FirstToken, Concept.Thing, Concept.Company);
        else if (site.Own.Concepts is [Concept.Thing, _, ..]) yield return new(site.Own.FirstToken, Concept.Thing, Concept.Company);
    }

    /// <summary>Who is ours by role but asks for something, with an employer and a job (<c>enquiry.organiser</c>), unless somebody at the edge is
    /// elsewhere: a booking has a host and a guest.</summary>
    private Party? Enquirer(HashSet<string> hostsOfOthers)
    {
        if (!readings.Exists(reading => KeyWords.PathSaysAny(reading.Path, Enquiries))) return null;
        return Parties.FindAnywhere(readings, Ours)
            .Where(party => party.PersonPoints > Enough && party.Fields.Any(field => field.Own.Has(Concept.JobTitle))
                && party.Fields.Any(field => field.Own.Set.HasAny(Roles.Companies)))
            .Where(party => IsAskedFor(party) && hostsOfOthers.IsSubsetOf(party.Hosts)).MaxBy(party => party.PersonPoints);
    }

    /// <summary>One of ours by trade whom the event is called for alone, and whose own people are named: <c>seller.onboarded</c>.</summary>
    private Party? Trader() =>
        Parties.FindAnywhere(readings, Ours).Where(party => Trades.Contains(party.Token) && _subject.IsSolely(party) && party.PersonPoints > Enough)
            .MaxBy(party => party.PersonPoints);

    /// <summary>The trader, a company if somebody is named within: <c>organizer.owner</c>.</summary>
    private IEnumerable<Recast> OfTrader(Party trader)
    {
        var inner = Parties.FindAnywhere(readings, Ours)
            .Find(party => party != trader && party.PersonPoints > Enough && party.Fields.All(trader.Fields.Contains)
                && party.Fields.Count < trader.Fields.Count);
        yield return new(trader.Token, trader.Role, trader.IsPerson && inner is null ? Concept.Person : Concept.Company);
        if (inner is not null) yield return inner.As(Concept.Person);
    }

    /// <summary>True in an enquiry or a booking, or beside it at the top.</summary>
    private static bool IsAskedFor(Party party) =>
        party.Fields.Any(field => KeyWords.PathSaysAny(field.Path, Enquiries) || !field.Outer.Set.HasAny(Roles.Things));

    /// <summary>Who referred is beside a lead who may be named later: only an event that is called for the referrer (<c>affiliate.approved</c>) is
    /// about the referrer.</summary>
    private bool MayLead(Party party, bool isAlone) => (isAlone && party.Role is not Concept.Referrer) || _subject.Is(party);

    private PathReading? SiteOf(Party owner)
    {
        var hosts = HostsOf(owner.Fields);
        return hosts.Count == 0
            ? null
            : readings.Find(reading => OurHosts.HostOf(reading.Value) is { } host && hosts.Contains(host) && IsOfCompanyOf(owner, reading, host));
    }

    /// <summary>True for a site or a mailbox of a company, be it the company that the owner's own fields say.</summary>
    private bool IsOfCompanyOf(Party owner, PathReading reading, string host)
    {
        var isOwn = owner.Fields.Contains(reading);
        if (reading.Looks(ValueShape.Email)) return reading.Place is Place.Company && !isOwn && !reading.Says(NotOfLead);
        return Party.IsSite(reading)
            && ((!reading.Says(NotOfLead) && IsOfCompany(reading, host)) || (isOwn && reading.Place is Place.Company or Place.Employment));
    }

    /// <summary>A shop is a thing to those who serve shops, but it is called like its host; a form is not.</summary>
    private bool IsOfCompany(PathReading site, string host) =>
        site.Place is Place.Company or Place.Person || site.Own.Set.HasAny(Roles.Companies)
            || (IsOfThing(site) && readings.Exists(name => NamesThingOf(name, site) && CompanyAgreement.IsLikeHost(name.Value, host)));

    /// <summary>True for the name beside a site, in one container or under keys that begin alike.</summary>
    private static bool NamesThingOf(PathReading name, PathReading site) =>
        name.Own.Has(Concept.Name) && string.Equals(name.Container, site.Container, StringComparison.Ordinal)
            && (site.Container.Length > 0 || string.Equals(name.Own.FirstToken, site.Own.FirstToken, StringComparison.Ordinal));

    private static bool IsOfThing(PathReading site) => site is { Place: Place.Thing, Container.Length: > 0 } || site.Own.Concepts is [Concept.Thing, _, ..];

    /// <summary>The beginning of flat keys may be a thing's and they a person's all the same: <c>badge_name</c> and <c>badge_email</c>, which is made
    /// of the name. A place has a mailbox that is called like it.</summary>
    private IEnumerable<Recast> PersonsOfThings() =>
        readings.Where(reading => reading.Own.Concepts is [Concept.Thing, _, ..] && !reading.Says(Roles.NotTheLead)
            && !PlaceWord.IsSaid(PathSegments.Of(reading.Path)[^1]))
            .GroupBy(reading => (reading.Container, reading.Own.FirstToken))
            .Where(group => group.Any(
                mail => mail.Own.Has(Concept.Email) && Party.IsMail(mail)
                    && group.Any(name => name.Own.Has(Concept.Name) && name.Looks(ValueShape.WholeName) && Party.IsMailOf(mail.Value, name.Value))))
            .Where(group => !readings.Exists(IsOfCalledLead))
            .Select(group => new Recast(group.Key.FirstToken, Concept.Thing, Concept.Person));

    /// <summary>True for the address or the name of who is called for the lead.</summary>
    private static bool IsOfCalledLead(PathReading field) =>
        !field.IsEmpty && !field.Says(Roles.NotTheLead)
            && (field.Own.Concepts is [Concept.GivenName] or [Concept.FamilyName]
                || (Party.NamesPerson(field) && (field.Place is Place.Person || field.Own.Concepts is [Concept.Person, ..])));

    private static HashSet<string> HostsOf(IEnumerable<PathReading> fields) =>
        OurHosts.HostsOf(fields.Where(field => Party.IsMail(field) && !field.Looks(ValueShape.PrivateMail)));
}
