using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Reads what an envelope says of what is in it: in <c>{"event": "organization.updated", "data": {"name": ...}}</c> the data is a company.</summary>
internal static class EventKinds
{
    // Longer texts are written for people.
    private const int MaxChars = 60;

    private static readonly FrozenSet<string> Keys = KeyWords.Set(
        "event eventtype eventname type kind entity entitytype object objecttype model modelname resource resourcetype recordtype record topic",
        "action trigger subject ereignis typ objekt objekttyp evenement objet modele evento tipo objeto oggetto modelo modello gebeurtenis soort");

    // An account is a user's as often as a company's.
    private static readonly FrozenSet<string> Accounts = KeyWords.Set("account konto compte cuenta conta");

    private static readonly ConceptSet NotOfCompany = SampleReader.PersonWords.Without(ConceptSet.Of(Concept.Ours)) | Roles.Things
        | ConceptSet.Of(Concept.OtherCompany, Concept.Previous, Concept.Employment);
    private static readonly ConceptSet OfPersons = ConceptSet.Of(Concept.GivenName, Concept.FamilyName, Concept.FullName, Concept.JobTitle) | Roles.Companies;

    /// <summary>The paths of the containers that say nothing and hold the company's name, if the envelope says that it is a company; the root is the
    /// empty path.</summary>
    public static IEnumerable<string> CompaniesIn(IReadOnlyList<IGrouping<string, Leaf>> leavesByPath)
    {
        if (!leavesByPath.Any(SaysCompany)) return [];
        return leavesByPath.Select(group => (Container: PathSegments.ContainerOf(group.Key), Words: Vocabulary.Read(PathSegments.Of(group.Key)[^1])))
            .GroupBy(pair => pair.Container, pair => pair.Words, StringComparer.Ordinal)
            .Where(container => IsNeutral(container.Key) && container.Any(words => words is { UnknownCount: 0, Concepts: [Concept.Name] })
                && !container.Any(words => words.Set.HasAny(OfPersons)))
            .Select(container => container.Key);
    }

    /// <summary>True for the key of an event's or a record's kind.</summary>
    public static bool IsKey(string key) => Keys.Contains(VocabularyOfLabels.Plain(key));

    /// <summary>True for the kind of an event or a record as programs write it, rather than what a message is about.</summary>
    public static bool IsCode(PathReading reading) =>
        reading.IsCode(MaxChars) && PathSegments.LastKey(reading.Path) is var key && IsKey(key) && VocabularyOfLabels.Plain(key) is not ("subject" or "topic");

    private static bool SaysCompany(IGrouping<string, Leaf> group)
    {
        if (group.Key.Contains('.', StringComparison.Ordinal) || !IsKey(group.Key)) return false;
        if (group.First().Value is not { Length: > 0 and <= MaxChars } value || value.Contains(' ', StringComparison.Ordinal)) return false;
        var tokens = KeyTokens.Of(value);
        return tokens.Exists(IsCompany) && !tokens.Exists(token => Vocabulary.Read(token).Set.HasAny(NotOfCompany));
    }

    private static bool IsCompany(string token) =>
        !Accounts.Contains(token.TrimEnd('s')) && Vocabulary.Read(token) is { UnknownCount: 0, Concepts: [Concept.Company] };

    private static bool IsNeutral(string container) =>
        container.Length == 0 || PathSegments.Of(container).All(segment => PathSegments.IsIndex(segment) || Vocabulary.Read(segment).AreNeutral);
}
