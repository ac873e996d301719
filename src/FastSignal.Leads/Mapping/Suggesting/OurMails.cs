using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>The email addresses of our own staff. Who only did something (<c>rescheduledBy</c>, <c>created_by</c>) is one of us unless those who are
/// ours beyond doubt, such as an organizer, are all at other hosts.</summary>
internal sealed class OurMails
{
    private static readonly ConceptSet Ours = ConceptSet.Of(Concept.Ours);

    private static readonly FrozenSet<string> Creators = KeyWords.Set("creator ersteller createur creador criador creatore aanmaker");

    // To whom work was given is on the staff of whoever gave it.
    private static readonly FrozenSet<string> Assigned = KeyWords.Set(
        "assignee assigned assignedto zugewiesen zugeordnet beauftragt assigne attribue asignado atribuido assegnato toegewezen tildelt tilldelad",
        "przypisany przydzielony shift shiftlead moderator");

    private readonly HashSet<string> _sureHosts;

    /// <summary>Looks at all readings once.</summary>
    public OurMails(List<PathReading> readings) =>
        _sureHosts = readings.Where(reading => IsSaid(reading) && !IsByWhom(reading) && !reading.Looks(ValueShape.PrivateMail))
            .SelectMany(reading => reading.Values)
            .Select(OurHosts.HostOf).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>True if <paramref name="reading"/> is such an address.</summary>
    public bool Has(PathReading reading) =>
        IsSaid(reading) && (!IsByWhom(reading) || _sureHosts.Count == 0 || _sureHosts.Contains(OurHosts.HostOf(reading.Value) ?? ""));

    /// <summary>True for whoever wrote the record around it or did something with it: <c>createdBy</c>, <c>updated_by_email</c>, <c>creatorEmail</c>.</summary>
    public static bool IsByWhom(PathReading reading) =>
        Array.Exists(PathSegments.Of(reading.Path), segment => KeyTokens.Of(segment)
            .Exists(token => token.EndsWith("by", StringComparison.Ordinal) || Creators.Contains(token)));

    /// <summary>True for a key that says to whom work was given.</summary>
    public static bool IsAssigned(string key) => KeyWords.SayAny(key, Assigned);

    /// <summary>True for the address of one of us to whom work was given: <c>assignee.email</c>.</summary>
    public static bool IsOfAssigned(PathReading reading) => IsSaid(reading) && KeyWords.PathSaysAny(reading.Path, Assigned);

    private static bool IsSaid(PathReading reading) => reading.Says(Ours) && reading.Looks(ValueShape.Email);
}
