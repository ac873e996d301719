namespace FastSignal.Leads;

/// <summary>What the samples as a whole say: which containers hold a person or a company, and which hosts are our own.</summary>
internal sealed class Surroundings
{
    private static readonly ConceptSet PartsOfPerson = ConceptSet.Of(Concept.GivenName, Concept.FamilyName, Concept.JobTitle);
    private static readonly ConceptSet PartsOfCompany = ConceptSet.Of(Concept.Domain, Concept.Website, Concept.Firmographic);
    private static readonly ConceptSet NotTheLead = ConceptSet.Of(Concept.Ours, Concept.Referrer, Concept.OtherPerson, Concept.Sender);
    private static readonly ConceptSet OurPages = ConceptSet.Of(Concept.Page);
    private static readonly ConceptSet NotOurPages = ConceptSet.Of(Concept.Referrer, Concept.Linkedin, Concept.Company, Concept.Profile, Concept.Social);

    private readonly HashSet<string> _personContainers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _surePersonContainers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namesOfThings = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _companyContainers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ourHosts = new(StringComparer.Ordinal);

    /// <summary>Looks at all readings once.</summary>
    public Surroundings(List<PathReading> readings)
    {
        foreach (var reading in readings)
        {
            if (reading.Own.Set.HasAny(PartsOfPerson) || reading.Looks(ValueShape.PersonPage)) _surePersonContainers.Add(reading.Container);
            if (reading.Own.Has(Concept.Name) && (reading.Place is Place.Thing || reading.Own.Has(Concept.Thing))) _namesOfThings.UnionWith(reading.Values);
            if (IsPartOfPerson(reading)) _personContainers.Add(reading.Container);
            if (reading.Own.Set.HasAny(PartsOfCompany) || reading.Looks(ValueShape.CompanyPage)) _companyContainers.Add(reading.Container);
            foreach (var host in OurHosts(reading)) _ourHosts.Add(host);
        }
    }

    /// <summary>True if the container of <paramref name="reading"/> holds what only a person has.</summary>
    public bool IsBesidePerson(PathReading reading) => _personContainers.Contains(reading.Container);

    /// <summary>The same, but an email address is not enough: an event has one as well.</summary>
    public bool IsBesideSurePerson(PathReading reading) => _surePersonContainers.Contains(reading.Container);

    /// <summary>True if a workspace, a form or the like is called the same.</summary>
    public bool IsNameOfThing(PathReading reading) => reading.Place is not Place.Thing && reading.Values.Any(_namesOfThings.Contains);

    /// <summary>True if the container of <paramref name="reading"/> holds what only a company has.</summary>
    public bool IsBesideCompany(PathReading reading) => _companyContainers.Contains(reading.Container);

    /// <summary>True if <paramref name="value"/>, an email or a web address, is at one of our own hosts: those of the pages that were visited and of our staff.</summary>
    public bool IsOurs(string value) => HostOf(value) is { } host && _ourHosts.Contains(host);

    /// <summary>The host of an email or a web address; null if it is neither.</summary>
    public static string? HostOf(string value)
    {
        if (EmailAddress.TryNormalise(value, out var email)) return EmailAddress.DomainOf(email);
        return CompanyDomain.TryNormalise(value, out var host) ? host : null;
    }

    private static bool IsPartOfPerson(PathReading reading) =>
        reading.Own.Set.HasAny(PartsOfPerson)
        || reading.Looks(ValueShape.PersonPage)
        || (reading.Own.Has(Concept.Email) && !reading.Own.Has(Concept.Meta) && !reading.Own.Set.HasAny(NotTheLead));

    private static IEnumerable<string> OurHosts(PathReading reading)
    {
        var isOurPage = reading.Says(OurPages) && !reading.Says(NotOurPages) && reading.Looks(ValueShape.Host);
        var isOurMail = reading.Says(ConceptSet.Of(Concept.Ours)) && reading.Looks(ValueShape.Email) && !reading.Looks(ValueShape.PrivateMail);
        return isOurPage || isOurMail ? reading.Values.Select(HostOf).OfType<string>() : [];
    }
}
