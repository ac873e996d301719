namespace FastSignal.Leads;

/// <summary>Judges weak evidence: what a key only hints at counts where something else says the same, and is nobody's otherwise.</summary>
/// <remarks>An agreeing value corroborates always. Besides, a name beside an address does, and that it is the only address of all or repeated; a person's field beside a name; for a
/// company's name the ending of its value or an event that is called for a company; and a company around a site.</remarks>
internal sealed class Corroboration(List<PathReading> readings)
{
    // Of what was chosen below this and agreed with nothing, more than half was wrong on the labelled payloads; of all above, less than one in a hundred.
    private const int Sure = 75;
    private const int AlonePoints = -20;
    private const int ApartPoints = -40;

    private static readonly ConceptSet Names = ConceptSet.Of(Concept.Name, Concept.FullName, Concept.GivenName, Concept.FamilyName);
    private static readonly ConceptSet PartsOfPerson = ConceptSet.Of(Concept.Email, Concept.Phone, Concept.Mobile, Concept.JobTitle, Concept.GivenName, Concept.FamilyName, Concept.Linkedin);

    private readonly EventSubject _subject = new(readings);

    /// <summary>Takes from <paramref name="candidate"/> what makes it count, if nothing speaks for it: neither a value of <paramref name="lead"/> nor what is around it, such as the fields that are <paramref name="known"/>.</summary>
    public Candidate Judge(Candidate candidate, ChosenLead lead, List<Candidate> known)
    {
        if (candidate.Score < Assignment.Threshold || candidate.Value.Length == 0 || Agrees(candidate, lead)) return candidate;
        if (candidate.Key is LeadKey.CompanyName or LeadKey.CompanyDomain && StandsApart(candidate, known)) return candidate.Plus(ApartPoints, "it stands apart from the lead, and nothing agrees with it");
        return candidate.Score < Sure && !IsCorroborated(candidate.Key, candidate.Parts[0]) ? candidate.Plus(AlonePoints, "nothing else speaks for it") : candidate;
    }

    private static bool Agrees(Candidate candidate, ChosenLead lead) =>
        lead.With(candidate) is not Agreement.None || (candidate.Key is LeadKey.CompanyDomain && OurHosts.HostOf(candidate.Value) is { } host && lead.MailHosts.Any(mail => HostLabels.IsAt(mail, host)));

    /// <summary>True if none of the other keys comes from the container, from what is around it or in it: a company of its own, beside the lead.</summary>
    private static bool StandsApart(Candidate company, List<Candidate> known)
    {
        var container = WithoutIndices(company);
        var others = known.Where(other => other.Value.Length > 0).Select(WithoutIndices).ToList();
        return others.Count > 0 && !others.Exists(other => PathSegments.IsInside(container, other) || PathSegments.IsInside(other, container));
    }

    private static string WithoutIndices(Candidate candidate) => string.Join('.', PathSegments.Of(candidate.Parts[0].Container).Where(segment => !PathSegments.IsIndex(segment)));

    private bool IsCorroborated(LeadKey key, PathReading reading) => key switch
    {
        LeadKey.Email => !HaveOtherAddress(reading) || readings.Exists(other => other != reading && HaveSameValue(other, reading)) || Beside(reading).Any(other => other.Own.Set.HasAny(Names) && other.Looks(ValueShape.WholeName)),
        LeadKey.FullName => Beside(reading).Any(other => other.Own.Set.HasAny(PartsOfPerson)),
        LeadKey.CompanyName => reading.Looks(ValueShape.CompanySuffix) || reading.Place is Place.Company or Place.Employment || _subject.IsCompany,
        LeadKey.CompanyDomain => reading.Place is Place.Company or Place.Employment && !reading.Looks(ValueShape.DeepLink),
        _ => true,
    };

    private bool HaveOtherAddress(PathReading reading) =>
        readings.Exists(other => other.Looks(ValueShape.Email) && !other.Says(Roles.NotTheLead) && !HaveSameValue(other, reading));

    private static bool HaveSameValue(PathReading one, PathReading other) => one.Values.Intersect(other.Values, StringComparer.OrdinalIgnoreCase).Any();

    private IEnumerable<PathReading> Beside(PathReading reading) =>
        readings.Where(other => other != reading && string.Equals(other.Container, reading.Container, StringComparison.Ordinal) && string.Equals(other.Group, reading.Group, StringComparison.Ordinal));
}
