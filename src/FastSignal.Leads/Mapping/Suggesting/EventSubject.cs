using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>What a payload is about by the name of its event or form: <c>SupplierApproved</c> is about the supplier, whoever approved.</summary>
internal sealed class EventSubject
{
    // Longer texts tell of more than one.
    private const int MaxChars = 60;
    private const int MaxDepth = 2; // Of the record in the payload.

    private static readonly ConceptSet Names = ConceptSet.Of(Concept.Thing, Concept.Meta);

    // What somebody brings with them: a partner's deal is about whoever the deal is with.
    private static readonly FrozenSet<string> Brought = KeyWords.Set("deal order opportunity referral quote project sale invoice");
    private static readonly ConceptSet Others = SampleReader.PersonWords | Roles.Companies;

    private static readonly ConceptSet Records = ConceptSet.Of(Concept.Person, Concept.Partner);

    private readonly HashSet<string> _words;
    private readonly HashSet<string> _soleWords;

    /// <summary>Looks at all readings once.</summary>
    public EventSubject(List<PathReading> readings)
    {
        // What a thing's own name repeats of its key says nothing: {"group_title": "Care Group"}.
        var names = readings.Where(IsName)
            .Select(reading => KeyTokens.Of(reading.Value).FindAll(token => !string.Equals(token, reading.Own.FirstToken, StringComparison.Ordinal)))
            .Where(tokens => tokens.Count > 0).ToList();
        _words = names.SelectMany(tokens => tokens).Select(Singular).ToHashSet(StringComparer.Ordinal);
        _soleWords = names.Where(tokens => !tokens.Skip(1).Any(IsAnother)).Select(tokens => Singular(tokens[0])).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>True if the event is called for <paramref name="party"/>.</summary>
    public bool Is(Party party) => _words.Contains(Singular(party.Token));

    /// <summary>True if the event is called for <paramref name="party"/> and nobody else: <c>SupplierApplicationSubmitted</c>, but not
    /// <c>partner.deal.registered</c>.</summary>
    public bool IsSolely(Party party) => _soleWords.Contains(Singular(party.Token));

    /// <summary>True if the event is called for a record around <paramref name="reading"/> and nothing else, whatever the record is called:
    /// <c>contractor.add</c>.</summary>
    public bool IsSolelyOfRecord(PathReading reading) =>
        PathSegments.Of(reading.Container).Take(MaxDepth)
            .Any(key => KeyTokens.Of(key) is [var word] && _soleWords.Contains(Singular(word)) && Vocabulary.Read(word).Set.Without(Records).IsEmpty);

    /// <summary>True if the event is called for a company: <c>organization.created</c>.</summary>
    public bool IsCompany => _words.Any(word => Vocabulary.Read(word).Set.HasAny(Roles.Companies));

    private static bool IsName(PathReading reading) =>
        IsOfEnvelope(reading.Container) && reading.Value.Length is > 0 and <= MaxChars && !reading.Looks(ValueShape.Technical | ValueShape.Email)
            && !reading.Value.Contains('/', StringComparison.Ordinal)
            && (reading.Own.Set.HasAny(Names) || reading.Own.Concepts.Count == 0 || reading.Own.FirstToken is "webhook" or "hook");

    /// <summary>True for the top, and for a container that only holds the event together: <c>header</c>, <c>body</c>.</summary>
    private static bool IsOfEnvelope(string container) =>
        container.Length == 0
            || (!container.Contains('.', StringComparison.Ordinal) && Vocabulary.Read(container) is var words
                && (words.AreNeutral || words is { UnknownCount: 0, Concepts: [Concept.Meta] }));

    private static bool IsAnother(string word) => Brought.Contains(Singular(word)) || Vocabulary.Read(word).Set.HasAny(Others);

    private static string Singular(string word) => word.TrimEnd('s');
}
