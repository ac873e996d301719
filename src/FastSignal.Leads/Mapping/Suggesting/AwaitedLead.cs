namespace FastSignal.Leads;

/// <summary>Knows whether the payload has a place for the lead and nobody in it (<c>"viewer": {"email": null}</c>): whoever is named elsewhere is not
/// the lead then, but has the account or made what was seen.</summary>
internal sealed class AwaitedLead
{
    private static readonly ConceptSet Leads = ConceptSet.Of(Concept.Person);
    private static readonly ConceptSet Persons = Leads | ConceptSet.Of(Concept.Bystander);
    private static readonly ConceptSet Names = ConceptSet.Of(Concept.Name, Concept.FullName, Concept.GivenName, Concept.FamilyName);
    private static readonly ConceptSet OfPlaces = Names | ConceptSet.Of(Concept.Person, Concept.Email);
    private static readonly ConceptSet OfCompanies = Roles.Companies | ConceptSet.Of(Concept.Name, Concept.Domain, Concept.Website);

    private readonly SignalTarget _target;
    private readonly HashSet<string> _places;
    private readonly HashSet<string> _around;

    /// <summary>Looks at all readings once.</summary>
    public AwaitedLead(SignalTarget target, List<PathReading> readings)
    {
        _target = target;
        var empty = readings.FindAll(target is SignalTarget.People ? IsPersonsPlace : IsCompanysPlace);
        if (target is SignalTarget.People) empty.AddRange(AnonymousRecords(readings));
        var isNamed = empty.Count > 0 && (target is SignalTarget.People ? IsLeadNamed(readings) : readings.Exists(NamesCompany));
        _places = isNamed ? [] : [.. empty.Select(place => place.Container.Length > 0 ? place.Container : place.Path)];
        _around = [.. _places.SelectMany(PathSegments.SelfAndContainers)];
    }

    /// <summary>True if there is such a place.</summary>
    public bool IsAwaited => _places.Count > 0;

    /// <summary>True if <paramref name="reading"/> stands elsewhere than in the place that is kept for the lead, or around it.</summary>
    public bool LeavesOut(PathReading reading) =>
        _places.Count > 0 && reading is { IsEmpty: false, Selector: null } && (reading.Container.Length > 0 || _target is SignalTarget.Companies)
        && !_around.Contains(reading.Container) && !PathSegments.SelfAndContainers(reading.Path).Any(_places.Contains);

    private static bool IsPersonsPlace(PathReading reading)
    {
        // What a message is about is empty as well.
        if (!reading.IsEmpty || reading.IsFlag || reading.Own.UnknownCount > 0 || reading.Says(Roles.NotTheLead) || reading.Own.FirstToken is "subject")
        {
            return false;
        }

        if (reading.Container.Length > 0 && reading.Outer.Set.HasAny(Persons)) return reading.Own.Concepts is [Concept.Email];
        return reading.Place is Place.Neutral or Place.Thing && reading.Own.Set.HasAny(Persons) && reading.Own.Set.Without(OfPlaces | Persons).IsEmpty;
    }

    /// <summary>The addresses and names of records where both are empty, whatever the records are called: who wrote <c>feedback</c> did not want to
    /// be known.</summary>
    private static IEnumerable<PathReading> AnonymousRecords(List<PathReading> readings) =>
        readings.Where(reading => reading.Container.Length > 0 && (reading.Own.Concepts is [Concept.Email] || reading.Own.Set.HasAny(Names))
            && !reading.Says(Roles.NotTheLead))
            .GroupBy(reading => reading.Container, StringComparer.Ordinal)
            .Where(record => record.All(field => field.IsEmpty) && record.Any(field => field.Own.Has(Concept.Email))
                && record.Any(field => field.Own.Set.HasAny(Names)))
            .SelectMany(record => record);

    private static bool IsCompanysPlace(PathReading reading) =>
        reading is { IsEmpty: true, IsFlag: false, Own.UnknownCount: 0 } && !reading.Says(Roles.NotTheLead) && reading.Own.Set.HasAny(OfCompanies)
            && reading.Own.Set.Without(OfCompanies).IsEmpty
            && (reading.Own.Set.HasAny(Roles.Companies) || reading.Place is Place.Company);

    private static bool IsLeadNamed(List<PathReading> readings)
    {
        var names = readings.Where(IsNameOfPerson).ToLookup(reading => reading.Container, reading => reading.Value, StringComparer.Ordinal);
        return readings.Exists(NamesLead)
            || readings.Exists(mail => Party.IsMail(mail) && !mail.Says(Roles.NotTheLead)
                && names[mail.Container].Any(name => mail.Place is not Place.Company || Party.IsMailOf(mail.Value, name)));
    }

    /// <summary>True for a name in a record that is nobody else's and no place's: with an address beside it that is somebody, whatever the record is
    /// called.</summary>
    private static bool IsNameOfPerson(PathReading reading) =>
        reading.Container.Length > 0 && !reading.Says(Roles.NotTheLead) && reading.Own.FirstToken is not "author" && reading.Own.Set.HasAny(Names)
            && reading.Looks(ValueShape.WholeName | ValueShape.NamePart) && PlaceWord.Around(reading) is null;

    /// <summary>True for what names somebody who is called for a person, and for an address or a name that is called for nobody else: the payload's
    /// own.</summary>
    private static bool NamesLead(PathReading reading)
    {
        if (reading.IsEmpty || reading.Says(Roles.NotTheLead)
            || !(Party.NamesPerson(reading) || (reading.Own.Set.HasAny(Names) && reading.Looks(ValueShape.WholeName | ValueShape.NamePart))))
        {
            return false;
        }

        return reading.Selector is not null || (reading.Says(Persons) && reading.Place is not Place.Thing && reading.Own.FirstToken is not "author")
            || (reading.Outer.Concepts.Count == 0 && reading.Outer.UnknownCount == 0 && !reading.Own.Set.HasAny(Roles.Things));
    }

    private static bool NamesCompany(PathReading reading) =>
        !reading.IsEmpty && !reading.Says(Roles.NotTheLead) && Party.NamesCompany(reading)
            && (reading.Outer is { Concepts: [] or [Concept.Name], UnknownCount: 0 } || reading.Says(Leads) || reading.Own.Set.HasAny(Roles.Companies)
                || Array.Exists(PathSegments.Of(reading.Container), key => Vocabulary.Read(key).Set.HasAny(Roles.Companies)));
}
