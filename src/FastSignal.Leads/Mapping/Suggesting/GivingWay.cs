using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Knows what a role is beside another: who bought tickets gives way to who holds one, a customer who sells on to the end customer, and who referred to who was referred.</summary>
/// <remarks>Each of them may be the lead alone, so their words in the vocabulary say no more than that.</remarks>
internal sealed class GivingWay(List<PathReading> readings)
{
    private const int NamedAndReachable = 3; // An address and a name.

    private static readonly FrozenSet<string> EndCustomers = KeyWords.Set(
        "endcustomer endclient finalcustomer finalclient ultimatecustomer endkunde endkundin endverbraucher clientfinal clientefinal clientefinale consommateurfinal consumidorfinal consumatorefinale eindklant");

    private static readonly FrozenSet<string> Holders = KeyWords.Set(
        "attendee participant registrant passenger traveler traveller student learner trainee giftee giftrecipient ticketholder badgeholder passholder bidder tenderer teilnehmer teilnehmerin ticketinhaber " +
        "karteninhaber beschenkter inscrit participante asistente alumno alumna aluno aluna partecipante allievo deelnemer tickethouder");

    private static readonly FrozenSet<string> Buyers = KeyWords.Set("buyer purchaser acheteur acheteuse kaufer kauferin comprador compradora acquirente compratore koper");

    private static readonly FrozenSet<string> Customers = KeyWords.Set("customer client kunde kundin cliente klant account");

    private static readonly FrozenSet<string> Admissions = KeyWords.Set("barcode qrcode ebadge admission seat codebarre codebarres strichcode");

    private static readonly FrozenSet<string> Tickets = KeyWords.Set("ticket badge participant attendee billet eintrittskarte entrada bilhete ingresso biglietto toegangskaart");

    private static readonly FrozenSet<string> Reviewers = KeyWords.Set("reviewer rezensent evaluador avaliador recensore");

    private static readonly FrozenSet<string> Signers = KeyWords.Set("signer signatory signee cosigner unterzeichner signataire firmante signatario firmatario ondertekenaar");

    private static readonly FrozenSet<string> Creators = KeyWords.Set("creator created");

    private static readonly FrozenSet<string> Ideas = KeyWords.Set("suggestion idea wish feedback featurerequest vote");

    private static readonly FrozenSet<string> Enquirers = KeyWords.Set("interessent interessentin anfragender anfragesteller geinteresseerde aanvrager demandeur interesado interessado interessato");

    private static readonly FrozenSet<string> ContactPersons = KeyWords.Set("ansprechpartner ansprechpartnerin ansprechperson contactpersoon interlocuteur");

    private static readonly FrozenSet<string> Shares = KeyWords.Set("share shared asset deck");

    private static readonly FrozenSet<string> Requesters = KeyWords.Set("requester requestor");

    private static readonly ConceptSet Ours = ConceptSet.Of(Concept.Ours);
    private static readonly ConceptSet NameHalves = ConceptSet.Of(Concept.GivenName, Concept.FamilyName);
    private static readonly ConceptSet Persons = ConceptSet.Of(Concept.Person);

    private readonly HashSet<string> _mailsOfHolders = readings.Where(reading => reading.Looks(ValueShape.Email) && KeyWords.PathSaysAny(reading.Path, Holders)).SelectMany(reading => reading.Values).ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly List<Party> _persons = Parties.FindAnywhere(readings, Persons);

    /// <summary>What the words of who gives way mean here.</summary>
    public IEnumerable<Recast> Find() =>
        Beside(EndCustomers, [.. Customers, .. Buyers]).Select(token => new Recast(token, Concept.Person, Concept.Partner))
            .Concat(Beside(Holders, Buyers).Where(buyer => !IsAmongHolders(buyer)).Select(token => new Recast(token, Concept.Person, Concept.Bystander)))
            .Concat(Beside(Enquirers, ContactPersons).Where(_ => IsEnquirerNamed()).Select(token => new Recast(token, Concept.Person, Concept.Ours)))
            .Concat(CompaniesOfContacts()).Concat(new Referrals(readings, _persons).Find()).Concat(OwnersOfTickets()).Concat(ReviewedBusinesses()).Concat(RequestersOfSignatures()).Concat(CreatorsOfIdeas()).Concat(UsersBesideRecipients());

    /// <summary>True for the word of a customer.</summary>
    public static bool IsCustomer(string token) => Customers.Contains(token);

    /// <summary>True if <paramref name="words"/> say a customer, or several.</summary>
    public static bool AreCustomers(Words words) => IsCustomer(words.FirstToken) || (words.FirstToken is [.., 's'] && IsCustomer(words.FirstToken[..^1]));

    /// <summary>A customer with a name and a site is a company where somebody else is named: <c>Customer_Name</c>, <c>Customer_Web</c> and <c>Contact_Person</c>.</summary>
    private IEnumerable<Recast> CompaniesOfContacts() =>
        _persons.Where(party => IsCustomer(party.Token) && party is { CompanyPoints: >= NamedAndReachable, IsPerson: false } && !party.Fields.Any(Party.IsMail) && readings.Exists(reading => IsSomebodyElse(reading, party)))
            .Select(party => new Recast(party.Token, Concept.Person, Concept.Company));

    private static bool IsSomebodyElse(PathReading reading, Party party) =>
        (reading.Place is Place.Person or Place.Bystander || reading.Own.Set.HasAny(SampleReader.PersonWords)) && Party.NamesPerson(reading) && !reading.Says(Roles.NotTheLead) && !party.Fields.Contains(reading);

    /// <summary>True if who bought tickets holds one of them: then nobody else is the lead.</summary>
    private bool IsAmongHolders(string buyer) =>
        _persons.Where(party => string.Equals(party.Token, buyer, StringComparison.Ordinal)).SelectMany(party => party.Fields).Where(Party.IsMail)
            .Any(mail => _mailsOfHolders.Contains(mail.Value));

    /// <summary>The first words of the keys that say one of <paramref name="followers"/>, where one of <paramref name="leaders"/> is named.</summary>
    private IEnumerable<string> Beside(FrozenSet<string> leaders, IEnumerable<string> followers)
    {
        var tokens = _persons.Select(party => party.Token).Intersect(followers, StringComparer.Ordinal).ToList();
        var named = tokens.Count == 0 ? null : readings.Find(reading => !reading.IsEmpty && (Party.NamesPerson(reading) || Party.NamesCompany(reading)) && KeyWords.PathSaysAny(reading.Path, leaders));
        return named is null ? [] : tokens.Where(token => !Array.Exists(PathSegments.Of(named.Path), key => string.Equals(Vocabulary.Read(key).FirstToken, token, StringComparison.Ordinal)));
    }

    /// <summary>The owner of what is scanned at a door holds it, whoever bought it.</summary>
    private IEnumerable<Recast> OwnersOfTickets()
    {
        var owner = Parties.FindAnywhere(readings, Ours).Find(party => party.Token is "owner" && party.PersonPoints >= NamedAndReachable);
        if (owner is null || !SayAny(Admissions) || !SayAny(Tickets)) return [];
        return _persons.Where(party => Buyers.Contains(party.Token)).Select(buyer => new Recast(buyer.Token, Concept.Person, Concept.Bystander)).Prepend(new(owner.Token, owner.Role, Concept.Person));
    }

    /// <summary>The business that somebody reviews is ours, who read the reviews; the reviewer's own is not.</summary>
    private IEnumerable<Recast> ReviewedBusinesses()
    {
        var businesses = readings.FindAll(reading => reading.Own.Has(Concept.Business));
        if (businesses.Count == 0 || businesses.Exists(reading => KeyWords.PathSaysAny(reading.Path, Reviewers)) || !SayAny(Reviewers)) return [];
        return businesses.Select(reading => reading.Own.FirstToken).Distinct(StringComparer.Ordinal).Select(token => new Recast(token, Concept.Business, Concept.Thing));
    }

    /// <summary>Who asks others to sign is ours: <c>custom_requester_email</c> beside a signer.</summary>
    private IEnumerable<Recast> RequestersOfSignatures()
    {
        var (signers, requesters) = (HostsOf(Signers), HostsOf(Requesters));
        if (signers.Count == 0 || signers.Overlaps(requesters)) return [];
        return readings.SelectMany(reading => PathSegments.Of(reading.Path)).Where(key => KeyWords.SayAny(key, Requesters)).Select(key => Vocabulary.Read(key).FirstToken)
            .Distinct(StringComparer.Ordinal).Select(token => new Recast(token, Concept.Person, Concept.Ours));
    }

    /// <summary>A user of whom no employer is known is who sent it to a recipient with one.</summary>
    private IEnumerable<Recast> UsersBesideRecipients()
    {
        var recipient = Parties.FindAnywhere(readings, ConceptSet.Of(Concept.Recipient)).Find(party => party.PersonPoints >= NamedAndReachable && party.Fields.Any(field => field.Own.Set.HasAny(Roles.Companies)));
        if (recipient is null || !SayAny(Shares)) return [];
        return Parties.Find(readings, ConceptSet.Of(Concept.Bystander)).Where(party => party.Token is "user" && party.Fields.Any(Party.IsMail) && !party.Fields.Any(field => field.Own.Set.HasAny(Roles.Companies) || field.Own.Has(Concept.JobTitle)) && !party.Hosts.Intersect(recipient.Hosts, StringComparer.Ordinal).Any())
            .Select(user => new Recast(user.Token, user.Role, Concept.Ours));
    }

    /// <summary>True if who asks is a person: then whom to ask is ours, rather than the company's own contact (<c>anfragender.ansprechpartner</c>).</summary>
    private bool IsEnquirerNamed() => !readings.Exists(reading => KeyWords.PathSaysAny(reading.Path, Enquirers) && KeyWords.PathSaysAny(reading.Path, ContactPersons)) && _persons.Exists(party => Enquirers.Contains(party.Token) && party.Fields.Any(field => field.Own.Set.HasAny(NameHalves)));

    /// <summary>Who wrote what others wish for is a customer: <c>suggestion.creator</c>.</summary>
    private IEnumerable<Recast> CreatorsOfIdeas() => Parties.FindAnywhere(readings, Ours)
        .Where(party => Creators.Contains(party.Token) && party.PersonPoints >= NamedAndReachable && party.Fields.All(field => KeyWords.PathSaysAny(field.Path, Ideas)))
        .Select(party => new Recast(party.Token, party.Role, Concept.Person));

    /// <summary>The hosts of the addresses under one of <paramref name="words"/>.</summary>
    private HashSet<string> HostsOf(FrozenSet<string> words) =>
        OurHosts.HostsOf(readings.Where(reading => reading.Looks(ValueShape.Email) && KeyWords.PathSaysAny(reading.Path, words)));

    private bool SayAny(FrozenSet<string> words) => readings.Exists(reading => KeyWords.PathSaysAny(reading.Path, words));
}
