using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Who may be the lead by their words alone, and what is named beside them.</summary>
internal sealed class NamedPersons(List<PathReading> readings)
{
    private static readonly ConceptSet Persons = ConceptSet.Of(Concept.Person);

    /// <summary>What the samples hold.</summary>
    public List<PathReading> Readings => readings;

    /// <summary>Who may be the lead.</summary>
    public List<Party> All { get; } = Parties.FindAnywhere(readings, Persons);

    /// <summary>The first words of the keys that say one of <paramref name="followers"/>, where one of <paramref name="leaders"/> is named.</summary>
    public IEnumerable<string> Beside(FrozenSet<string> leaders, IEnumerable<string> followers)
    {
        var tokens = All.Select(party => party.Token).Intersect(followers, StringComparer.Ordinal).ToList();
        var leader = tokens.Count == 0 ? null : readings.Find(reading => NamesSomebody(reading) && KeyWords.PathSaysAny(reading.Path, leaders));
        return leader is null ? [] : tokens.Where(token => !IsOnPath(leader, token));
    }

    /// <summary>True if a key says one of <paramref name="words"/>.</summary>
    public bool KeysSay(FrozenSet<string> words) => readings.Exists(reading => KeyWords.PathSaysAny(reading.Path, words));

    private static bool NamesSomebody(PathReading reading) => !reading.IsEmpty && (Party.NamesPerson(reading) || Party.NamesCompany(reading));

    private static bool IsOnPath(PathReading leader, string token) =>
        Array.Exists(PathSegments.Of(leader.Path), key => string.Equals(Vocabulary.Read(key).FirstToken, token, StringComparison.Ordinal));
}
