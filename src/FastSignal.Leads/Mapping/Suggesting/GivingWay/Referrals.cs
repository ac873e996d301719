using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Tells the two sides of a referral apart: who was referred is the lead, and who referred is not.</summary>
internal sealed class Referrals(NamedPersons persons)
{
    // "Referred" and "recomendado" may be who was and, with "by" left out, who did it.
    private static readonly FrozenSet<string> Referred = KeyWords.Set(
        "referred recommended empfohlen empfohlene empfohlener geworben recomendado recomendada referido referida indicado indicada segnalato",
        "segnalata presentato parraine parrainee recommandee aanbevolen doorverwezen");

    // A contact person in Italian, and who referred in Spanish.
    private const string Referente = "referente";

    // Who may have referred somebody, rather than be it.
    private static readonly FrozenSet<string> Advocates = KeyWords.Set("contact advocate user member");

    private static readonly ConceptSet Friends = ConceptSet.Of(Concept.OtherPerson);

    private readonly List<Party> _referrers = Parties.FindAnywhere(persons.Readings, ConceptSet.Of(Concept.Referrer));

    /// <summary>True if <paramref name="words"/> say who was referred rather than who referred.</summary>
    public static bool IsReferred(Words words) => words.FirstToken is "referee" or "invited" || Referred.Contains(words.FirstToken);

    /// <summary>What the words of both sides mean here.</summary>
    public IEnumerable<Recast> Find()
    {
        if (Prospect() is { } prospect) return [prospect.As(Concept.Person), .. Referring(persons.All.Where(party => HasMailBeside(party, prospect)))];
        if (InvitedFriend() is { } friend) return [friend.As(Concept.Person), .. Referring(persons.All.Where(party => CustomerRoles.IsCustomer(party.Token)))];
        return Sides();
    }

    private static IEnumerable<Recast> Referring(IEnumerable<Party> parties) =>
        parties.Select(party => new Recast(party.Token, Concept.Person, Concept.Referrer));

    private static bool HasMailBeside(Party party, Party referred) => party.Fields.Any(Party.IsMail) && !party.Fields.Intersect(referred.Fields).Any();

    /// <summary>The referral itself, where the event is called for it and nobody else is called for the lead.</summary>
    private Party? Prospect() =>
        _referrers.Find(party => party.Token is "referral" && party.IsNamedAndReachable) is { } referral
            && new EventSubject(persons.Readings).IsSolely(referral)
            && persons.All.TrueForAll(party => Advocates.Contains(party.Token) || CustomerRoles.IsCustomer(party.Token))
                ? referral
                : null;

    /// <summary>The friend whom a customer invited, where who invited is called so, and has no address but the customer's.</summary>
    private Party? InvitedFriend()
    {
        if (!_referrers.Exists(party => party.PersonPoints > 0) || _referrers.Exists(party => party.Fields.Any(Party.IsMail))) return null;
        var friend = Parties.FindAnywhere(persons.Readings, Friends).Find(party => party.Token is "friend" && party.PersonPoints >= Party.ReachablePoints);
        if (friend is null || !persons.All.Exists(party => CustomerRoles.IsCustomer(party.Token) && HasMailBeside(party, friend))) return null;
        var isReferrer = _referrers.SelectMany(ValuesOf).Intersect(ValuesOf(friend), StringComparer.OrdinalIgnoreCase).Any();
        return isReferrer ? null : friend;
    }

    private static IEnumerable<string> ValuesOf(Party party) => party.Fields.SelectMany(field => field.Values);

    /// <summary>Who was referred, if who referred is named as well or nobody else is.</summary>
    private IEnumerable<Recast> Sides()
    {
        var referred = _referrers.Find(party => Referred.Contains(party.Token) && party.PersonPoints >= Party.ReachablePoints);
        if (referred is null) yield break;
        var referente = persons.All.Find(party => string.Equals(party.Token, Referente, StringComparison.Ordinal));
        var hasReferrer = referente is not null || _referrers.Exists(party => party != referred && party.PersonPoints > 0 && !Referred.Contains(party.Token));
        if ((!hasReferrer || !referred.IsNamedAndReachable)
            && persons.Readings.Exists(reading => Party.NamesPerson(reading) && !reading.Says(Roles.NotTheLead)
                && !string.Equals(reading.Own.FirstToken, referred.Token, StringComparison.Ordinal)))
        {
            yield break;
        }

        yield return new(referred.Token, Concept.Referrer, Concept.Person);
        if (referente is not null) yield return new(Referente, Concept.Person, Concept.Referrer);
    }
}
