namespace FastSignal.Leads;

/// <summary>What the samples as a whole say: which containers hold a person or a company, and which hosts are our own.</summary>
internal sealed class Surroundings
{
    private static readonly ConceptSet PartsOfPerson = ConceptSet.Of(Concept.GivenName, Concept.FamilyName, Concept.JobTitle);
    private static readonly ConceptSet PartsOfCompany = ConceptSet.Of(Concept.Domain, Concept.Website, Concept.Firmographic);
    private static readonly ConceptSet NotTheLead = ConceptSet.Of(Concept.Ours, Concept.Referrer, Concept.OtherPerson, Concept.Sender);
    private static readonly ConceptSet Former = ConceptSet.Of(Concept.Previous);
    private static readonly ConceptSet Leads = ConceptSet.Of(Concept.Person, Concept.Recipient);
    private static readonly ConceptSet OurPages = ConceptSet.Of(Concept.Page);
    private static readonly ConceptSet NotOurPages = ConceptSet.Of(Concept.Referrer, Concept.Linkedin, Concept.Company, Concept.Profile, Concept.Social);

    // Shorter labels begin too many names.
    private const int MinLabelChars = 5;

    private readonly HashSet<string> _personContainers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _surePersonContainers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namesOfThings = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _companyContainers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _marksOfMail = new(StringComparer.Ordinal);
    private readonly HashSet<string> _formerValues = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ourContainers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _ourHosts = new(StringComparer.Ordinal);

    /// <summary>Looks at all readings once.</summary>
    public Surroundings(List<PathReading> readings)
    {
        foreach (var reading in readings)
        {
            if (reading.Own.Set.HasAny(PartsOfPerson) || reading.Looks(ValueShape.PersonPage)) _surePersonContainers.Add(reading.Container);
            if (reading.Own.Has(Concept.Name) && ((reading.Place is Place.Thing && reading.Outer.Concepts is [.., Concept.Thing]) || reading.Own.Has(Concept.Thing))) _namesOfThings.UnionWith(reading.Values);
            if (IsPartOfPerson(reading)) _personContainers.Add(reading.Container);
            var isSite = reading.Own.Concepts is [Concept.Url] && reading.Looks(ValueShape.Host) && !reading.Looks(ValueShape.DeepLink);
            if (isSite || reading.Own.Set.HasAny(PartsOfCompany) || reading.Looks(ValueShape.CompanyPage)) _companyContainers.Add(reading.Container);
            if (reading.Says(Former)) _formerValues.UnionWith(reading.Values);
            foreach (var host in OurHosts(reading)) AddOurs(host, IsOurs(reading) && IsByWhom(reading) ? reading.Container : null);
            if (reading.Own.Has(Concept.Email) && reading.Own.UnknownCount > 0) _marksOfMail.Add(reading.Container + "\n" + reading.Own.FirstToken);
        }

        // Where the lead is, is not us.
        foreach (var reading in readings.Where(IsLeadsMail)) _ourHosts.Remove(HostOf(reading.Value) ?? "");
        foreach (var reading in readings.Where(reading => reading.Looks(ValueShape.Email) && !IsOurs(reading) && IsAtOurHost(reading)))
        {
            _ourContainers.Add(reading.Container);
            if (reading.Group.Length > 0) _ourContainers.Add(reading.Group);
        }
    }

    /// <summary>True if the container of <paramref name="reading"/> holds what only a person has.</summary>
    public bool IsBesidePerson(PathReading reading) => _personContainers.Contains(reading.Container);

    /// <summary>The same, but an email address is not enough: an event has one as well.</summary>
    public bool IsBesideSurePerson(PathReading reading) => _surePersonContainers.Contains(reading.Container);

    /// <summary>True if the key shares its unknown first word with an email address: both are the same person's (<c>xy_name</c>, <c>xy_email</c>).</summary>
    public bool SharesMarkWithMail(PathReading reading) => _marksOfMail.Contains(reading.Container + "\n" + reading.Own.FirstToken);

    /// <summary>True if a workspace, a form or the like is called the same.</summary>
    public bool IsNameOfThing(PathReading reading) => reading.Place is not Place.Thing && reading.Values.Any(_namesOfThings.Contains);

    /// <summary>True if the container of <paramref name="reading"/> holds what only a company has.</summary>
    public bool IsBesideCompany(PathReading reading) => _companyContainers.Contains(reading.Container);

    /// <summary>True if <paramref name="reading"/>, an email or a web address, is at one of our own hosts: those of the pages that were visited and of
    /// our staff. Who wrote a record of a company is one of the company's own.</summary>
    public bool IsAtOurHost(PathReading reading) =>
        HostOf(reading.Value) is { } host && _ourHosts.TryGetValue(host, out var containers) && !containers.Contains(reading.Container);

    /// <summary>True if an email address at one of our own hosts stands beside <paramref name="reading"/>: the person is one of us.</summary>
    public bool IsBesideOurs(PathReading reading) => _ourContainers.Contains(reading.Container) || (reading.Group.Length > 0 && _ourContainers.Contains(reading.Group));

    /// <summary>True if a former employer or address has the same value: who changed jobs is sent with both.</summary>
    public bool IsFormerValue(PathReading reading) => !reading.IsEmpty && !reading.Says(Former) && _formerValues.Contains(reading.Value);

    /// <summary>True if a company is called like one of our own hosts: <c>Amber Roofing</c> where our staff is at <c>amber.example</c>.</summary>
    public bool IsCalledLikeUs(PathReading company)
    {
        var name = string.Concat(company.Value.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return _ourHosts.Any(ours => !ours.Value.Contains(company.Container) && ours.Key.Split('.')[..^1].Any(label => label.Length >= MinLabelChars && name.StartsWith(label.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal)));
    }

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

    private static bool IsLeadsMail(PathReading reading) =>
        reading.Looks(ValueShape.Email) && !reading.Looks(ValueShape.FunctionMailbox) && !reading.Says(NotTheLead) && (reading.Place is Place.Person || reading.Says(Leads));

    private void AddOurs(string host, string? container)
    {
        if (!_ourHosts.TryGetValue(host, out var containers)) containers = _ourHosts[host] = new(StringComparer.Ordinal);
        if (!string.IsNullOrEmpty(container)) containers.Add(container);
    }

    /// <summary>True for whoever wrote the record around it: <c>createdBy</c>, <c>updated_by_email</c>.</summary>
    private static bool IsByWhom(PathReading reading) => KeyTokens.Of(PathSegments.Of(reading.Path)[^1]).Exists(token => token.EndsWith("by", StringComparison.Ordinal));

    private static bool IsOurs(PathReading reading) => reading.Says(ConceptSet.Of(Concept.Ours)) && reading.Looks(ValueShape.Email) && !reading.Looks(ValueShape.PrivateMail);

    private static IEnumerable<string> OurHosts(PathReading reading)
    {
        var isOurPage = reading.Says(OurPages) && !reading.Says(NotOurPages) && reading.Looks(ValueShape.Host);
        return isOurPage || IsOurs(reading) ? reading.Values.Select(HostOf).OfType<string>() : [];
    }
}
