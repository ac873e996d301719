namespace FastSignal.Leads;

/// <summary>Knows who is called for the lead: where a customer or a visitor has an address, whoever else has one in a record that is called for
/// nobody (<c>producer.email</c>) gives way.</summary>
internal sealed class CalledLead
{
    private static readonly ConceptSet Persons = ConceptSet.Of(Concept.Person);
    private static readonly ConceptSet NotTheLead = Roles.NotTheLead | ConceptSet.Of(Concept.Bystander);
    private static readonly ConceptSet Names = ConceptSet.Of(Concept.Name, Concept.FullName, Concept.GivenName, Concept.FamilyName, Concept.Email);

    private const int MaxNames = 20;

    private readonly HashSet<string> _containers;
    private readonly HashSet<string> _around;
    private readonly List<string> _names;
    private readonly bool _hasAddress;
    private readonly bool _hasName;

    /// <summary>Looks at all readings once.</summary>
    public CalledLead(List<PathReading> readings)
    {
        var called = readings.FindAll(reading => !reading.IsEmpty && reading.Says(Persons) && !reading.Says(NotTheLead) && reading.Own.Set.HasAny(Names));
        _containers = [.. called.Select(reading => reading.Container).Where(container => container.Length > 0)];
        _around = [.. _containers.SelectMany(PathSegments.SelfAndContainers)];
        _names = [.. called.Where(reading => reading.Looks(ValueShape.WholeName) || reading.Own.Has(Concept.FamilyName))
            .SelectMany(reading => reading.Values).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxNames)];
        _hasAddress = readings.Exists(
            reading => Party.IsMail(reading) && !reading.Says(NotTheLead) && (reading.Says(Persons) || _containers.Contains(reading.Container)));
        _hasName = called.Exists(reading => reading.Looks(ValueShape.WholeName))
            || (called.Exists(reading => reading.Own.Has(Concept.GivenName)) && called.Exists(reading => reading.Own.Has(Concept.FamilyName)));
    }

    /// <summary>True if <paramref name="reading"/>, which may fill <paramref name="key"/>, stands in a record of nobody's, and who is called for the
    /// lead has one of their own.</summary>
    public bool LeavesOut(LeadKey key, PathReading reading) =>
        ((key is LeadKey.Email && _hasAddress) || (key is LeadKey.FullName && _hasName)) && IsNobodys(reading)
            && !_names.Exists(name => Party.IsMailOf(reading.Value, name))
            && !_around.Contains(reading.Container) && !PathSegments.SelfAndContainers(reading.Container).Any(_containers.Contains);

    /// <summary>True in a record that is called for something, but for no person: what only holds others together (<c>registration.properties</c>) is
    /// called for nothing.</summary>
    private static bool IsNobodys(PathReading reading) =>
        reading is { Selector: null, Container.Length: > 0 } && (Strangers.IsOfNobody(reading) || reading.Place is Place.Company)
            && !reading.Says(SampleReader.PersonWords);
}
