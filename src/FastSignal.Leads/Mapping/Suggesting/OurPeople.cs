namespace FastSignal.Leads;

/// <summary>The people of ours who stand among others: who signs or attends with the address of the sender or the host is not the lead.</summary>
internal sealed class OurPeople
{
    private static readonly ConceptSet Senders = ConceptSet.Of(Concept.Sender);
    private static readonly ConceptSet Referrers = ConceptSet.Of(Concept.Referrer); // No more the lead than we are.
    private static readonly ConceptSet Ours = Senders | ConceptSet.Of(Concept.Ours);

    private static readonly ConceptSet NotTheLead = Roles.Related | ConceptSet.Of(Concept.Previous);

    private readonly HashSet<string> _containers = new(StringComparer.Ordinal);

    /// <summary>Looks at all readings once.</summary>
    public OurPeople(List<PathReading> readings)
    {
        var mails = readings.Where(reading => reading.Looks(ValueShape.Email)).ToList();
        var ourMails = new OurMails(readings);
        var ours = mails.Where(mail => ourMails.Has(mail) || mail.Says(Senders | Referrers)).SelectMany(mail => mail.Values)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = mails.Where(mail => !mail.Says(Ours | NotTheLead) && !mail.Looks(ValueShape.FunctionMailbox)).ToList();

        // Who is alone is the lead, whoever created or sent it.
        if (others.TrueForAll(mail => ours.Contains(mail.Value))) return;
        foreach (var mail in others.Where(mail => mail.Container.Length > 0 && ours.Contains(mail.Value))) _containers.Add(mail.Container);
    }

    /// <summary>True if the container of <paramref name="reading"/> holds the address of one of us.</summary>
    public bool AreIn(PathReading reading) => _containers.Contains(reading.Container);
}
