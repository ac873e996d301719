namespace FastSignal.Leads;

/// <summary>What a payload is about by the name of its event or form: <c>SupplierApproved</c> is about the supplier, whoever approved.</summary>
internal sealed class EventSubject
{
    // Longer texts tell of more than one.
    private const int MaxChars = 60;

    private static readonly ConceptSet Names = ConceptSet.Of(Concept.Thing, Concept.Meta);

    private readonly HashSet<string> _words;

    /// <summary>Looks at all readings once.</summary>
    public EventSubject(List<PathReading> readings) =>
        _words = readings.Where(IsName).SelectMany(reading => KeyTokens.Of(reading.Value)).Select(Singular).ToHashSet(StringComparer.Ordinal);

    /// <summary>True if the event is called for <paramref name="party"/>.</summary>
    public bool Is(Party party) => _words.Contains(Singular(party.Token));

    /// <summary>True if the event is called for a company: <c>organization.created</c>.</summary>
    public bool IsCompany => _words.Any(word => Vocabulary.Read(word).Set.HasAny(Roles.Companies));

    private static bool IsName(PathReading reading) =>
        reading.Container.Length == 0 && reading.Value.Length is > 0 and <= MaxChars && !reading.Looks(ValueShape.Technical | ValueShape.Email) && !reading.Value.Contains('/', StringComparison.Ordinal)
        && (reading.Own.Set.HasAny(Names) || reading.Own.Concepts.Count == 0);

    private static string Singular(string word) => word.TrimEnd('s');
}
