using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Tells whether a message was written to us: its sender is the lead then, and its recipients are ours.</summary>
internal static class MessageDirection
{
    private const int MaxCodeChars = 40;

    private static readonly ConceptSet Senders = ConceptSet.Of(Concept.Sender);
    private static readonly ConceptSet PartsOfPerson = ConceptSet.Of(
        Concept.GivenName, Concept.FamilyName, Concept.JobTitle, Concept.CompanyName, Concept.Company);
    private static readonly ConceptSet Ours = ConceptSet.Of(Concept.Ours);
    private static readonly ConceptSet Recipients = ConceptSet.Of(Concept.Recipient);
    private static readonly ConceptSet NotTheLead = Roles.NotTheLead.Without(Senders);

    private const string Inbound = "inbound incoming inbox received eingehend eingang entrant entrante recebido recibido ricevuto recu inkomend";

    private static readonly FrozenSet<string> InboundWords = KeyWords.Set(Inbound);

    // What a mail server was greeted with by the one that brought the mail.
    private static readonly FrozenSet<string> Greetings = KeyWords.Set("helo helodomain heloname");

    private static readonly FrozenSet<string> OutboundWords = KeyWords.Set("outbound outgoing ausgehend sortant saliente enviado inviato uitgaand");

    private static readonly FrozenSet<string> Enquiries = KeyWords.Set("enquiry inquiry enquiryid inquiryid rfqid rfq anfrage consulta richiesta aanvraag");

    private static readonly FrozenSet<string> Answers = KeyWords.Set("inreply inreplyto");

    private static readonly FrozenSet<string> Messengers = KeyWords.Set("waid whatsappid whatsappnumber");

    private static readonly ConceptSet Events = ConceptSet.Of(Concept.Thing, Concept.Meta);

    private static readonly FrozenSet<string> SentWords = KeyWords.Set(
        "sent delivered gesendet zugestellt envoye enviado entregado enviada inviato consegnato verzonden bezorgd");

    private static readonly FrozenSet<string> Mailings = KeyWords.Set(
        "campaign mailing newsletter broadcast kampagne rundschreiben serienmail campagne infolettre campana boletin campanha campagna");

    private static readonly FrozenSet<string> ReplyWords = KeyWords.Set(Inbound, "reply replies antwort reponse respuesta resposta risposta antwoord");

    /// <summary>True if nobody but a sender can be the lead: the samples have no other person's address or profile, and say that the message came
    /// in, have no recipient besides a function's mailbox and one of us, or have only the sender at a provider for private mail.</summary>
    public static bool IsToUs(List<PathReading> readings)
    {
        var mails = readings.Where(reading => reading.Looks(ValueShape.Email) && !IsMessageId(reading) && !IsCopy(reading)).ToList();
        if (!mails.Exists(mail => mail.Says(Senders | Recipients))) return (readings.Exists(IsCaller) && readings.Exists(SaysInbound)) || IsChat(readings);
        var known = mails.Where(mail => mail.Says(Senders | NotTheLead)).SelectMany(mail => mail.Values).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var ours = mails.Where(mail => mail.Says(Ours)).SelectMany(mail => mail.Values).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!mails.Exists(mail => mail.Says(Senders) && !mail.Looks(ValueShape.FunctionMailbox) && !ours.Overlaps(mail.Values))) return false;
        if (!readings.Exists(SaysOutbound) && !readings.Exists(SaysSent)
            && (readings.Exists(IsOfEnquiry) || (readings.Exists(IsOfAnswer) && IsAtCompany(mails, readings))))
        {
            return true;
        }

        if (mails.Exists(mail => !mail.Says(Senders | Recipients | NotTheLead) && !known.IsSupersetOf(mail.Values))) return false;
        if (readings.Exists(IsProfileOfSender) && readings.Exists(IsProfileOfLead)) return false;
        if (!mails.Exists(mail => mail.Says(Recipients)) && !readings.Exists(SaysInbound) && !mails.Exists(IsOfReply)
            && (readings.Exists(SaysSent) || mails.Exists(IsOfMailing)))
        {
            return false;
        }

        return mails.TrueForAll(mail => !mail.Says(Recipients) || (mail.Looks(ValueShape.FunctionMailbox) && !IsDescribed(mail, readings))
                || ours.IsSupersetOf(mail.Values))
            || readings.Exists(SaysInbound) || mails.Exists(IsOfReply) || OnlySenderIsPrivate(mails);
    }

    private static bool IsProfileOfSender(PathReading reading) => reading.Looks(ValueShape.PersonPage) && reading.Says(Senders);

    /// <summary>True for the profile of somebody whom a sender with a profile wrote to: <c>{"sender": {"email": ...}, "lead": {"profile_url":
    /// ...}}</c>.</summary>
    private static bool IsProfileOfLead(PathReading reading) =>
        reading.Place is Place.Person && reading.Looks(ValueShape.PersonPage) && !reading.Says(Senders | Recipients | NotTheLead);

    /// <summary>True for what tells that somebody asks for something: <c>InquiryID</c>.</summary>
    private static bool IsOfEnquiry(PathReading reading) =>
        !reading.IsEmpty && (KeyWords.PathSaysAny(reading.Path, Enquiries) || (EventKinds.IsCode(reading) && KeyWords.SayAny(reading.Value, Enquiries)));

    /// <summary>True for what tells that a message answers another: <c>in_reply_to</c>, <c>"subject": "Re: Hello"</c>.</summary>
    private static bool IsOfAnswer(PathReading reading) =>
        !reading.IsEmpty
            && (KeyWords.SayAny(PathSegments.LastKey(reading.Path), Answers) || reading.Value.StartsWith("Re:", StringComparison.OrdinalIgnoreCase));

    /// <summary>True if a company of the payload has its site where the sender is, and none where the recipients are.</summary>
    private static bool IsAtCompany(List<PathReading> mails, List<PathReading> readings)
    {
        var sites = OurHosts.HostsOf(
            readings.Where(reading => Party.IsSite(reading) && reading.Place is Place.Company && !reading.Says(NotTheLead | Recipients)));
        return sites.Overlaps(OurHosts.HostsOf(mails.Where(mail => mail.Says(Senders))))
            && !sites.Overlaps(OurHosts.HostsOf(mails.Where(mail => mail.Says(Recipients))));
    }

    /// <summary>True if a recipient's record says who it is as well: what a campaign knows of whom it wrote to.</summary>
    private static bool IsDescribed(PathReading mail, List<PathReading> readings) =>
        mail.Container.Length > 0
            && readings.Exists(reading => !reading.IsEmpty && reading.Own.Set.HasAny(PartsOfPerson)
                && PathSegments.IsInside(mail.Container, reading.Container) && reading.Says(Recipients));

    /// <summary>True if who sent it has a private address and who received it has none: nobody writes for us from a private one.</summary>
    private static bool OnlySenderIsPrivate(List<PathReading> mails) =>
        mails.Exists(mail => mail.Says(Senders))
            && mails.TrueForAll(mail => !mail.Says(Senders | Recipients) || mail.Looks(ValueShape.PrivateMail) == mail.Says(Senders));

    /// <summary>True if nobody but the sender of a chat message is named, by a phone number or an id at the messenger.</summary>
    private static bool IsChat(List<PathReading> readings)
    {
        var named = readings.FindAll(
            reading => reading.Own.Concepts is [.., Concept.Name or Concept.FullName] && reading.Looks(ValueShape.WholeName) && !reading.Says(NotTheLead));
        return named.Count > 0 && named.TrueForAll(name => name.Says(Senders))
            && !readings.Exists(reading => reading.Says(Recipients) || SaysOutbound(reading))
            && readings.Exists(reading => IsCaller(reading) || KeyWords.SayAny(PathSegments.Of(reading.Path)[^1], Messengers));
    }

    /// <summary>The id of a message looks like an address.</summary>
    private static bool IsMessageId(PathReading reading) => reading.Own.Has(Concept.Meta) && !reading.Own.Has(Concept.Email);

    /// <summary>Who got a copy may be on either side.</summary>
    private static bool IsCopy(PathReading reading) =>
        PathSegments.Of(reading.Path).Any(segment => KeyTokens.Of(segment) is ["cc" or "ccs" or "copy" or "kopie" or "copie" or "copia", ..]);

    /// <summary>True for the number that a call or a text came from.</summary>
    private static bool IsCaller(PathReading reading) => reading.Says(Senders) && !reading.Says(NotTheLead) && reading.Looks(ValueShape.Phone);

    /// <summary>True for the address of who wrote a reply: <c>reply.from_email</c>.</summary>
    private static bool IsOfReply(PathReading mail) =>
        mail.Says(Senders) && Array.Exists(PathSegments.Of(mail.Container), segment => KeyTokens.Of(segment) is [.., var last] && ReplyWords.Contains(last));

    /// <summary>True for the sender of a mailing, who is ours: <c>campaign.from_email</c>.</summary>
    private static bool IsOfMailing(PathReading mail) => mail.Says(Senders) && KeyWords.PathSaysAny(mail.Path, Mailings);

    /// <summary>True for what tells that we wrote: <c>"direction": "outbound"</c>, <c>"event": "message.sent"</c>; and for <c>fromMe</c>, be it true
    /// or false, which a reading does not tell.</summary>
    private static bool SaysOutbound(PathReading reading) =>
        SaysAny(reading, OutboundWords)
            || (KeyTokens.Of(PathSegments.Of(reading.Path)[^1]) is ["event" or "type" or "action", ..] && SaysAny(reading, SentWords))
            || (reading.IsFlag && KeyTokens.Of(PathSegments.Of(reading.Path)[^1]) is ["from", "me"]);

    /// <summary>True for what tells that a message came in, and for what only the server knows that received it.</summary>
    private static bool SaysInbound(PathReading reading) =>
        SaysAny(reading, InboundWords) || (!reading.IsEmpty && KeyWords.SayAny(PathSegments.LastKey(reading.Path), Greetings));

    /// <summary>True for what tells that a mailing of ours went out: <c>CampaignSentEvent</c>.</summary>
    private static bool SaysSent(PathReading reading) => SaysAny(reading, SentWords) && reading.Own.Set.HasAny(Events);

    private static bool SaysAny(PathReading reading, FrozenSet<string> words) =>
        reading.IsCode(MaxCodeChars) && KeyTokens.Of(reading.Value).Exists(words.Contains);
}
