namespace FastSignal.Leads;

/// <summary>Finds the places and resources of ours: a showroom, a meeting room or a queue has a name, a mailbox and a phone, and gives way to whoever
/// is named besides. Alone, a place may be the company that signed up, but what is booked or takes messages is nobody.</summary>
internal sealed class PlacesOfOurs
{
    private static readonly ConceptSet Reachable = ConceptSet.Of(Concept.Email, Concept.Phone, Concept.Mobile);
    private static readonly ConceptSet Somewhere = Reachable | ConceptSet.Of(Concept.City, Concept.Country);
    private static readonly ConceptSet Names = ConceptSet.Of(Concept.Name, Concept.FullName, Concept.Title);
    private static readonly ConceptSet NameParts = ConceptSet.Of(Concept.GivenName, Concept.FamilyName, Concept.JobTitle);
    private static readonly ConceptSet NotTheLead = Roles.NotTheLead | ConceptSet.Of(Concept.Page, Concept.Geo);

    private readonly HashSet<PathReading> _fields = [];

    /// <summary>Looks at all readings once.</summary>
    public PlacesOfOurs(SignalTarget target, List<PathReading> readings)
    {
        var places = readings.Select(reading => (reading, place: PlaceWord.Around(reading))).Where(pair => pair.place is not null)
            .GroupBy(pair => pair.place!, pair => pair.reading).Where(place => IsOne(place.Key, [.. place])).ToList();
        if (places.Count == 0) return;

        var ofPlaces = places.SelectMany(place => place).ToHashSet();
        var others = readings.FindAll(
            reading => !ofPlaces.Contains(reading) && !reading.IsEmpty && !reading.Says(NotTheLead) && NamesSomebody(target, reading));
        var hosts = others.Where(Party.IsMail).Where(mail => !mail.Looks(ValueShape.PrivateMail)).Select(mail => OurHosts.HostOf(mail.Value))
            .OfType<string>().ToHashSet(StringComparer.Ordinal);
        var awaitsLead = readings.Exists(reading => !ofPlaces.Contains(reading) && IsEmptyPlace(reading));
        foreach (var place in places)
        {
            var isAlone = !others.Exists(other => place.Key.LeavesOut(other));
            var isNobody = isAlone
                ? (awaitsLead || place.Key is { IsResource: true, IsDoubtful: false }) && !place.Any(field => field.Own.Set.HasAny(NameParts))
                : !place.Any(field => OurHosts.HostOf(field.Value) is { } host && hosts.Contains(host));
            if (isNobody) _fields.UnionWith(place);
        }
    }

    /// <summary>True if <paramref name="reading"/> is a field of such a place.</summary>
    public bool Have(PathReading reading) => _fields.Contains(reading);

    /// <summary>True if the fields are a place's rather than what else is called so.</summary>
    private static bool IsOne(PlaceWord place, List<PathReading> fields)
    {
        var filled = fields.FindAll(field => !field.IsEmpty);
        if (place.IsDoubtful && !filled.Exists(IsName)) return false;
        return filled.Exists(field => field.Own.Set.HasAny(place.IsDoubtful ? Reachable : Somewhere));
    }

    /// <summary>True for its name; some are a phrase of their own (<c>location_name</c>).</summary>
    private static bool IsName(PathReading field) => field.Own.Set.HasAny(Names) || (field.Own.Concepts is [Concept.Thing] && field.Looks(ValueShape.Words));

    /// <summary>True for an empty field of the lead: who is not known yet.</summary>
    private static bool IsEmptyPlace(PathReading reading) =>
        reading is { IsEmpty: true, Place: Place.Neutral, Own.UnknownCount: 0 }
            && (reading.Own.Concepts is [Concept.Email] or [Concept.Person] or [Concept.Person, Concept.Email]);

    private static bool NamesSomebody(SignalTarget target, PathReading reading) => target is SignalTarget.Companies
        ? Party.NamesCompany(reading)
        : Party.NamesPerson(reading) || (reading.Place is Place.Neutral && reading.Own.Concepts is [Concept.Name] && reading.Looks(ValueShape.WholeName));
}
