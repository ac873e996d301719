using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>The email addresses of our own staff. Who only did something (<c>rescheduledBy</c>, <c>created_by</c>) is one of us unless those who are
/// ours beyond doubt, such as an organizer, are all at other hosts.</summary>
internal sealed class OurMails
{
    private static readonly ConceptSet Ours = ConceptSet.Of(Concept.Ours);

    private static readonly FrozenSet<string> Creators = KeyWords.Set("creator ersteller createur creador criador creatore aanmaker");

    private readonly HashSet<string> _sureHosts;

    /// <summary>Looks at all readings once.</summary>
    public OurMails(List<PathReading> readings) =>
        _sureHosts = readings.Where(reading => IsSaid(reading) && !IsByWhom(reading) && !reading.Looks(ValueShape.PrivateMail)).SelectMany(reading => reading.Values)
            .Select(OurHosts.HostOf).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>True if <paramref name="reading"/> is such an address.</summary>
    public bool Has(PathReading reading) => IsSaid(reading) && (!IsByWhom(reading) || _sureHosts.Count == 0 || _sureHosts.Contains(OurHosts.HostOf(reading.Value) ?? ""));

    /// <summary>True for whoever wrote the record around it or did something with it: <c>createdBy</c>, <c>updated_by_email</c>, <c>creatorEmail</c>.</summary>
    public static bool IsByWhom(PathReading reading) => Array.Exists(PathSegments.Of(reading.Path), segment => KeyTokens.Of(segment).Exists(token => token.EndsWith("by", StringComparison.Ordinal) || Creators.Contains(token)));

    private static bool IsSaid(PathReading reading) => reading.Says(Ours) && reading.Looks(ValueShape.Email);
}
