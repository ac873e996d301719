using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Tells whether a message was written to us: its sender is the lead then, and its recipients are ours.</summary>
internal static class MessageDirection
{
    private const int MaxCodeChars = 40;

    private static readonly ConceptSet Senders = ConceptSet.Of(Concept.Sender);
    private static readonly ConceptSet Recipients = ConceptSet.Of(Concept.Recipient);
    private static readonly ConceptSet NotTheLead = ConceptSet.Of(Concept.Ours, Concept.Referrer, Concept.OtherPerson, Concept.Previous);

    private static readonly FrozenSet<string> InboundWords =
        "inbound incoming received eingehend eingang entrant entrante recebido recibido ricevuto recu inkomend".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ReplyWords = InboundWords.Append("reply").Append("replies").Append("antwort").Append("reponse").Append("respuesta").Append("resposta").Append("risposta").Append("antwoord").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True if nobody but a sender can be the lead: the samples have no other person's address, and say that the message came in, or have
    /// no recipient besides a function's mailbox.</summary>
    public static bool IsToUs(List<PathReading> readings)
    {
        var mails = readings.Where(reading => reading.Looks(ValueShape.Email)).ToList();
        var known = mails.Where(mail => mail.Says(Senders | NotTheLead)).SelectMany(mail => mail.Values).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!mails.Exists(mail => mail.Says(Senders) && !mail.Looks(ValueShape.FunctionMailbox))) return false;
        if (mails.Exists(mail => !mail.Says(Senders | Recipients | NotTheLead) && !known.IsSupersetOf(mail.Values))) return false;
        return mails.TrueForAll(mail => !mail.Says(Recipients) || mail.Looks(ValueShape.FunctionMailbox)) || readings.Exists(SaysInbound) || mails.Exists(IsOfReply);
    }

    /// <summary>True for the address of who wrote a reply: <c>reply.from_email</c>.</summary>
    private static bool IsOfReply(PathReading mail) => mail.Says(Senders) && Array.Exists(PathSegments.Of(mail.Container), segment => KeyTokens.Of(segment) is [.., var last] && ReplyWords.Contains(last));

    private static bool SaysInbound(PathReading reading) =>
        reading.Value.Length is > 0 and <= MaxCodeChars && !reading.Value.Contains(' ', StringComparison.Ordinal) && KeyTokens.Of(reading.Value).Exists(InboundWords.Contains);
}
