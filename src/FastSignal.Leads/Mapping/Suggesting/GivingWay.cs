using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Knows what a role is beside another: who bought tickets gives way to who holds one, a customer who sells on to the end customer, and who
/// referred to who was referred.</summary>
/// <remarks>Each of them may be the lead alone, so their words in the vocabulary say no more than that.</remarks>
internal sealed class GivingWay(List<PathReading> readings)
{
    private const int NamedAndReachable = 3; // An address and a name.
    private const int MaxCodeChars = 60; // Longer texts are no event's name.

    private static readonly FrozenSet<string> EndCustomers = KeyWords.Set(
        "endcustomer endclient finalcustomer finalclient ultimatecustomer endkunde endkundin endverbraucher clientfinal clientefinal clientefinale",
        "consommateurfinal consumidorfinal consumatorefinale eindklant");

    private static readonly FrozenSet<string> Holders = KeyWords.Set(
        "attendee participant registrant passenger traveler traveller student learner trainee delegate giftee giftrecipient ticketholder badgeholder",
        "passholder bidder tenderer teilnehmer teilnehmerin ticketinhaber karteninhaber beschenkter inscrit participante asistente alumno alumna",
        "aluno aluna partecipante allievo deelnemer tickethouder");

    // Whose badge was scanned.
    private static readonly FrozenSet<string> Scanned = KeyWords.Set(
        "badge holder attendee visitor besucher visiteur visitante visitatore bezoeker delegate scanned");

    private static readonly FrozenSet<string> Buyers = KeyWords.Set(
        "buyer purchaser acheteur acheteuse kaufer kauferin comprador compradora acquirente compratore koper");

    private static readonly FrozenSet<string> Customers = KeyWords.Set("customer client kunde kundin cliente klant account");

    private static readonly FrozenSet<string> Admissions = KeyWords.Set("barcode qrcode ebadge admission seat codebarre codebarres strichcode");

    private static readonly FrozenSet<string> Tickets = KeyWords.Set(
        "ticket badge participant attendee billet eintrittskarte entrada bilhete ingresso biglietto toegangskaart");

    private static readonly FrozenSet<string> Reviewers = KeyWords.Set("reviewer rezensent evaluador avaliador recensore");

    private static readonly FrozenSet<string> Reviews = KeyWords.Set("review bewertung avis resena avaliacao recensione beoordeling");

    private static readonly FrozenSet<string> Signers = KeyWords.Set(
        "signer packet signatory signee cosigner unterzeichner signataire firmante signatario firmatario ondertekenaar");

    private static readonly FrozenSet<string> Creators = KeyWords.Set("creator created");

    private static readonly FrozenSet<string> Ideas = KeyWords.Set("suggestion idea wish feedback featurerequest vote");

    private static readonly FrozenSet<string> Enquirers = KeyWords.Set(
        "interessent interessentin anfragender anfragesteller geinteresseerde aanvrager demandeur interesado interessado interessato");

    private static readonly FrozenSet<string> ContactPersons = KeyWords.Set("ansprechpartner ansprechpartnerin ansprechperson contactpersoon interlocuteur");

    private static readonly FrozenSet<string> Shares = KeyWords.Set(
        "share shared asset deck proposal offer quote quotation document video angebot devis propuesta proposta offerte");

    private static readonly FrozenSet<string> Seen = KeyWords.Set("viewed opened accepted signed declined rejected downloaded");

    private static readonly FrozenSet<string> Requesters = KeyWords.Set("requester requestor");

    private static readonly ConceptSet Ours = ConceptSet.Of(Concept.Ours);
    private static readonly ConceptSet Bookers = ConceptSet.Of(Concept.OtherPerson, Concept.Ours, Concept.Person, Concept.Bystander);
    private static readonly ConceptSet Work = Roles.Companies | ConceptSet.Of(Concept.JobTitle);
    private static readonly FrozenSet<string> Booking = new[] { "registered by", "booked by", "enrolled by", "submitted by", "ordered by",
            "purchased by", "gebucht von", "angemeldet von", "angemeldet durch", "inscrit par", "reserve par", "reservado por", "inscrito por",
            "prenotato da", "iscritto da", "geboekt door", "aangemeld door" }.ToFrozenSet(
        StringComparer.Ordinal);
    private static readonly ConceptSet Businesses = ConceptSet.Of(Concept.Business);
    private static readonly ConceptSet NameHalves = ConceptSet.Of(Concept.GivenName, Concept.FamilyName);
    private static readonly ConceptSet Persons = ConceptSet.Of(Concept.Person);

    private readonly HashSet<string> _mailsOfHolders = readings.Where(reading => reading.Looks(ValueShape.Email) && KeyWords.PathSaysAny(reading.Path, Holders))
        .SelectMany(reading => reading.Values).ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly List<Party> _persons = Parties.FindAnywhere(readings, Persons);

    /// <summary>What the words of who gives way mean here.</summary>
    public IEnumerable<Recast> Find() =>
        Beside(EndCustomers, [.. Customers, .. Buyers]).Select(token => new Recast(token, Concept.Person, Concept.Partner))
            .Concat(Beside(Holders, Buyers).Where(buyer => !IsAmongHolders(buyer)).Select(token => new Recast(token, Concept.Person, Concept.Bystander)))
            .Concat(Beside(Enquirers, ContactPersons).Where(_ => IsEnquirerNamed()).Select(token => new Recast(token, Concept.Person, Concept.Ours)))
            .Concat(Beside(Scanned, ["exhibitor", "aussteller", "exposant", "expositor", "espositore", "exposante"])
                .Select(token => new Recast(token, Concept.Person, Concept.Ours)))
            .Concat(BookersForOthers()).Concat(CompaniesOfContacts()).Concat(new Referrals(readings, _persons).Find()).Concat(OwnersOfTickets())
            .Concat(ReviewedBusinesses()).Concat(RequestersOfSignatures()).Concat(CreatorsOfIdeas()).Concat(SendersToRecipients());

    /// <summary>True for the word of a customer.</summary>
    public static bool IsCustomer(string token) => Customers.Contains(token);

    /// <summary>True if <paramref name="words"/> say a customer, or several.</summary>
    public static bool AreCustomers(Words words) => IsCustomer(words.FirstToken) || (words.FirstToken is [.., 's'] && IsCustomer(words.FirstToken[..^1]));

    /// <summary>A customer with a name and a site is a company where somebody else is named: <c>Customer_Name</c>, <c>Customer_Web</c> and
    /// <c>Contact_Person</c>; and so is one that has a contact.</summary>
    private IEnumerable<Recast> CompaniesOfContacts() =>
        _persons.Where(party => IsCustomer(party.Token) && (IsCompanyBesideSomebody(party) || HasContact(party)))
            .Select(party => new Recast(party.Token, Concept.Person, Concept.Company));

    private bool IsCompanyBesideSomebody(Party party) =>
        party is { CompanyPoints: >= NamedAndReachable, IsPerson: false } && !party.Fields.Any(Party.IsMail)
            && readings.Exists(reading => IsSomebodyElse(reading, party));

    /// <summary>True for a customer that is called like a company and within which somebody is reachable: <c>client.preferred_contact.email</c>,
    /// <c>customer.contact_email</c>.</summary>
    private static bool HasContact(Party party) =>
        party.Fields.Any(field => field.Own.Concepts is [Concept.Name] && field.Looks(ValueShape.CompanySuffix))
            && party.Fields.Any(field => Party.IsMail(field) && IsOfContact(field));

    private static bool IsOfContact(PathReading field) =>
        field.Outer.Concepts.Count(concept => concept is Concept.Person) > 1 || (field.Outer.Has(Concept.Person) && field.Own.Concepts is [Concept.Person, ..]);

    private static bool IsSomebodyElse(PathReading reading, Party party) =>
        (reading.Place is Place.Person or Place.Bystander || reading.Own.Set.HasAny(SampleReader.PersonWords)) && Party.NamesPerson(reading)
            && !reading.Says(Roles.NotTheLead) && !party.Fields.Contains(reading);

    /// <summary>True if who bought tickets holds one of them: then nobody else is the lead.</summary>
    private bool IsAmongHolders(string buyer) =>
        _persons.Where(party => string.Equals(party.Token, buyer, StringComparison.Ordinal)).SelectMany(party => party.Fields).Where(Party.IsMail)
            .Any(mail => _mailsOfHolders.Contains(mail.Value));

    /// <summary>The first words of the keys that say one of <paramref name="followers"/>, where one of <paramref name="leaders"/> is named.</summary>
    private IEnumerable<string> Beside(FrozenSet<string> leaders, IEnumerable<string> followers)
    {
        var tokens = _persons.Select(party => party.Token).Intersect(followers, StringComparer.Ordinal).ToList();
        var named = tokens.Count == 0
            ? null
            : readings.Find(reading => !reading.IsEmpty && (Party.NamesPerson(reading) || Party.NamesCompany(reading))
                && KeyWords.PathSaysAny(reading.Path, leaders));
        return named is null
            ? []
            : tokens.Where(token => !Array.Exists(
                PathSegments.Of(named.Path), key => string.Equals(Vocabulary.Read(key).FirstToken, token, StringComparison.Ordinal)));
    }

    /// <summary>Who booked for others, if it is said where they work or what as, and of the others at the same host it is not: a company sends its
    /// people.</summary>
    private IEnumerable<Recast> BookersForOthers()
    {
        var booker = Parties.FindAnywhere(readings, Bookers)
            .Find(party => Booking.Contains(party.Token) && party.PersonPoints >= NamedAndReachable && party.Fields.Any(field => field.Own.Set.HasAny(Work)));
        if (booker is null) return [];
        var others = Parties.FindAnywhere(readings, Persons | ConceptSet.Of(Concept.Bystander))
            .Where(party => KeyWords.SayAny(party.Token, Holders) && party.PersonPoints >= NamedAndReachable
                && !party.Fields.Any(field => field.Own.Set.HasAny(Work)) && booker.Hosts.Intersect(party.Hosts, StringComparer.Ordinal).Any())
            .ToList();
        return others.Count == 0 ? [] : others.Select(other => other.As(Concept.OtherPerson)).Prepend(booker.As(Concept.Person));
    }

    /// <summary>The owner of what is scanned at a door holds it, whoever bought it.</summary>
    private IEnumerable<Recast> OwnersOfTickets()
    {
        var owner = Parties.FindAnywhere(readings, Ours).Find(party => party.Token is "owner" && party.PersonPoints >= NamedAndReachable);
        if (owner is null || !SayAny(Admissions) || !SayAny(Tickets)) return [];
        return _persons.Where(party => Buyers.Contains(party.Token)).Select(buyer => new Recast(buyer.Token, Concept.Person, Concept.Bystander))
            .Prepend(owner.As(Concept.Person));
    }

    /// <summary>The business that somebody reviews is ours, who read the reviews; the reviewer's own is not.</summary>
    private IEnumerable<Recast> ReviewedBusinesses()
    {
        var businesses = readings.FindAll(reading => reading.Says(Businesses));
        if (businesses.Count == 0 || businesses.Exists(reading => KeyWords.PathSaysAny(reading.Path, Reviewers)) || !SayAny(Reviewers)
            || !readings.Exists(IsOfReview))
        {
            return [];
        }

        var tokens = businesses.SelectMany(reading => PathSegments.Of(reading.Path)).Select(key => Vocabulary.Read(key))
            .Where(words => words.Has(Concept.Business)).Select(words => words.FirstToken).Distinct(StringComparer.Ordinal);
        var hosts = businesses.Select(reading => OurHosts.HostOf(reading.Value)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var users = Parties.FindAnywhere(readings, ConceptSet.Of(Concept.Bystander))
            .Where(party => party.Token is "user" && party.Hosts.Any(hosts.Contains)).Select(user => user.As(Concept.Ours));
        return tokens.Select(token => new Recast(token, Concept.Business, Concept.Thing)).Concat(users);
    }

    /// <summary>True for the event of a review, and for who wrote the one that the payload is: a company's record may hold reviews as well.</summary>
    private static bool IsOfReview(PathReading reading) =>
        PathSegments.Of(reading.Path) is [var first, .. var rest]
                && (KeyWords.SayAny(first, Reviewers) || (Reviews.Contains(first) && rest is [var second, ..] && KeyWords.SayAny(second, Reviewers)))
            || (EventKinds.IsKey(reading.Path) && KeyWords.SayAny(reading.Value, Reviews));

    /// <summary>Who asks others to sign is ours: <c>custom_requester_email</c> beside a signer.</summary>
    private IEnumerable<Recast> RequestersOfSignatures()
    {
        var requesters = readings.FindAll(reading => reading.Looks(ValueShape.Email) && KeyWords.PathSaysAny(reading.Path, Requesters));
        var signers = OurHosts.HostsOf(
            readings.Where(reading => reading.Looks(ValueShape.Email) && KeyWords.PathSaysAny(reading.Path, Signers)).Except(requesters));
        if (signers.Count == 0 || signers.Overlaps(OurHosts.HostsOf(requesters))) return [];
        return readings.SelectMany(reading => PathSegments.Of(reading.Path)).Where(key => KeyWords.SayAny(key, Requesters))
            .Select(key => Vocabulary.Read(key).FirstToken)
            .Distinct(StringComparer.Ordinal).Select(token => new Recast(token, Concept.Person, Concept.Ours));
    }

    /// <summary>Who sent something to a recipient with an employer: a user, and of a document the contact person and the company that stand beside
    /// the recipient.</summary>
    private IEnumerable<Recast> SendersToRecipients()
    {
        var recipient = Parties.FindAnywhere(readings, ConceptSet.Of(Concept.Recipient))
            .Find(party => party.PersonPoints >= NamedAndReachable && party.Fields.Any(field => field.Own.Set.HasAny(Roles.Companies)));
        if (recipient is null || !SayAny(Shares)) return [];
        var isElsewhere = (Party party) => party.Fields.Any(Party.IsMail) && !party.Hosts.Intersect(recipient.Hosts, StringComparer.Ordinal).Any();
        var isSeen = readings.Exists(IsOfSeen);
        var senders = Parties.FindAnywhere(readings, ConceptSet.Of(Concept.Bystander, Concept.Person))
            .Where(party => ((party.Token is "user" && !party.Fields.Any(field => field.Own.Set.HasAny(Roles.Companies)))
                    || (party.Token is "user" or "contact" && isSeen))
                && isElsewhere(party))
            .ToList();
        var companies = senders.Count == 0
            ? []
            : Parties.FindAnywhere(readings, ConceptSet.Of(Concept.Company))
                .Where(party => party.Hosts.Intersect(senders.SelectMany(sender => sender.Hosts), StringComparer.Ordinal).Any()
                    && !party.Fields.Any(recipient.Fields.Contains));
        return senders.Concat(companies).Select(party => party.As(Concept.Ours));
    }

    /// <summary>True for what tells that a recipient looked at what was sent: <c>proposal_viewed</c>.</summary>
    private static bool IsOfSeen(PathReading reading) => reading.Container.Length == 0 && reading.IsCode(MaxCodeChars) && KeyWords.SayAny(reading.Value, Seen);

    /// <summary>True if who asks is a person: then whom to ask is ours, rather than the company's own contact (<c>anfragender.ansprechpartner</c>).</summary>
    private bool IsEnquirerNamed() =>
        !readings.Exists(reading => KeyWords.PathSaysAny(reading.Path, Enquirers) && KeyWords.PathSaysAny(reading.Path, ContactPersons))
            && _persons.Exists(party => Enquirers.Contains(party.Token) && party.Fields.Any(field => field.Own.Set.HasAny(NameHalves)));

    /// <summary>Who wrote what others wish for is a customer: <c>suggestion.creator</c>.</summary>
    private IEnumerable<Recast> CreatorsOfIdeas() => Parties.FindAnywhere(readings, Ours)
        .Where(party => Creators.Contains(party.Token) && party.PersonPoints >= NamedAndReachable
            && party.Fields.All(field => KeyWords.PathSaysAny(field.Path, Ideas)))
        .Select(party => party.As(Concept.Person));

    private bool SayAny(FrozenSet<string> words) => readings.Exists(reading => KeyWords.PathSaysAny(reading.Path, words));
}
