using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Tells who goes to an event from who booked, who exhibits there and who bought the tickets.</summary>
internal sealed class TicketRoles(NamedPersons persons)
{
    /// <summary>The words for who bought something.</summary>
    public static readonly FrozenSet<string> Buyers = KeyWords.Set(
        "buyer purchaser acheteur acheteuse kaufer kauferin comprador compradora acquirente compratore koper");

    private static readonly FrozenSet<string> Holders = KeyWords.Set(
        "attendee participant registrant passenger traveler traveller student learner trainee delegate giftee giftrecipient ticketholder badgeholder",
        "passholder bidder tenderer teilnehmer teilnehmerin ticketinhaber karteninhaber beschenkter inscrit participante asistente alumno alumna",
        "aluno aluna partecipante allievo deelnemer tickethouder");

    // Whose badge was scanned, and who scanned it.
    private static readonly FrozenSet<string> Scanned = KeyWords.Set(
        "badge holder attendee visitor besucher visiteur visitante visitatore bezoeker delegate scanned");
    private static readonly FrozenSet<string> Exhibitors = KeyWords.Set("exhibitor aussteller exposant expositor espositore exposante");

    private static readonly FrozenSet<string> Admissions = KeyWords.Set("barcode qrcode ebadge admission seat codebarre codebarres strichcode");
    private static readonly FrozenSet<string> Tickets = KeyWords.Set(
        "ticket badge participant attendee billet eintrittskarte entrada bilhete ingresso biglietto toegangskaart");

    private static readonly FrozenSet<string> Booking = new[]
    {
        "registered by", "booked by", "enrolled by", "submitted by", "ordered by", "purchased by", "gebucht von", "angemeldet von", "angemeldet durch",
        "inscrit par", "reserve par", "reservado por", "inscrito por", "prenotato da", "iscritto da", "geboekt door", "aangemeld door",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly ConceptSet Bookers = ConceptSet.Of(Concept.OtherPerson, Concept.Ours, Concept.Person, Concept.Bystander);
    private static readonly ConceptSet Guests = ConceptSet.Of(Concept.Person, Concept.Bystander);
    private static readonly ConceptSet Ours = ConceptSet.Of(Concept.Ours);
    private static readonly ConceptSet Work = Roles.Companies | ConceptSet.Of(Concept.JobTitle);

    private readonly HashSet<string> _mailsOfHolders = persons.Readings
        .Where(reading => reading.Looks(ValueShape.Email) && KeyWords.PathSaysAny(reading.Path, Holders))
        .SelectMany(reading => reading.Values).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the words of who buys, books and exhibits mean here.</summary>
    public IEnumerable<Recast> Find() =>
    [
        .. persons.Beside(Holders, Buyers).Where(buyer => !IsAmongHolders(buyer)).Select(AtEdge),
        .. persons.Beside(Scanned, Exhibitors).Select(token => new Recast(token, Concept.Person, Concept.Ours)),
        .. BookersForOthers(),
        .. OwnersOfTickets(),
    ];

    private static Recast AtEdge(string token) => new(token, Concept.Person, Concept.Bystander);

    /// <summary>True if who bought tickets holds one of them: then nobody else is the lead.</summary>
    private bool IsAmongHolders(string buyer) =>
        persons.All.Where(party => string.Equals(party.Token, buyer, StringComparison.Ordinal)).SelectMany(party => party.Fields)
            .Any(field => Party.IsMail(field) && _mailsOfHolders.Contains(field.Value));

    /// <summary>Who booked for others, if it is said where they work or what as, and of the others at the same host it is not: a company sends its
    /// people.</summary>
    private IEnumerable<Recast> BookersForOthers()
    {
        var booker = Parties.FindAnywhere(persons.Readings, Bookers)
            .Find(party => Booking.Contains(party.Token) && party.IsNamedAndReachable && HasWork(party));
        if (booker is null) return [];
        var others = Parties.FindAnywhere(persons.Readings, Guests)
            .Where(party => KeyWords.SayAny(party.Token, Holders) && party.IsNamedAndReachable && !HasWork(party)
                && booker.Hosts.Intersect(party.Hosts, StringComparer.Ordinal).Any())
            .ToList();
        return others.Count == 0 ? [] : others.Select(other => other.As(Concept.OtherPerson)).Prepend(booker.As(Concept.Person));
    }

    /// <summary>The owner of what is scanned at a door holds it, whoever bought it.</summary>
    private IEnumerable<Recast> OwnersOfTickets()
    {
        var owner = Parties.FindAnywhere(persons.Readings, Ours).Find(party => party.Token is "owner" && party.IsNamedAndReachable);
        if (owner is null || !persons.KeysSay(Admissions) || !persons.KeysSay(Tickets)) return [];
        return persons.All.Select(party => party.Token).Where(Buyers.Contains).Select(AtEdge).Prepend(owner.As(Concept.Person));
    }

    private static bool HasWork(Party party) => party.Fields.Any(field => field.Own.Set.HasAny(Work));
}
