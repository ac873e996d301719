using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Tells who got a document from who sent it or asked for the signature.</summary>
internal sealed class DocumentRoles(NamedPersons persons)
{
    private const int MaxCodeChars = 60; // Longer texts are no event's name.

    private static readonly FrozenSet<string> Signers = KeyWords.Set(
        "signer packet signatory signee cosigner unterzeichner signataire firmante signatario firmatario ondertekenaar");
    private static readonly FrozenSet<string> Requesters = KeyWords.Set("requester requestor");
    private static readonly FrozenSet<string> Shares = KeyWords.Set(
        "share shared asset deck proposal offer quote quotation document video angebot devis propuesta proposta offerte");
    private static readonly FrozenSet<string> Seen = KeyWords.Set("viewed opened accepted signed declined rejected downloaded");

    private static readonly ConceptSet Recipients = ConceptSet.Of(Concept.Recipient);
    private static readonly ConceptSet Senders = ConceptSet.Of(Concept.Bystander, Concept.Person);
    private static readonly ConceptSet Companies = ConceptSet.Of(Concept.Company);

    /// <summary>What the words of who sends and who asks mean here.</summary>
    public IEnumerable<Recast> Find() => [.. RequestersOfSignatures(), .. SendersToRecipients()];

    /// <summary>Who asks others to sign is ours: <c>custom_requester_email</c> beside a signer.</summary>
    private IEnumerable<Recast> RequestersOfSignatures()
    {
        var mails = persons.Readings.FindAll(reading => reading.Looks(ValueShape.Email));
        var requesters = mails.FindAll(mail => KeyWords.PathSaysAny(mail.Path, Requesters));
        var signers = OurHosts.HostsOf(mails.Where(mail => KeyWords.PathSaysAny(mail.Path, Signers)).Except(requesters));
        if (signers.Count == 0 || signers.Overlaps(OurHosts.HostsOf(requesters))) return [];
        return persons.Readings.SelectMany(reading => PathSegments.Of(reading.Path)).Where(key => KeyWords.SayAny(key, Requesters))
            .Select(key => Vocabulary.Read(key).FirstToken).Distinct(StringComparer.Ordinal)
            .Select(token => new Recast(token, Concept.Person, Concept.Ours));
    }

    /// <summary>Who sent something to a recipient with an employer: a user, and of a document the contact person and the company that stand beside
    /// the recipient.</summary>
    private IEnumerable<Recast> SendersToRecipients()
    {
        var recipient = Parties.FindAnywhere(persons.Readings, Recipients)
            .Find(party => party.IsNamedAndReachable && HasEmployer(party));
        if (recipient is null || !persons.KeysSay(Shares)) return [];
        var isSeen = persons.Readings.Exists(IsOfSeen);
        var senders = Parties.FindAnywhere(persons.Readings, Senders)
            .FindAll(party => (isSeen ? party.Token is "user" or "contact" : party.Token is "user" && !HasEmployer(party)) && IsElsewhere(party, recipient));
        return senders.Concat(CompaniesOf(senders, recipient)).Select(party => party.As(Concept.Ours));
    }

    private IEnumerable<Party> CompaniesOf(List<Party> senders, Party recipient)
    {
        var hosts = senders.SelectMany(sender => sender.Hosts).ToHashSet(StringComparer.Ordinal);
        return hosts.Count == 0
            ? []
            : Parties.FindAnywhere(persons.Readings, Companies)
                .Where(party => party.Hosts.Any(hosts.Contains) && !party.Fields.Any(recipient.Fields.Contains));
    }

    private static bool HasEmployer(Party party) => party.Fields.Any(field => field.Own.Set.HasAny(Roles.Companies));

    private static bool IsElsewhere(Party party, Party recipient) =>
        party.Fields.Any(Party.IsMail) && !party.Hosts.Intersect(recipient.Hosts, StringComparer.Ordinal).Any();

    /// <summary>True for what tells that a recipient looked at what was sent: <c>proposal_viewed</c>.</summary>
    private static bool IsOfSeen(PathReading reading) =>
        reading.Container.Length == 0 && reading.IsCode(MaxCodeChars) && KeyWords.SayAny(reading.Value, Seen);
}
