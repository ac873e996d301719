namespace FastSignal.Leads;

/// <summary>Finds what fills a key by agreement of values alone, whatever the field is called: a name that the email address is made of, a company
/// that is called like the host, a site at the host of the email address.</summary>
internal sealed class AgreeingFields
{
    private const int NamePoints = 78;
    private const int WordPoints = 66; // One word of a name agrees.
    private const int CompanyPoints = 72;
    private const int HostPoints = 84;
    private const int SitePoints = 74;
    private const int ThingPoints = -8;
    private const int PagePoints = -40;
    private const int SaidPoints = 6; // The key says so as well.
    private const int MaxCompanyWords = 8;

    private static readonly ConceptSet NeverTheLead = ConceptSet.Of(Concept.Ours, Concept.Referrer, Concept.Previous);

    // Perhaps the lead after all, if the value proves it: a "partner" may be a customer.
    private static readonly ConceptSet Others = ConceptSet.Of(Concept.OtherPerson, Concept.OtherCompany);
    private static readonly ConceptSet Partners = ConceptSet.Of(Concept.Partner); // Who deals near the lead is called like the place as well.
    private static readonly ConceptSet Companies = Roles.Companies | ConceptSet.Of(Concept.Employment);
    private static readonly ConceptSet Sites = Companies | ConceptSet.Of(Concept.Domain, Concept.Website);
    private static readonly ConceptSet Social = ConceptSet.Of(Concept.Social);
    private static readonly ConceptSet Senders = ConceptSet.Of(Concept.Sender);

    // What these say of a field, its value does not change.
    private static readonly ConceptSet NoName = ConceptSet.Of(
        Concept.MiddleName, Concept.Phone, Concept.Mobile, Concept.City, Concept.Country, Concept.Code, Concept.Domain, Concept.Website, Concept.Site,
        Concept.Url, Concept.JobTitle, Concept.Role,
        Concept.Address, Concept.Location, Concept.Firmographic, Concept.Geo, Concept.Page);

    private static readonly ConceptSet NoCompany = NoName | ConceptSet.Of(
        Concept.Headline, Concept.GivenName, Concept.FamilyName, Concept.Email, Concept.Linkedin, Concept.Login, Concept.Handle, Concept.Social);
    private static readonly ConceptSet NoSite = ConceptSet.Of(Concept.Page, Concept.Linkedin, Concept.Login, Concept.Geo, Concept.Sender);

    private readonly List<PathReading> _fields;
    private readonly OurHosts _ourHosts;
    private readonly CalledLead _calledLead;
    private readonly bool _wantsPerson;
    private readonly List<string> _othersHandles;

    /// <summary>Looks at all readings once.</summary>
    public AgreeingFields(List<PathReading> readings, CandidateFinder finder)
    {
        (_ourHosts, _calledLead, _wantsPerson) = (finder.OurHosts, finder.CalledLead, finder.WantsPerson);
        _fields = [.. readings.Where(reading => !reading.IsEmpty && !reading.Says(NeverTheLead) && !finder.IsOfNoLead(reading))];
        _othersHandles = [.. readings.Where(
                reading => reading.Looks(ValueShape.Email | ValueShape.PersonPage) && reading.Says(Others | ConceptSet.Of(Concept.Ours, Concept.Referrer)))
            .SelectMany(reading => reading.Values).Select(ChosenLead.HandleOf).OfType<string>()];
    }

    /// <summary>The fields that agree with <paramref name="lead"/>, as candidates for <paramref name="key"/>.</summary>
    public IEnumerable<Candidate> Find(LeadKey key, ChosenLead lead) => key switch
    {
        LeadKey.FullName => Names(lead).Concat(Halves(lead)),
        LeadKey.CompanyName => _fields.Select(field => Company(field, lead)).OfType<Candidate>(),
        LeadKey.CompanyDomain => _fields.Select(field => Site(field, lead)).OfType<Candidate>(),
        LeadKey.Email => _fields.Select(field => Mail(field, lead)).OfType<Candidate>(),
        _ => [],
    };

    private IEnumerable<Candidate> Names(ChosenLead lead)
    {
        foreach (var field in _fields.Where(
            field => field.Looks(ValueShape.WholeName) && MayName(field) && !lead.IsCompany(field.Value) && !IsAnothers(field.Value, lead)))
        {
            var agreement = lead.OfName(field.Value);
            var isThings = IsThings(field);
            if (agreement is Agreement.Whole) yield return new(LeadKey.FullName, [field], NamePoints + (isThings ? ThingPoints : 0), ["the value is a name"]);
            if (agreement is Agreement.Akin && !isThings) yield return new(LeadKey.FullName, [field], WordPoints, ["the value is a name"]);
        }
    }

    /// <summary>A given and a family name in two fields that follow one another, which only together make the address.</summary>
    private IEnumerable<Candidate> Halves(ChosenLead lead)
    {
        var halves = _fields.Where(
                field => field.Looks(ValueShape.NamePart | ValueShape.WholeName) && MayName(field) && !ValueShapes.IsLogin(field.Value)
                    && !lead.IsCompany(field.Value))
            .ToList();
        foreach (var (first, second) in halves.Zip(halves.Skip(1)))
        {
            if (NamePairs.AreTwoNames(first, second) || first.Own.Has(Concept.FullName) || second.Own.Has(Concept.FullName)) continue;
            if (!AreSiblings(first, second) || IsName(first, lead) || IsName(second, lead)) continue;
            if (lead.OfName($"{first.Value} {second.Value}") is not Agreement.Whole) continue;
            PathReading[] parts = first.Own.Has(Concept.FamilyName) || second.Own.Has(Concept.GivenName) ? [second, first] : [first, second];
            yield return new(LeadKey.FullName, parts, NamePoints, ["the values are the halves of a name"]);
        }
    }

    private Candidate? Company(PathReading field, ChosenLead lead)
    {
        if (!field.Looks(ValueShape.Words) || field.Value.AsSpan().ContainsAny('<', '>', '|') || field.Own.Set.HasAny(NoCompany)
            || ValueShapes.IsLogin(field.Value) || KeyTokens.Of(field.Value).Count > MaxCompanyWords)
        {
            return null;
        }

        if (lead.IsName(field.Value) || (!field.Looks(ValueShape.CompanySuffix) && lead.OfName(field.Value) is not Agreement.None)
            || _ourHosts.AreCalledLike(field))
        {
            return null;
        }

        var says = field.Place is Place.Company or Place.Employment || field.Own.Set.HasAny(Companies);
        if (_wantsPerson && !lead.HasPerson) return null;
        var points = (lead.OfCompany(field.Value), IsThings(field)) switch
        {
            (Agreement.Whole, true) => CompanyPoints + ThingPoints,
            (Agreement.Whole, false) => CompanyPoints,
            (Agreement.Part, false) when !field.Says(Partners) => CompanyPoints,
            (Agreement.Akin, false) when says => WordPoints + ThingPoints,
            _ => 0,
        };
        return points == 0 ? null : new(LeadKey.CompanyName, [field], points + (says ? SaidPoints : 0), ["the value is a text"]);
    }

    private Candidate? Site(PathReading field, ChosenLead lead)
    {
        if (!field.Looks(ValueShape.Host) || field.Looks(ValueShape.ServiceHost) || field.Says(NoSite | Others)
            || (field.Says(Social) && !field.Own.Has(Concept.Website)) || _ourHosts.Has(field) || OurHosts.HostOf(field.Value) is not { } host
            || ValueShapes.IsPrivateMailHost(host))
        {
            return null;
        }

        var isMails = lead.MailHosts.Any(mail => HostLabels.IsAt(mail, host));
        if (!isMails && (lead.OfLabel(HostLabels.Registered(host)) < Agreement.Part || (field.Own.Has(Concept.Name) && !field.Own.Set.HasAny(Sites))))
        {
            return null;
        }

        if (!isMails && !field.Own.Set.HasAny(Sites) && !ValueShapes.HasUsualEnding(host)) return null;
        var points = (isMails ? HostPoints : SitePoints) + (IsThings(field) ? ThingPoints : 0)
            + (field.Looks(ValueShape.DeepLink) ? (field.Own.Set.HasAny(Sites) ? ThingPoints : PagePoints) : 0);
        return new(LeadKey.CompanyDomain, [field], points,
            [isMails ? "the value is the host of the email address" : "the value is made of the company's name"]);
    }

    private Candidate? Mail(PathReading field, ChosenLead lead)
    {
        if (!field.Looks(ValueShape.Email) || field.Looks(ValueShape.FunctionMailbox) || field.Says(Others)
            || (field.Own.Has(Concept.Meta) && !field.Own.Has(Concept.Email)))
        {
            return null;
        }

        var (isNamed, isAtSite) = (lead.OfHandle(field.Value) is Agreement.Whole, lead.IsAtSite(field.Value));

        if (!isNamed && _calledLead.LeavesOut(LeadKey.Email, field)) return null;

        // At a host of ours only somebody who is named otherwise is the lead; and who sent something may be on either side.
        if (_ourHosts.Has(field) ? !isNamed : !(isNamed || isAtSite)) return null;
        if (field.Own.Has(Concept.Login) && !field.Own.Has(Concept.Email) && !isNamed) return null;
        if (field.Says(Senders) && !(isAtSite && (isNamed || lead.OfLabel(HostLabels.Registered(OurHosts.HostOf(field.Value)!)) >= Agreement.Part)))
        {
            return null;
        }

        var points = (isNamed ? NamePoints : CompanyPoints) + (field.Own.Has(Concept.Email) ? SaidPoints : 0);
        return new(LeadKey.Email, [field], points, [isAtSite ? "the value is an address at the company's site" : "the value is an address"]);
    }

    private bool IsAnothers(string name, ChosenLead lead) =>
        lead.OfName(name) is not Agreement.Whole && _othersHandles.Exists(handle => NameAgreement.Of(name, handle) is Agreement.Whole);

    private static bool IsName(PathReading field, ChosenLead lead) => field.Looks(ValueShape.WholeName) && lead.OfName(field.Value) is Agreement.Whole;

    private static bool MayName(PathReading field) =>
        !field.Own.Set.HasAny(NoName)
            && (field.Own.Has(Concept.Person) || !(field.Own.Set.HasAny(Companies) || PlaceWord.IsSaid(PathSegments.Of(field.Path)[^1])));

    /// <summary>True for the fields of things and of others, where only a whole agreement proves anything.</summary>
    private static bool IsThings(PathReading field) => field.Place is Place.Thing || field.Own.Set.HasAny(Roles.Things) || field.Says(Others);

    /// <summary>True for two fields of one record, or the same field of two elements of one list.</summary>
    private static bool AreSiblings(PathReading one, PathReading other) => one.Selector is null && other.Selector is null
        ? string.Equals(one.Container, other.Container, StringComparison.Ordinal)
            || WithoutIndices(one.Path).SequenceEqual(WithoutIndices(other.Path), StringComparer.Ordinal)
        : string.Equals(one.Container, other.Container, StringComparison.Ordinal)
            && string.Equals(one.Selector?.ValuePath, other.Selector?.ValuePath, StringComparison.Ordinal);

    private static IEnumerable<string> WithoutIndices(string path) => PathSegments.Of(path).Where(segment => !PathSegments.IsIndex(segment));
}
