using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Tells who writes a review or a wish from whom it is about.</summary>
internal sealed class ReviewRoles(NamedPersons persons)
{
    private static readonly FrozenSet<string> Reviewers = KeyWords.Set("reviewer rezensent evaluador avaliador recensore");
    private static readonly FrozenSet<string> Reviews = KeyWords.Set("review bewertung avis resena avaliacao recensione beoordeling");
    private static readonly FrozenSet<string> Creators = KeyWords.Set("creator created");
    private static readonly FrozenSet<string> Ideas = KeyWords.Set("suggestion idea wish feedback featurerequest vote");

    private static readonly ConceptSet Businesses = ConceptSet.Of(Concept.Business);
    private static readonly ConceptSet Users = ConceptSet.Of(Concept.Bystander);
    private static readonly ConceptSet Ours = ConceptSet.Of(Concept.Ours);

    /// <summary>What the words of businesses, users and creators mean here.</summary>
    public IEnumerable<Recast> Find() => [.. ReviewedBusinesses(), .. CreatorsOfIdeas()];

    /// <summary>The business that somebody reviews is what the review is about, and its users are ours, who read the reviews; the reviewer's own is
    /// neither.</summary>
    private IEnumerable<Recast> ReviewedBusinesses()
    {
        var businesses = persons.Readings.FindAll(reading => reading.Says(Businesses));
        if (businesses.Count == 0 || !persons.KeysSay(Reviewers) || !persons.Readings.Exists(IsOfReview)) return [];
        if (businesses.Exists(reading => KeyWords.PathSaysAny(reading.Path, Reviewers))) return [];
        var tokens = businesses.SelectMany(reading => PathSegments.Of(reading.Path)).Select(key => Vocabulary.Read(key))
            .Where(words => words.Has(Concept.Business)).Select(words => words.FirstToken).Distinct(StringComparer.Ordinal);
        var hosts = businesses.Select(reading => OurHosts.HostOf(reading.Value)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var users = Parties.FindAnywhere(persons.Readings, Users).Where(party => party.Token is "user" && party.Hosts.Any(hosts.Contains));
        return tokens.Select(token => new Recast(token, Concept.Business, Concept.Thing)).Concat(users.Select(user => user.As(Concept.Ours)));
    }

    /// <summary>True for the event of a review, and for who wrote the one that the payload is: a company's record may hold reviews as well.</summary>
    private static bool IsOfReview(PathReading reading)
    {
        if (EventKinds.IsKey(reading.Path) && KeyWords.SayAny(reading.Value, Reviews)) return true;
        var keys = PathSegments.Of(reading.Path);
        return KeyWords.SayAny(keys[0], Reviewers) || (keys.Length > 1 && Reviews.Contains(keys[0]) && KeyWords.SayAny(keys[1], Reviewers));
    }

    /// <summary>Who wrote what others wish for is a customer: <c>suggestion.creator</c>.</summary>
    private IEnumerable<Recast> CreatorsOfIdeas() =>
        Parties.FindAnywhere(persons.Readings, Ours)
            .Where(party => Creators.Contains(party.Token) && party.IsNamedAndReachable
                && party.Fields.All(field => KeyWords.PathSaysAny(field.Path, Ideas)))
            .Select(party => party.As(Concept.Person));
}
