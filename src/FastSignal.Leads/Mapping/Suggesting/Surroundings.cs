using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>What the samples as a whole say: which containers hold a person or a company, and what has been before.</summary>
internal sealed class Surroundings
{
    private static readonly ConceptSet PartsOfPerson = ConceptSet.Of(Concept.GivenName, Concept.FamilyName, Concept.JobTitle);
    private static readonly ConceptSet Names = ConceptSet.Of(Concept.Name, Concept.FullName);
    private static readonly ConceptSet AddressesOfPerson = ConceptSet.Of(Concept.FullName, Concept.Email, Concept.Linkedin);
    private static readonly ConceptSet BusinessNames = ConceptSet.Of(Concept.Business, Concept.Name);
    private static readonly ConceptSet PartsOfCompany = ConceptSet.Of(Concept.Domain, Concept.Website, Concept.Firmographic);
    private static readonly ConceptSet Former = ConceptSet.Of(Concept.Previous);

    // A contact may have a stage or a currency as well.
    private const int MinDealWords = 2;

    // Shorter labels before the last are a country's: co.za.
    private const int MinHostChars = 4;

    private static readonly FrozenSet<string> DealWords = KeyWords.Set(
        "stage pipeline probability amount currency forecast phase betrag wahrung wahrscheinlichkeit etape montant devise probabilite etapa importe",
        "moneda probabilidad valor moeda probabilidade fase importo valuta probabilita bedrag waarde kans");

    private readonly ILookup<string, string> _dealWordsByContainer;
    private readonly HashSet<string> _personContainers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _slugs = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _surePersonContainers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _companyContainers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _marksOfMail = new(StringComparer.Ordinal);
    private readonly HashSet<string> _companyMarks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _personMarks = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _mailsByContainer;
    private readonly HashSet<string> _networks;
    private readonly HashSet<string> _connections;
    private readonly ILookup<string, string> _addressesByContainer;
    private readonly ILookup<string, string> _namesByContainer;
    private readonly ILookup<string, string> _legalNamesByContainer;
    private readonly HashSet<string> _businesses;
    private readonly HashSet<string> _formerValues = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks at all readings once.</summary>
    public Surroundings(List<PathReading> readings)
    {
        _dealWordsByContainer = readings.Where(reading => DealWords.Contains(reading.Own.FirstToken))
            .ToLookup(reading => reading.Container, reading => reading.Own.FirstToken, StringComparer.Ordinal);
        _legalNamesByContainer = readings.Where(reading => reading.Own.Has(Concept.Legal) && reading.Looks(ValueShape.CompanySuffix))
            .ToLookup(reading => reading.Container, reading => reading.Value, StringComparer.Ordinal);
        _mailsByContainer = readings.Where(reading => reading.Looks(ValueShape.Email))
            .ToLookup(reading => reading.Container, reading => reading.Value, StringComparer.Ordinal);
        _networks = readings.Where(reading => Networks.Say(PathSegments.Of(reading.Path)[^1])).SelectMany(reading => reading.Values)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        _connections = Containers(readings, Networks.SayAddress).Intersect(Containers(readings, Networks.SayDevice), StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);
        _namesByContainer = readings.Where(reading => reading.Own.Has(Concept.Name))
            .ToLookup(reading => reading.Container, reading => reading.Value, StringComparer.Ordinal);
        _addressesByContainer = readings.Where(reading => reading.Looks(ValueShape.Host))
            .ToLookup(reading => reading.Container, reading => OurHosts.HostOf(reading.Value) ?? "", StringComparer.Ordinal);
        HavePerson = readings.Exists(
            reading => reading.Looks(ValueShape.Email | ValueShape.PersonPage) || reading.Own.Set.HasAny(PartsOfPerson | AddressesOfPerson));
        _businesses = readings.Where(reading => (reading.Own.Has(Concept.Phone) && reading.Looks(ValueShape.Phone)) || reading.Own.Set.HasAll(BusinessNames))
            .Select(reading => reading.Container)
            .Intersect(
                readings.Where(reading => reading.Own.Has(Concept.Website) && reading.Looks(ValueShape.Host)).Select(reading => reading.Container),
                StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var reading in readings)
        {
            if (reading.Own.Set.HasAny(PartsOfCompany) || reading.Looks(ValueShape.CompanyPage)) _companyMarks.Add(Mark(reading));
            if (reading.Own.Set.HasAny(PartsOfPerson) || reading.Looks(ValueShape.PersonPage)) _personMarks.Add(Mark(reading));
            if (reading.Own.Set.HasAny(PartsOfPerson) || reading.Looks(ValueShape.PersonPage)) _surePersonContainers.Add(reading.Container);
            if (reading.Own.Set.HasAny(Names) && reading.Looks(ValueShape.WholeName)) _named.Add(reading.Container);
            if (IsPartOfPerson(reading)) _personContainers.Add(reading.Container);
            var isSite = reading.Own.Concepts is [Concept.Url] && reading.Looks(ValueShape.Host) && !reading.Looks(ValueShape.DeepLink);
            if (isSite || reading.Own.Set.HasAny(PartsOfCompany) || reading.Looks(ValueShape.CompanyPage)) _companyContainers.Add(reading.Container);
            if (reading.Own.Has(Concept.Handle)) _slugs.UnionWith(reading.Values);
            if (reading.Says(Former)) _formerValues.UnionWith(reading.Values);
            if (reading.Own.Has(Concept.Email) && reading.Own.UnknownCount > 0) _marksOfMail.Add(Mark(reading));
        }
    }

    /// <summary>True for a name or an address of a place of business: a website and a phone or a business name stand in one container, or the value
    /// ends like a company's.</summary>
    public bool IsBusiness(PathReading reading) => reading.Looks(ValueShape.CompanySuffix) || _businesses.Contains(reading.Container);

    /// <summary>True if anybody is named, or has an address, anywhere.</summary>
    public bool HavePerson { get; }

    /// <summary>True if the container of <paramref name="reading"/> holds what only a person has.</summary>
    public bool IsBesidePerson(PathReading reading) => _personContainers.Contains(reading.Container);

    /// <summary>The same, but an email address is not enough: an event has one as well.</summary>
    public bool IsBesideSurePerson(PathReading reading) => _surePersonContainers.Contains(reading.Container);

    /// <summary>True if the key shares its unknown first word with an email address: both are the same person's (<c>xy_name</c>, <c>xy_email</c>).</summary>
    public bool SharesMarkWithMail(PathReading reading) => _marksOfMail.Contains(Mark(reading));

    /// <summary>True if the keys that share its first word are a company's: <c>Lead Name</c> beside <c>Lead Website</c> and <c>Lead Industry</c>.</summary>
    public bool SharesMarkWithCompany(PathReading reading) => _companyMarks.Contains(Mark(reading)) && !_personMarks.Contains(Mark(reading));

    /// <summary>True if an email address beside the name is made of it: <c>Iris Falconer</c>, <c>iris.falconer@</c>.</summary>
    public bool IsBesideItsMail(PathReading name) =>
        _mailsByContainer[name.Container].Select(ChosenLead.HandleOf).OfType<string>()
            .Any(handle => NameAgreement.Of(name.Value, handle) is not Agreement.None);

    /// <summary>True if a company's legal name beside it shares no word with <paramref name="name"/>: it is the name of the company's person.</summary>
    public bool IsBesideOtherLegalName(PathReading name) =>
        !name.Own.Has(Concept.Legal)
            && _legalNamesByContainer[name.Container].Any(legal => !KeyTokens.Of(legal).Intersect(KeyTokens.Of(name.Value), StringComparer.Ordinal).Any());

    /// <summary>True if the container of <paramref name="reading"/> holds what only a company has.</summary>
    public bool IsBesideCompany(PathReading reading) => _companyContainers.Contains(reading.Container);

    /// <summary>True if the container of <paramref name="reading"/> holds what only a deal has, and no part of a person.</summary>
    public bool IsBesideDeal(PathReading reading) =>
        !IsBesideSurePerson(reading) && _dealWordsByContainer[reading.Container].Distinct(StringComparer.Ordinal).Count() >= MinDealWords;

    /// <summary>True in an element with a name of its own, in a list within a person's record whose key nobody knows: people who are like the person.</summary>
    public bool IsInPersonsList(PathReading reading)
    {
        var segments = PathSegments.Of(reading.Container);
        var at = Array.FindLastIndex(segments, segment => PathSegments.IsIndex(segment));
        return at > 0 && _named.Contains(reading.Container) && Vocabulary.Read(segments[at - 1]).UnknownCount > 0
            && _surePersonContainers.Contains(string.Join('.', segments[..(at - 1)]));
    }

    /// <summary>True if a former employer or address has the same value: who changed jobs is sent with both.</summary>
    public bool IsFormerValue(PathReading reading) => !reading.IsEmpty && !reading.Says(Former) && _formerValues.Contains(reading.Value);

    /// <summary>True for a host whose first label is a slug of the payload: <c>amber-foods.app.example</c> beside <c>"slug": "amber-foods"</c>.</summary>
    public bool IsAddressAtVendor(PathReading reading) =>
        OurHosts.HostOf(reading.Value)?.Split('.') is { Length: > 2 } labels && labels[1].Length >= MinHostChars && _slugs.Contains(labels[0]);

    /// <summary>True for a name that is the first label of an address beside it, below the sender's site, and for that address: they are of the
    /// account that the sender gave us.</summary>
    public bool IsAccountAtVendor(PathReading reading)
    {
        if (reading.Container.Length == 0 || !KeyWords.SayAny(PathSegments.Of(reading.Container)[^1], AccountWords.Accounts)) return false;
        if (!reading.Looks(ValueShape.Host)) return _addressesByContainer[reading.Container].Any(host => IsLabelBelowSite(reading.Value, host));
        return OurHosts.HostOf(reading.Value) is { } address
            && _namesByContainer[reading.Container]
                .Any(name => IsLabelBelowSite(name, address) || IsLabelBelowSite(string.Join('-', KeyTokens.Of(name)), address));
    }

    private static bool IsLabelBelowSite(string name, string host) =>
        host.Split('.') is [var label, _, _, ..] && string.Equals(label, name, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(label, HostLabels.Registered(host), StringComparison.Ordinal);

    /// <summary>True for the name of a network, where a key says so and nothing of a company stands beside it: <c>organization</c> and the same
    /// <c>isp</c>. Beside an IP address and a browser it is one as well, unless an email address is at a host that is called alike.</summary>
    public bool IsNetwork(PathReading name)
    {
        if (name.Own.Concepts is not [Concept.Company] || _companyContainers.Contains(name.Container)) return false;
        return _networks.Contains(name.Value)
            || (name.Own.FirstToken is "organization" or "organisation" or "org" && _connections.Contains(name.Container) && IsApartFromMails(name));
    }

    /// <summary>True if there are addresses at work beside the name, at hosts that are called otherwise.</summary>
    private bool IsApartFromMails(PathReading name)
    {
        var hosts = _mailsByContainer[name.Container].Select(OurHosts.HostOf).OfType<string>().Where(host => !ValueShapes.IsPrivateMailHost(host)).ToList();
        return hosts.Count > 0 && !hosts.Exists(host => CompanyAgreement.IsLikeHost(name.Value, host));
    }

    private static IEnumerable<string> Containers(List<PathReading> readings, Func<string, bool> says) =>
        readings.Where(reading => says(PathSegments.Of(reading.Path)[^1])).Select(reading => reading.Container);

    private static string Mark(PathReading reading) => reading.Container + "\n" + reading.Own.FirstToken;

    private static bool IsPartOfPerson(PathReading reading) =>
        reading.Own.Set.HasAny(PartsOfPerson)
        || reading.Looks(ValueShape.PersonPage)
        || (reading.Own.Has(Concept.Email) && !reading.Own.Has(Concept.Meta) && !reading.Own.Set.HasAny(Roles.OtherPeople));
}
