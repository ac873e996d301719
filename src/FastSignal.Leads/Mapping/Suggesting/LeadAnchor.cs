namespace FastSignal.Leads;

/// <summary>Finds the person whom the payload is about: the group of fields that the other keys must not contradict.</summary>
internal sealed class LeadAnchor(List<PathReading> readings, IReadOnlyDictionary<LeadKey, List<Candidate>> candidates)
{
    private const int EqualWithin = 5;
    private const int EmployedPoints = 30;
    private const int BystanderPoints = 60; // More than any one key brings.

    private static readonly ConceptSet Jobs = ConceptSet.Of(Concept.JobTitle, Concept.Title, Concept.Role);

    /// <summary>The group with the strongest person: the one that the other keys must not contradict.</summary>
    public string Group()
    {
        var scores = new Dictionary<string, int>(StringComparer.Ordinal);
        var hasLead = candidates.Values.SelectMany(all => all).Any(candidate => candidate.Score >= Assignment.Threshold && IsOfLead(candidate));
        var isNamed = candidates.Values.SelectMany(all => all).Any(IsNameOfLead);
        var subject = new EventSubject(readings);
        var isInSubject = candidates.Where(pair => pair.Key is LeadKey.Email or LeadKey.LinkedinUrl).SelectMany(pair => pair.Value)
            .Any(candidate => candidate.Score >= Assignment.Threshold && candidate.Value.Length > 0 && subject.IsSolelyOfRecord(candidate.Parts[0]));
        foreach (var key in LeadKeys.OfPerson)
        {
            if (!candidates.TryGetValue(key, out var ofKey)) continue;
            var bestOfGroups = ofKey.Where(candidate => candidate.Score >= Assignment.Threshold)
                .GroupBy(candidate => candidate.Group, StringComparer.Ordinal).Select(group => group.First());
            foreach (var best in bestOfGroups)
            {
                var isBehind = IsAtEdge(best.Parts[0], hasLead, isNamed) || (isInSubject && !subject.IsSolelyOfRecord(best.Parts[0]));
                scores[best.Group] = scores.GetValueOrDefault(best.Group) + best.Score - 40 - (isBehind ? BystanderPoints : 0);
            }
        }

        // Of equally strong persons, the one that the sender wrote first. Who has an employer and a job is a contact rather than staff.
        if (scores.Count == 0) return "";
        foreach (var group in scores.Keys.Where(IsEmployed).ToList()) scores[group] += EmployedPoints;
        var enough = scores.Values.Max() - EqualWithin;
        return readings.First(reading => scores.GetValueOrDefault(reading.Group, int.MinValue) >= enough).Group;
    }

    private bool IsEmployed(string group) => group.Length > 0 && HasField(group, Roles.Companies) && HasField(group, Jobs);

    private bool HasField(string group, ConceptSet words) =>
        readings.Exists(reading => !reading.IsEmpty && string.Equals(reading.Group, group, StringComparison.Ordinal) && reading.Own.Set.HasAny(words)
            && !reading.Says(Roles.NotTheLead));

    /// <summary>True for who gives way to others: who is called for the edge of an event beside a lead, what has a name and a mailbox beside a lead
    /// who is named, and who made the thing that others did something with (<c>post.authorName</c>).</summary>
    private static bool IsAtEdge(PathReading person, bool hasLead, bool isNamed) =>
        (hasLead && IsBystanders(person)) || (isNamed && Strangers.IsOfNobody(person) && !person.Says(SampleReader.PersonWords))
            || (person.Place is Place.Thing && person.Own.Has(Concept.Bystander));

    /// <summary>True for who is called for the edge of an event.</summary>
    public static bool IsBystanders(PathReading reading) =>
        reading.Place is Place.Bystander || (reading.Place is Place.Neutral && reading.Own.Has(Concept.Bystander));

    /// <summary>True for an address or both halves of a name in a container or under keys that are called for the lead: a user beside it is one of
    /// the sender's, however much is known about the user.</summary>
    private static bool IsOfLead(Candidate candidate) =>
        LeadKeys.OfPerson.Contains(candidate.Key) && (candidate.Key is not LeadKey.FullName || candidate.Parts.Count > 1)
            && candidate.Parts[0] is { IsEmpty: false } part && IsCalledForLead(part) && !part.Says(ConceptSet.Of(Concept.Bystander));

    /// <summary>True for a whole name in a container or under keys that are called for the lead.</summary>
    private static bool IsNameOfLead(Candidate candidate) =>
        candidate.Key is LeadKey.FullName && candidate.Score >= Assignment.Threshold && candidate.Parts[0] is { IsEmpty: false } part
            && (candidate.Parts.Count > 1 || part.Looks(ValueShape.WholeName)) && IsCalledForLead(part)
            && !part.Says(ConceptSet.Of(Concept.Bystander));

    /// <summary>True in a container or under keys that are called for the lead; of an address the key need not say that it is one: <c>"signer":
    /// "ada@amber.example"</c>.</summary>
    private static bool IsCalledForLead(PathReading part) =>
        part.Place is Place.Person
            ? part.Container.Length > 0
            : part.Place is Place.Neutral && part.Own.Concepts is [Concept.Person, ..] && (part.Own.Concepts.Count > 1 || part.Looks(ValueShape.Email));
}
