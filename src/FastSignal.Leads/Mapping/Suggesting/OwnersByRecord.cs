using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Tells who owns what was bought from who owns a record: no tool writes the employer or the postal address of its own user, so an owner
/// with one is a customer.</summary>
internal sealed class OwnersByRecord(List<PathReading> readings)
{

    private static readonly ConceptSet Ours = ConceptSet.Of(Concept.Ours);
    private static readonly ConceptSet Postal = ConceptSet.Of(Concept.Address, Concept.City);

    private static readonly ConceptSet Reachable = ConceptSet.Of(Concept.Phone, Concept.Mobile, Concept.Number);

    // Of those who are ours by role only these: an issuer or a host has a company as well.
    private static readonly FrozenSet<string> Owners =
        KeyWords.Set(
            "owner inhaber inhaberin besitzer eigentumer proprietaire propietario proprietario proprietaria titolare titular eigenaar wlasciciel",
            "eier ejer agare");

    /// <summary>The owner who is a customer; null without one, or where somebody is named or reachable who may be the lead. Only who is called as
    /// nobody knows (a fitter) gives way, and so does an event to what is in it, but to nobody who has not both.</summary>
    public Party? Find()
    {
        var others = readings.Where(reading => !reading.Says(Roles.NotTheLead) && MayBeLead(reading)).ToList();
        if (others.Exists(other => other.Own.UnknownCount + other.Outer.UnknownCount == 0 || other.Place is not (Place.Neutral or Place.Thing))) return null;
        return Parties.FindAnywhere(readings, Ours)
            .Find(party => Owners.Contains(party.Token) && party.IsNamedAndReachable && IsCustomer(party, isAlone: others.Count == 0));
    }

    private static bool MayBeLead(PathReading reading) =>
        Party.NamesPerson(reading) || (reading.Looks(ValueShape.Phone) && reading.Own.Set.HasAny(Reachable))
        || (reading.Looks(ValueShape.WholeName) && reading is { Place: Place.Neutral, Own: { UnknownCount: 0, Concepts: [Concept.Name] } });

    private static bool IsCustomer(Party party, bool isAlone)
    {
        var (isEmployed, isAtHome) = (party.Fields.Any(IsEmployers), party.Fields.Any(IsOfHome));
        return isAlone && !party.Fields.Any(field => field.Outer.Set.HasAny(Roles.Things)) ? isEmployed || isAtHome : isEmployed && isAtHome;
    }

    private static bool IsEmployers(PathReading field) =>
        Party.IsSite(field)
            || (field.Looks(ValueShape.Words) && (field.Own.Set.HasAny(Roles.Companies) || (field.Place is Place.Company && field.Own.Has(Concept.Name))));

    private static bool IsOfHome(PathReading field) => field.Own.Set.HasAny(Postal) && !field.Own.Has(Concept.Email);
}
