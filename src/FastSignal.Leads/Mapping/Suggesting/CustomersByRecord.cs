namespace FastSignal.Leads;

/// <summary>Finds a customer among those who are ours by role: no tool writes the employer or the postal address of its own user, so an owner or an agent with one is
/// somebody else's.</summary>
internal sealed class CustomersByRecord(List<PathReading> readings)
{
    private const int NamedAndReachable = 3; // An address and a name.

    private static readonly ConceptSet Ours = ConceptSet.Of(Concept.Ours);
    private static readonly ConceptSet Postal = ConceptSet.Of(Concept.Address);

    /// <summary>The best such party; null without one.</summary>
    /// <param name="people">All that names somebody else who may be the lead. In a container that nobody knows they give way, but only to who has both, and so does an event to what is in it.</param>
    public Party? Find(List<PathReading> people)
    {
        if (!people.TrueForAll(person => person.Outer.UnknownCount > 0 && person.Place is Place.Neutral or Place.Thing)) return null;
        return Parties.FindAnywhere(readings, Ours).Where(party => party.PersonPoints >= NamedAndReachable && IsCustomer(party, isAlone: people.Count == 0)).MaxBy(party => party.PersonPoints);
    }

    private static bool IsCustomer(Party party, bool isAlone)
    {
        var (isEmployed, isAtHome) = (party.Fields.Any(IsEmployers), party.Fields.Any(IsOfHome));
        return isAlone && !party.Fields.Any(field => field.Outer.Set.HasAny(Roles.Things)) ? isEmployed || isAtHome : isEmployed && isAtHome;
    }

    private static bool IsEmployers(PathReading field) =>
        Party.IsSite(field) || (field.Looks(ValueShape.Words) && (field.Own.Set.HasAny(Roles.Companies) || (field.Place is Place.Company && field.Own.Has(Concept.Name))));

    private static bool IsOfHome(PathReading field) => field.Says(Postal) && field.Own.Has(Concept.City);
}
