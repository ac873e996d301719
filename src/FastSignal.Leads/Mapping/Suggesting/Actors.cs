namespace FastSignal.Leads;

/// <summary>Finds who only did something: where the payload has an empty place for the lead (<c>"contact": null</c>), a user who is nothing but named is one of ours.</summary>
internal sealed class Actors(List<PathReading> readings)
{
    private static readonly ConceptSet Bystanders = ConceptSet.Of(Concept.Bystander);
    private static readonly ConceptSet OfActors = ConceptSet.Of(
        Concept.Bystander, Concept.Email, Concept.Name, Concept.FullName, Concept.GivenName, Concept.FamilyName, Concept.Role, Concept.Login, Concept.Meta);

    /// <summary>What the actors' words mean then.</summary>
    /// <param name="people">All that names somebody who may be the lead.</param>
    public IEnumerable<Recast> Find(List<PathReading> people)
    {
        if (!readings.Exists(IsEmptyPlace) || !people.TrueForAll(person => person.Says(Bystanders))) return [];
        return Parties.Find(readings, Bystanders).Where(party => party.Fields.All(field => field.Own.Set.Without(OfActors).IsEmpty)).Select(party => new Recast(party.Token, party.Role, Concept.Ours));
    }

    private static bool IsEmptyPlace(PathReading reading) => reading is { IsEmpty: true, Place: Place.Neutral, Own: { UnknownCount: 0, Concepts: [Concept.Person] } };
}
