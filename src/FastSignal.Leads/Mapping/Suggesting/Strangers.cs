namespace FastSignal.Leads;

/// <summary>Tells what belongs to somebody other than the lead, who is <paramref name="anchor"/>: the group of fields of the strongest person; empty
/// for the root.</summary>
internal sealed class Strangers(List<PathReading> readings, string anchor)
{
    private const int MaxCompared = 20; // Nobody has more names or addresses.

    private static readonly ConceptSet PersonNames = ConceptSet.Of(Concept.Name, Concept.FullName, Concept.Email);

    // A country and a product look like a name as well.
    private static readonly ConceptSet NamesOfPersons = SampleReader.PersonWords | ConceptSet.Of(
        Concept.Name, Concept.FullName, Concept.GivenName, Concept.FamilyName);

    /// <summary>True if <paramref name="candidate"/> is another person's; <paramref name="chosen"/> is what is known of the lead.</summary>
    public bool Own(Candidate candidate, List<Candidate> chosen) => IsRival(candidate) || IsOfNamedStranger(candidate, chosen) || IsLoose(candidate);

    /// <summary>True if the candidate belongs to another person than the anchor. Groups inside one another are one person, unless the lead is at the
    /// top and who is inside is called for the edge of the event; and so are two that carry the same email address or name.</summary>
    private bool IsRival(Candidate candidate)
    {
        var group = candidate.Group;
        if (PathSegments.IsInside(group, anchor)) return false;
        if (PathSegments.IsInside(anchor, group)) return anchor.Length == 0 && LeadAnchor.IsBystanders(candidate.Parts[0]) && HaveOtherAddresses(group, anchor);
        if (LeadKeys.OfCompany.Contains(candidate.Key))
        {
            return NamesPerson(PathSegments.Of(group)) && HaveOtherAddresses(group, anchor)
                && !HostsOf(group).Intersect(HostsOf(anchor), StringComparer.Ordinal).Any();
        }

        return IsPersonal(candidate.Key) && ArePersons(group, anchor) && !AreCalledAlike(group, anchor)
            && AreApart(Identifying(group), Identifying(anchor)) && !HasMailOf(group, anchor) && !HasMailOf(anchor, group);
    }

    /// <summary>True for two ways to write whose something is: <c>customer_email</c> beside <c>customer_data</c>.</summary>
    private static bool AreCalledAlike(string one, string other)
    {
        var (left, right) = (PathSegments.Of(one), PathSegments.Of(other));
        var (around, aroundOther) = (PathSegments.ContainerOf(one), PathSegments.ContainerOf(other));
        return (around.Length == 0 || aroundOther.Length == 0 || string.Equals(around, aroundOther, StringComparison.Ordinal))
            && !PathSegments.IsIndex(left[^1])
            && string.Equals(Vocabulary.Read(left[^1]).FirstToken, Vocabulary.Read(right[^1]).FirstToken, StringComparison.Ordinal);
    }

    private static bool AreApart(IEnumerable<string> one, IEnumerable<string> other) =>
        one.Any() && other.Any() && !one.Intersect(other, StringComparer.OrdinalIgnoreCase).Any();

    /// <summary>True for an email address outside of the chosen person, under a key that says nothing known, which is not made of the person's name.</summary>
    private bool IsLoose(Candidate candidate)
    {
        if (candidate.Key is not LeadKey.Email || anchor.Length == 0 || PathSegments.IsInside(anchor, candidate.Group)
            || !(candidate.Parts[0].Own is { Concepts.Count: 0, UnknownCount: > 0 } || OurMails.IsByWhom(candidate.Parts[0])))
        {
            return false;
        }

        var known = Identifying(anchor).ToList();
        return known.Count > 0 && !known.Exists(value => Party.IsMailOf(candidate.Value, value));
    }

    /// <summary>True for an address or a phone beside a name that is not the lead's, in a container whose word is nobody's or unknown: whatever that
    /// is, it is its own. A company's name is not the lead's, but who has a full name in an account is somebody.</summary>
    private bool IsOfNamedStranger(Candidate candidate, List<Candidate> chosen)
    {
        var part = candidate.Parts[0];
        if (candidate.Key is not (LeadKey.Email or LeadKey.Phone or LeadKey.LinkedinUrl) || part is not { Selector: null, Container.Length: > 0 }
            || !(IsOfNobody(part) || part.Place is Place.Company))
        {
            return false;
        }

        if (anchor.Length > 0 && PathSegments.IsInside(anchor, part.Container)) return false;
        var beside = readings.FindAll(reading => string.Equals(reading.Container, part.Container, StringComparison.Ordinal));
        var names = beside.Where(
                reading => (reading.Own.Concepts is [Concept.FullName]
                        || (reading.Own.Concepts is [Concept.Person] && reading.Looks(ValueShape.WholeName))
                        || (reading.Own.Concepts is [Concept.Name] && IsOfNobody(part)))
                    && reading.Looks(ValueShape.Words))
            .Select(reading => reading.Value).ToList();
        var known = anchor.Length > 0 ? [.. Identifying(anchor)] : NamesOfLead(chosen);
        if (beside.Exists(reading => reading.Looks(ValueShape.Email | ValueShape.Host) && OurHosts.HostOf(reading.Value) is { } host
            && !ValueShapes.IsPrivateMailHost(host) && known.Exists(value => string.Equals(OurHosts.HostOf(value), host, StringComparison.Ordinal))))
        {
            return false;
        }

        return names.Count > 0 && known.Count > 0 && !names.Intersect(known, StringComparer.OrdinalIgnoreCase).Any()
            && !known.Exists(name => string.Equals(name, candidate.Value, StringComparison.OrdinalIgnoreCase) || Party.IsMailOf(candidate.Value, name));
    }

    /// <summary>True in a thing, and in a container with a word that nobody knows.</summary>
    public static bool IsOfNobody(PathReading part) => part.Place is Place.Thing || part is { Place: Place.Neutral, Outer.UnknownCount: > 0 };

    /// <summary>What names the lead at the top, and the name that was chosen wherever it stands.</summary>
    private List<string> NamesOfLead(List<Candidate> chosen) =>
        [.. readings.Where(reading => reading.Container.Length == 0 && reading.Own.Set.HasAny(PersonNames)
                && reading.Looks(ValueShape.Email | ValueShape.WholeName) && !reading.Says(Roles.NotTheLead))
            .SelectMany(reading => reading.Values),
            .. chosen.Where(candidate => candidate.Key is LeadKey.FullName).Select(candidate => candidate.Text)];

    private static bool IsPersonal(LeadKey key) => LeadKeys.OfPerson.Contains(key) || key is LeadKey.Title or LeadKey.Phone;

    /// <summary>True if the candidate is in a container that says nothing and holds another email address than the chosen one.</summary>
    public bool IsBesideOtherAddress(Candidate candidate, List<Candidate> chosen)
    {
        var container = candidate.Parts[0].Container;
        if (candidate.Parts[0].Outer.UnknownCount == 0 || chosen.Find(other => other.Key is LeadKey.Email) is not { } email
            || PathSegments.IsInside(container, email.Parts[0].Container) || Party.IsMailOf(email.Value, candidate.Text))
        {
            return false;
        }

        return readings.Exists(reading => reading.Looks(ValueShape.Email) && string.Equals(reading.Container, container, StringComparison.Ordinal)
            && !reading.Values.Contains(email.Value, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>True if the groups part at two elements of one list, or at two containers that are named for persons. Two lists in one container
    /// (<c>names.0</c>, <c>emails.0</c>) are parts of one person.</summary>
    private static bool ArePersons(string one, string other)
    {
        var (left, right) = (PathSegments.Of(one), PathSegments.Of(other));
        var at = left.Zip(right).TakeWhile(pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal)).Count();
        if (PathSegments.IsIndex(left[at]) && PathSegments.IsIndex(right[at])) return true;
        return NamesPerson(left[at..]) || NamesPerson(right[at..]);
    }

    private static bool NamesPerson(IEnumerable<string> segments) => segments.Any(segment => Vocabulary.Read(segment).Set.HasAny(SampleReader.PersonWords));

    /// <summary>True if an address of <paramref name="one"/> is made of the name of <paramref name="other"/>.</summary>
    private bool HasMailOf(string one, string other)
    {
        var names = NamesOf(other).Take(MaxCompared).ToList();
        return ValuesOf(one, ValueShape.Email).Take(MaxCompared).Any(mail => names.Exists(name => Party.IsMailOf(mail, name)));
    }

    private IEnumerable<string> NamesOf(string group) => ValuesOf(group, ValueShape.WholeName, reading => reading.Own.Set.HasAny(NamesOfPersons));

    private IEnumerable<string> Identifying(string group) =>
        ValuesOf(group, ValueShape.Email | ValueShape.PersonPage).Concat(NamesOf(group));

    private bool HaveOtherAddresses(string one, string other) =>
        AreApart(ValuesOf(one, ValueShape.Email), ValuesOf(other, ValueShape.Email))
            || AreApart(ValuesOf(one, ValueShape.PersonPage), ValuesOf(other, ValueShape.PersonPage));

    private IEnumerable<string> HostsOf(string group) =>
        ValuesOf(group, ValueShape.Email, reading => !reading.Looks(ValueShape.PrivateMail)).Select(OurHosts.HostOf).OfType<string>();

    private IEnumerable<string> ValuesOf(string group, ValueShape shapes, Func<PathReading, bool>? isWanted = null) =>
        readings.Where(reading => string.Equals(reading.Group, group, StringComparison.Ordinal) && reading.Looks(shapes)
                && isWanted?.Invoke(reading) is not false)
            .SelectMany(reading => reading.Values);
}
