namespace FastSignal.Leads;

/// <summary>Finds every way to fill a key, with its score.</summary>
internal sealed class CandidateFinder(SignalTarget target, List<PathReading> readings)
{
    private static readonly IReadOnlyList<LeadKey> CompanySignalKeys = [.. LeadKeys.OfCompany, LeadKey.Phone, LeadKey.City, LeadKey.Country];
    private static readonly ConceptSet NameInPerson = ConceptSet.Of(Concept.Person, Concept.Bystander, Concept.Profile, Concept.FullName);

    private static readonly ConceptSet FieldsWithTitle = ConceptSet.Of(
        Concept.Country, Concept.City, Concept.Meta, Concept.Location, Concept.Address, Concept.MiddleName, Concept.Firmographic, Concept.Code,
        Concept.Number, Concept.Billing);

    private static readonly ConceptSet Persons = ConceptSet.Of(Concept.Person, Concept.Bystander);
    private static readonly ConceptSet Companies = ConceptSet.Of(Concept.Company, Concept.Business);

    private readonly Surroundings _surroundings = new(readings);
    private readonly OurPeople _ourPeople = new(readings);
    private readonly HiringCompany _hiringCompany = new(readings);
    private readonly Award _award = new(readings);
    private readonly Report _report = new(target, readings);
    private readonly BoughtLead _boughtLead = new(readings);
    private readonly ProgramRun _run = new(readings);
    private readonly AwaitedLead _awaitedLead = new(target, readings);
    private readonly PlacesOfOurs _places = new(target, readings);

    /// <summary>The keys that are suggested for the target: a signal of companies needs no person.</summary>
    public IReadOnlyList<LeadKey> Keys => target is SignalTarget.Companies ? CompanySignalKeys : LeadKeys.All;

    /// <summary>True if a lead is a person: who cannot be told, has no company either.</summary>
    public bool WantsPerson { get; } = target is SignalTarget.People;

    /// <summary>The hosts that are our own in these readings.</summary>
    public OurHosts OurHosts { get; } = new(readings);

    /// <summary>Who is called for the lead in these readings.</summary>
    public CalledLead CalledLead { get; } = new(readings);

    /// <summary>True for what is in a report or in the event of a program's run, for what stands elsewhere than in the place that is kept for the
    /// lead, and for a buyer's beside the winner.</summary>
    public bool IsOfNoLead(PathReading reading) =>
        _report.LeavesOut(reading) || _run.LeavesOut(reading) || _awaitedLead.LeavesOut(reading) || _award.IsBuyers(reading);

    /// <summary>The candidates for <paramref name="key"/>, best first.</summary>
    public List<Candidate> Find(LeadKey key)
    {
        var candidates = readings.Select(reading => Single(key, reading)).OfType<Candidate>().ToList();
        if (key is LeadKey.FullName)
            candidates.AddRange(new NamePairs(readings).Find()
                .Select(pair => _ourPeople.AreIn(pair.Parts[0]) ? pair.Plus(-20, "one of us has the same email address") : pair));
        return [.. candidates.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Parts[0].Order)];
    }

    private Candidate? Single(LeadKey key, PathReading reading)
    {
        var rule = Rules().Where(rule => rule.Key == key && rule.Fits(reading)).MaxBy(rule => rule.Points);
        if (rule is null || (reading.Place is Place.Thing && KeyRules.OfCompanySignals.Contains(rule) && !_surroundings.IsBusiness(reading))) return null;
        var (points, says) = ValueRules.Of(target, key, reading);
        if (points == ValueRules.Impossible) return null;

        var candidate = new Candidate(key, [reading], rule.Points, [rule.Says]).Plus(points, says);
        foreach (var (more, why) in ContextRules.Of(key, reading)) candidate = candidate.Plus(more, why);
        if (LeadKeys.OfCompany.Contains(key) && (_hiringCompany.Has(reading) || (target is SignalTarget.People && _hiringCompany.IsSaid(reading))))
        {
            candidate = candidate.Plus(-60, "it is the company that hires");
        }

        if (key is LeadKey.Title && _hiringCompany.Offers(reading)) candidate = candidate.Plus(-60, "it is the job that is offered");
        if (_places.Have(reading)) candidate = candidate.Plus(-70, "it belongs to a place or a resource, which is nobody");
        if (_award.IsBuyers(reading) || (target is SignalTarget.Companies && _award.IsBodys(reading)))
        {
            candidate = candidate.Plus(-60, "it is the buyer's, and the winner or the supplier is named");
        }

        if (_report.LeavesOut(reading)) candidate = candidate.Plus(-60, "it is in a report, which is about nobody");
        if (target is SignalTarget.People && LeadKeys.OfCompany.Contains(key) && _boughtLead.IsBuyers(reading))
        {
            candidate = candidate.Plus(-60, "it is of who bought the lead, unless something agrees with it");
        }

        if (_run.LeavesOut(reading)) candidate = candidate.Plus(-60, "a program has run, which is about nobody");
        if (_awaitedLead.LeavesOut(reading) && (LeadKeys.OfPerson.Contains(key) || LeadKeys.OfCompany.Contains(key)))
        {
            candidate = candidate.Plus(-45, "the place for the lead is another, and empty");
        }

        if (CalledLead.LeavesOut(key, reading)) candidate = candidate.Plus(-35, "it is nobody's, and who is called for the lead has one");
        if (_ourPeople.AreIn(reading)) candidate = candidate.Plus(-20, "one of us has the same email address");
        if (LeadKeys.OfPerson.Contains(key) && _surroundings.IsInPersonsList(reading)) candidate = candidate.Plus(-50, "it is in a list within another person");
        return BesideRules(key, reading, candidate);
    }

    private IEnumerable<KeyRule> Rules() => target is SignalTarget.Companies ? KeyRules.Table.Concat(KeyRules.OfCompanySignals) : KeyRules.Table;

    /// <summary>What stands beside a candidate says whose it is.</summary>
    private Candidate BesideRules(LeadKey key, PathReading reading, Candidate candidate) => key switch
    {
        LeadKey.LinkedinUrl => OfUs(reading, candidate),
        LeadKey.FullName => NamesTheOther(key, reading.Own)
            ? candidate.Plus(-50, "it is the company's name")
            : NameRules(reading, BareName(reading, OfUs(reading, candidate))),
        LeadKey.Phone or LeadKey.City or LeadKey.Country => OfUs(reading, candidate),
        LeadKey.Title => BareTitle(reading, Former(reading, OfUs(reading, candidate))),
        LeadKey.CompanyName => CompanyNameRules(reading, Former(reading, candidate)),
        LeadKey.CompanyDomain or LeadKey.Email => AddressRules(key, reading, Former(reading, candidate)),
        _ => candidate,
    };

    private Candidate OfUs(PathReading reading, Candidate candidate) =>
        OurHosts.AreBeside(reading) ? candidate.Plus(-45, "an email address at one of our own hosts stands beside it") : candidate;

    private Candidate Former(PathReading reading, Candidate candidate) =>
        _surroundings.IsFormerValue(reading) ? candidate.Plus(-12, "the former one has the same value") : candidate;

    /// <summary>A name that says no more is whose the fields beside it are.</summary>
    private Candidate BareName(PathReading reading, Candidate candidate)
    {
        var isOfUnknown = reading.Own.Concepts is [Concept.FullName] && reading.Place is Place.Neutral && reading.Outer.UnknownCount > 0
            && !_surroundings.IsBesidePerson(reading);
        if (isOfUnknown) return candidate.Plus(-40, "nothing says whose it is");
        if (!IsBare(reading)) return candidate;

        // A word that nobody knows is a thing's rather than a person's.
        if (reading.Own.UnknownCount > 0 && !_surroundings.SharesMarkWithMail(reading)) return candidate;
        if (_surroundings.IsBesidePerson(reading)) return candidate.Plus(24, "a person's fields stand beside it");
        if (_surroundings.IsBesideCompany(reading)) return candidate.Plus(-30, "a company's fields stand beside it");
        return reading.Outer.UnknownCount > 0 ? candidate.Plus(-25, "nothing says whose it is") : candidate;
    }

    private Candidate BareTitle(PathReading reading, Candidate candidate)
    {
        if (reading.Own.Has(Concept.Title) && _surroundings.IsBesideDeal(reading)) return candidate.Plus(-40, "it is the title of a deal");
        if (reading.Own.Concepts is [Concept.Title] && IsInField(reading)) return candidate.Plus(-60, "it is the title of what is not a person");
        if (!reading.Own.Has(Concept.Title) || _surroundings.IsBesidePerson(reading)) return candidate;
        if (reading is { Selector: not null, Place: Place.Person }) return candidate; // What a form asks a person is the person's, in whatever list of answers.
        if (IsInUnknown(reading)) return candidate.Plus(-40, "nobody knows what it is the title of");
        return IsBare(reading) ? candidate.Plus(-30, "nothing of a person stands beside it") : candidate;
    }

    /// <summary>True in a container that is a field: <c>contact.state.title</c>, <c>user.gender.title</c>.</summary>
    private static bool IsInField(PathReading reading) =>
        reading.Container.Length > 0 && Vocabulary.Read(PathSegments.Of(reading.Container)[^1]) is { UnknownCount: 0, Concepts.Count: > 0 } words
            && words.Set.Without(FieldsWithTitle).IsEmpty;

    /// <summary>True in a container whose name has a word that nobody knows, be it a person's: <c>profile.roofSize.title</c>.</summary>
    private static bool IsInUnknown(PathReading reading) => Vocabulary.Read(PathSegments.Of(reading.Container)[^1]).UnknownCount > 0;

    private Candidate CompanyNameRules(PathReading reading, Candidate candidate)
    {
        if (NamesTheOther(LeadKey.CompanyName, reading.Own)) return candidate.Plus(-50, "it is the person's name");

        // A company's contact is a person; a contact's company is not.
        if (!reading.Own.Has(Concept.Name) && reading.Own.Concepts is [.., Concept.Person] && reading.Own.Has(Concept.Company)
            && reading.Looks(ValueShape.WholeName))
        {
            return candidate.Plus(-50, "the key says a company's person");
        }

        if (reading.Looks(ValueShape.WholeName) && _surroundings.IsBesideOtherLegalName(reading))
        {
            return candidate.Plus(-30, "the legal name beside it is a company's, and quite another");
        }

        if (reading is { Place: Place.Employment, Own.Concepts: [Concept.Name] } && Vocabulary.Read(PathSegments.LastKey(reading.Container)).Has(Concept.Meta))
        {
            return candidate.Plus(-40, "it is the name of a kind");
        }

        if (reading is { Place: Place.Employment, Own.Concepts: [Concept.Name] }
            && KeyTokens.Of(PathSegments.Of(reading.Container)[^1]) is ["experience"] && !_surroundings.IsBesidePerson(reading)
            && !readings.Exists(other => other.Own.Has(Concept.Title) && string.Equals(other.Container, reading.Container, StringComparison.Ordinal)))
        {
            return candidate.Plus(-40, "it may be what was booked");
        }

        if (_surroundings.IsNetwork(reading)) return candidate.Plus(-60, "it is the network of the IP address");
        if (_surroundings.IsAccountAtVendor(reading)) return candidate.Plus(-45, "it is the account that the sender gave us");
        if (OurHosts.AreCalledLike(reading)) return candidate.Plus(-45, "it is called like one of our own hosts");
        if (target is SignalTarget.People && ValueShapes.IsLogin(reading.Value) && !_surroundings.HavePerson)
        {
            return candidate.Plus(-45, "it is written like a login, and nobody is named: it may be ours");
        }

        if (reading.Own.Concepts is [Concept.Person])
        {
            return reading.Looks(ValueShape.CompanySuffix) || _surroundings.SharesMarkWithCompany(reading)
                ? candidate
                : candidate.Plus(-60, "it is a person's");
        }

        if (target is SignalTarget.Companies && SaysCompany(reading) && _surroundings.IsBesideCompany(reading))
        {
            candidate = candidate.Plus(5, "a company's fields stand beside it");
        }

        var needsMore = !SaysCompany(reading) && (target is SignalTarget.Companies || !reading.Looks(ValueShape.CompanySuffix));
        return needsMore ? BareCompanyName(reading, candidate) : candidate;
    }

    /// <summary>A host of ours is nobody's company, and where companies are wanted, a company's own site goes before a person's.</summary>
    private Candidate AddressRules(LeadKey key, PathReading reading, Candidate candidate)
    {
        if (key is LeadKey.CompanyDomain && (_surroundings.IsAddressAtVendor(reading) || _surroundings.IsAccountAtVendor(reading)))
        {
            return candidate.Plus(-45, "it is the address that the sender gave the account");
        }

        if (key is LeadKey.Email && reading is { Place: Place.Neutral } && reading.Own.Has(Concept.Login) && !reading.Own.Has(Concept.Email)
            && !_surroundings.IsBesidePerson(reading))
        {
            return candidate.Plus(-20, "it is a login, and nothing of a person stands beside it");
        }

        if (OurHosts.Has(reading)
            && (!SaysCompany(reading) || OurHosts.HasAssigned(reading) || OurHosts.HasBelow(reading)
                || EmailCompany.IsAccount(KeyTokens.Of(PathSegments.Of(reading.Path)[^1]))))
        {
            return candidate.Plus(-45, "it is at one of our own hosts");
        }

        if (!SaysCompany(reading)) return candidate;
        return key is LeadKey.CompanyDomain && target is SignalTarget.Companies ? candidate.Plus(6, "it is a company's") : candidate;
    }

    private static bool IsBare(PathReading reading) => reading.Place is Place.Neutral && !reading.Own.Set.HasAny(NameInPerson);

    /// <summary>True where a key says both person and company, and the name is not the one that <paramref name="key"/> wants.</summary>
    private static bool NamesTheOther(LeadKey key, Words own)
    {
        if (!own.Set.HasAny(Persons) || !own.Set.HasAny(Companies) || !own.Has(Concept.Name)) return false;
        return (key is LeadKey.FullName && !own.NameBelongsTo(Persons)) || (key is LeadKey.CompanyName && !own.NameBelongsTo(Companies));
    }

    /// <summary>A workspace and a form have names as well: they are a person's only if they look it.</summary>
    private Candidate NameRules(PathReading reading, Candidate candidate)
    {
        if (reading.Place is Place.Company && reading.Own.FirstToken is "display" && !_surroundings.IsBesideItsMail(reading))
        {
            return candidate.Plus(-40, "it is what a company is called");
        }

        if (reading is { Selector: { } selector } && reading.Looks(ValueShape.NamePart)
            && readings.Exists(other => other != reading && IsHalf(other, selector)))
        {
            return candidate.Plus(-50, "it is half a name, and the other half has the same label");
        }

        if (reading.Own is { Concepts: [Concept.Bystander], FirstToken: "subject" }) return candidate.Plus(-40, "it may be what a message is about");
        if (!reading.Own.Has(Concept.Name)) return candidate;
        if (reading.Place is Place.Thing && (_surroundings.IsBesideSurePerson(reading) || _surroundings.IsBesideItsMail(reading)))
        {
            return candidate.Plus(24, "a person's fields stand beside it");
        }

        var isWeak = reading.Looks(ValueShape.NamePart)
            && (reading.Place is Place.Thing || (reading.Place is Place.Person && !reading.Own.Has(Concept.Person)))
            && !_surroundings.IsBesidePerson(reading);
        return isWeak ? candidate.Plus(-25, "one word, and nothing of a person stands beside it") : candidate;
    }

    private static bool IsHalf(PathReading other, Selector selector) =>
        other.Looks(ValueShape.NamePart) && other.Selector is { } second
            && string.Equals(second.ArrayPath, selector.ArrayPath, StringComparison.Ordinal)
            && string.Equals(second.LabelText, selector.LabelText, StringComparison.Ordinal);

    private Candidate BareCompanyName(PathReading reading, Candidate candidate)
    {
        if (target is SignalTarget.People) return candidate.Plus(-30, "nothing says that it is a company's");
        if (reading.Own.Has(Concept.Person))
        {
            return _surroundings.SharesMarkWithCompany(reading) || reading.Looks(ValueShape.CompanySuffix)
                ? candidate.Plus(24, "its value or what is called alike is a company's")
                : candidate;
        }

        if (reading.Outer.Concepts.Count(concept => concept is Concept.Person) > 1 && !reading.Looks(ValueShape.CompanySuffix))
        {
            return candidate.Plus(-30, "it is the name of somebody's contact");
        }

        if (_surroundings.IsBesideCompany(reading) && !_surroundings.IsBesideSurePerson(reading))
        {
            return candidate.Plus(14, "a company's fields stand beside it");
        }

        if (reading.Looks(ValueShape.CompanySuffix) && !reading.Own.Has(Concept.FullName))
        {
            return candidate.Plus(-4, "nothing of a company stands beside it, but the value ends like one");
        }

        var isSomebodys = (reading.Place is Place.Person && reading.Looks(ValueShape.WholeName)) || reading.Outer.UnknownCount > 0;
        return candidate.Plus(isSomebodys ? -24 : reading.Container.Length == 0 ? -4 : -16, "nothing of a company stands beside it");
    }

    private static bool SaysCompany(PathReading reading) =>
        reading.Place is Place.Company or Place.Employment || reading.Own.Set.HasAny(Roles.Companies);
}
