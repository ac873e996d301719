namespace FastSignal.Leads;

/// <summary>Finds every way to fill a key, with its score.</summary>
internal sealed class CandidateFinder(SignalTarget target, List<PathReading> readings)
{
    private static readonly IReadOnlyList<LeadKey> CompanySignalKeys = [.. LeadKeys.OfCompany, LeadKey.Phone, LeadKey.City, LeadKey.Country];
    private static readonly ConceptSet NameInPerson = ConceptSet.Of(Concept.Person, Concept.Bystander, Concept.Profile, Concept.FullName);

    private static readonly ConceptSet Persons = ConceptSet.Of(Concept.Person, Concept.Bystander);
    private static readonly ConceptSet Companies = ConceptSet.Of(Concept.Company, Concept.Business);

    private readonly Surroundings _surroundings = new(readings);
    private readonly OurHosts _ourHosts = new(readings);

    /// <summary>The keys that are suggested for the target: a signal of companies needs no person.</summary>
    public IReadOnlyList<LeadKey> Keys => target is SignalTarget.Companies ? CompanySignalKeys : LeadKeys.All;

    /// <summary>The candidates for <paramref name="key"/>, best first.</summary>
    public List<Candidate> Find(LeadKey key)
    {
        var candidates = readings.Select(reading => Single(key, reading)).OfType<Candidate>().ToList();
        if (key is LeadKey.FullName) candidates.AddRange(new NamePairs(readings).Find());
        return [.. candidates.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Parts[0].Order)];
    }

    private Candidate? Single(LeadKey key, PathReading reading)
    {
        var rule = Rules().Where(rule => rule.Key == key && rule.Fits(reading)).MaxBy(rule => rule.Points);
        if (rule is null) return null;
        var (points, says) = ValueRules.Of(target, key, reading);
        if (points == ValueRules.Impossible) return null;

        var candidate = new Candidate(key, [reading], rule.Points, [rule.Says]).Plus(points, says);
        foreach (var (more, why) in ContextRules.Of(key, reading)) candidate = candidate.Plus(more, why);
        return BesideRules(key, reading, candidate);
    }

    private IEnumerable<KeyRule> Rules() => target is SignalTarget.Companies ? KeyRules.Table.Concat(KeyRules.OfCompanySignals) : KeyRules.Table;

    /// <summary>A bare name or title is whose the fields beside it are; a host of ours is nobody's company.</summary>
    private Candidate BesideRules(LeadKey key, PathReading reading, Candidate candidate)
    {
        var isBare = reading.Place is Place.Neutral && !reading.Own.Set.HasAny(NameInPerson);
        if (key is LeadKey.FullName or LeadKey.LinkedinUrl && _ourHosts.AreBeside(reading)) return candidate.Plus(-45, "an email address at one of our own hosts stands beside it");
        if (key is LeadKey.FullName && isBare)
        {
            if (reading.Own.UnknownCount > 0 && !_surroundings.SharesMarkWithMail(reading)) return candidate;
            if (_surroundings.IsBesidePerson(reading)) return candidate.Plus(24, "a person's fields stand beside it");
            if (_surroundings.IsBesideCompany(reading)) return candidate.Plus(-30, "a company's fields stand beside it");
            if (reading.Outer.UnknownCount > 0) return candidate.Plus(-25, "nothing says whose it is");
        }

        if (NamesTheOther(key, reading.Own)) return candidate.Plus(-50, "it is the name of the other");

        // A company's contact is a person; a contact's company is not.
        if (key is LeadKey.CompanyName && !reading.Own.Has(Concept.Name) && reading.Own.Has(Concept.Company) && reading.Own.Concepts[^1] is Concept.Person && reading.Looks(ValueShape.WholeName))
            return candidate.Plus(-50, "the key says a company's person");

        if (key is LeadKey.FullName && reading.Own.Has(Concept.Name)) candidate = NameRules(reading, candidate);

        if (key is LeadKey.Title && isBare && reading.Own.Has(Concept.Title) && !_surroundings.IsBesidePerson(reading)) return candidate.Plus(-30, "nothing of a person stands beside it");
        if (_surroundings.IsFormerValue(reading)) candidate = candidate.Plus(-12, "the former one has the same value");
        if (key is LeadKey.CompanyName && _ourHosts.AreCalledLike(reading)) return candidate.Plus(-45, "it is called like one of our own hosts");
        if (key is LeadKey.CompanyName && !SaysCompany(reading) && (target is SignalTarget.Companies || !reading.Looks(ValueShape.CompanySuffix))) return BareCompanyName(reading, candidate);

        if (key is LeadKey.CompanyDomain && target is SignalTarget.Companies && SaysCompany(reading)) return candidate.Plus(6, "it is a company's");
        if (key is LeadKey.Email or LeadKey.CompanyDomain && !SaysCompany(reading) && _ourHosts.Has(reading)) return candidate.Plus(-45, "it is at one of our own hosts");
        return candidate;
    }

    /// <summary>True where a key says both person and company, and the name is not the one that <paramref name="key"/> wants.</summary>
    private static bool NamesTheOther(LeadKey key, Words own)
    {
        if (!own.Set.HasAny(Persons) || !own.Set.HasAny(Companies) || !own.Has(Concept.Name)) return false;
        return (key is LeadKey.FullName && !own.NameBelongsTo(Persons)) || (key is LeadKey.CompanyName && !own.NameBelongsTo(Companies));
    }

    /// <summary>A workspace and a form have names as well: they are a person's only if they look it.</summary>
    private Candidate NameRules(PathReading reading, Candidate candidate)
    {
        if (reading.Place is Place.Thing && _surroundings.IsBesideSurePerson(reading)) return candidate.Plus(24, "a person's fields stand beside it");
        var isWeak = reading.Place is Place.Person && reading.Looks(ValueShape.NamePart) && !reading.Own.Has(Concept.Person) && !_surroundings.IsBesidePerson(reading);
        return isWeak ? candidate.Plus(-25, "one word, and nothing of a person stands beside it") : candidate;
    }

    private Candidate BareCompanyName(PathReading reading, Candidate candidate)
    {
        if (target is SignalTarget.People) return candidate.Plus(-30, "nothing says that it is a company's");
        if (_surroundings.IsBesideCompany(reading) && !_surroundings.IsBesideSurePerson(reading)) return candidate.Plus(14, "a company's fields stand beside it");
        return candidate.Plus(reading.Place is Place.Person ? -24 : reading.Container.Length == 0 ? -4 : -16, "nothing of a company stands beside it");
    }

    private static bool SaysCompany(PathReading reading) =>
        reading.Place is Place.Company or Place.Employment || reading.Own.Set.HasAny(ConceptSet.Of(Concept.Company, Concept.Business, Concept.CompanyName));
}
