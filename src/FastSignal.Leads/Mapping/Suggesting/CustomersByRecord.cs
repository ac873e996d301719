namespace FastSignal.Leads;

/// <summary>Finds a customer among those who are ours by role: no tool writes the employer or the postal address of its own user, so an owner or an agent with one is
/// somebody else's.</summary>
internal sealed class CustomersByRecord(List<PathReading> readings)
{
    private const int Enough = 3; // An address and a name.

    private static readonly ConceptSet Ours = ConceptSet.Of(Concept.Ours);
    private static readonly ConceptSet Postal = ConceptSet.Of(Concept.Address);

    /// <summary>The best such party; null without one.</summary>
    /// <param name="people">All that names somebody else who may be the lead: only in a container that nobody knows they give way, and then to who has both.</param>
    public Party? Find(List<PathReading> people)
    {
        if (!people.TrueForAll(person => person.Place is Place.Neutral && person.Outer.UnknownCount > 0)) return null;
        return Parties.Find(readings, Ours).Where(party => party.PersonPoints >= Enough && (people.Count == 0 ? HasEmployer(party) || HasHome(party) : HasEmployer(party) && HasHome(party)))
            .MaxBy(party => party.PersonPoints);
    }

    private static bool HasEmployer(Party party) => party.Fields.Any(field =>
        Party.IsSite(field) || (field.Looks(ValueShape.Words) && (field.Own.Set.HasAny(Roles.Companies) || (field.Place is Place.Company && field.Own.Has(Concept.Name)))));

    private static bool HasHome(Party party) => party.Fields.Any(field => field.Says(Postal) && field.Own.Has(Concept.City));
}
