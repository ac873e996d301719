namespace FastSignal.Leads;

/// <summary>Judges weak evidence: what a key only hints at counts where something else says the same, and is nobody's otherwise.</summary>
/// <remarks>An agreeing value corroborates always. Besides, a name beside an address does, and that it is the only address of all or repeated; a
/// person's field beside a name; for a company's name the ending of its value or an event that is called for a company; and a company around a
/// site.</remarks>
internal sealed class Corroboration(List<PathReading> readings, bool wantsPerson)
{
    // Of what was chosen below this and agreed with nothing, more than half was wrong on the labelled payloads; of all above, less than one in a hundred.
    private const int Sure = 75;
    private const int SureCompany = 80;
    private const int AlonePoints = -20;
    private const int ApartPoints = -40;

    private static readonly ConceptSet Names = ConceptSet.Of(Concept.Name, Concept.FullName, Concept.GivenName, Concept.FamilyName);
    private static readonly ConceptSet PartsOfPerson = ConceptSet.Of(
        Concept.Email, Concept.Phone, Concept.Mobile, Concept.JobTitle, Concept.GivenName, Concept.FamilyName, Concept.Linkedin);

    private readonly EventSubject _subject = new(readings);

    /// <summary>Takes from <paramref name="candidate"/> what makes it count, if nothing speaks for it: neither a value of <paramref name="lead"/> nor
    /// what is around it, such as the fields that are <paramref name="known"/>.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="lead">What is known of the lead.</param>
    /// <param name="known">The fields that are known; none as long as it is not sure who the lead is.</param>
    /// <param name="isLast">True when all keys are chosen for the last time: what is chosen after this one is in <paramref name="lead"/> as well.</param>
    public Candidate Judge(Candidate candidate, ChosenLead lead, List<Candidate> known, bool isLast)
    {
        if (candidate.Score < Assignment.Threshold || candidate.Value.Length == 0 || lead.With(candidate) is not Agreement.None) return candidate;

        // Where companies are wanted, an address proves nothing of which of two it is.
        var isOfNamedOther = candidate.Key is LeadKey.CompanyDomain or LeadKey.CompanyLinkedinUrl && IsOfNamedOther(candidate, known);
        if (IsAtMailHost(candidate, lead) && (wantsPerson || !isOfNamedOther)) return candidate;
        if (isOfNamedOther) return candidate.Plus(ApartPoints, "another company is named beside it");
        if (candidate.Key is LeadKey.CompanyName && wantsPerson && candidate.Parts[0].Container is { Length: > 0 } around
            && PlaceWord.IsSaid(PathSegments.Of(around)[^1]))
        {
            return candidate.Plus(ApartPoints, "it belongs to a place, and nothing agrees with it");
        }

        if (candidate.Key is LeadKey.CompanyDomain && IsBelowSite(candidate) && lead.MailHosts.Count > 0)
        {
            return candidate.Plus(ApartPoints, "it is below somebody's site, and the email address is elsewhere");
        }

        if (isLast && candidate.Key is LeadKey.CompanyDomain && wantsPerson && IsAlone(candidate, known))
        {
            return candidate.Plus(ApartPoints, "nobody is named beside it");
        }

        if (candidate.Key is LeadKey.CompanyName && wantsPerson && IsOfOtherMail(candidate, known))
        {
            return candidate.Plus(ApartPoints, "another email address stands beside it, and nothing agrees with it");
        }

        if (candidate.Key is LeadKey.CompanyName or LeadKey.CompanyDomain && StandsApart(candidate, known))
        {
            return candidate.Plus(ApartPoints, "it stands apart from the lead, and nothing agrees with it");
        }

        return candidate.Score < (candidate.Key is LeadKey.CompanyName ? SureCompany : Sure) && !IsCorroborated(candidate.Key, candidate.Parts[0])
            ? candidate.Plus(AlonePoints, "nothing else speaks for it")
            : candidate;
    }

    /// <summary>True at the top of an event for a host below another: as a rule the address that the sender gave us.</summary>
    private static bool IsBelowSite(Candidate candidate) =>
        candidate.Parts[0] is { Container.Length: 0, Selector: null, Own.Concepts: [Concept.Domain] } && OurHosts.HostOf(candidate.Value) is { } host
            && !host.StartsWith(HostLabels.Registered(host) + ".", StringComparison.Ordinal);

    /// <summary>True for a site that is all there is, and is not said to be a company's.</summary>
    private static bool IsAlone(Candidate site, List<Candidate> known) => site.Parts[0].Place is not (Place.Company or Place.Employment)
        && !known.Exists(other => other.Value.Length > 0
            && (LeadKeys.OfPerson.Contains(other.Key) || other.Key is LeadKey.CompanyName or LeadKey.CompanyLinkedinUrl));

    private static bool IsAtMailHost(Candidate candidate, ChosenLead lead) =>
        candidate.Key is LeadKey.CompanyDomain && OurHosts.HostOf(candidate.Value) is { } host && lead.MailHosts.Any(mail => HostLabels.IsAt(mail, host));

    /// <summary>True in a container whose word nobody knows and that holds an email address which is not the lead's: <c>contractor.name</c>.</summary>
    private bool IsOfOtherMail(Candidate company, List<Candidate> known) =>
        company.Parts[0] is { Selector: null, Place: not (Place.Person or Place.Company), Container: { Length: > 0 } container }
            && known.Find(other => other.Key is LeadKey.Email && other.Value.Length > 0) is { } email
            && !PathSegments.IsInside(container, email.Parts[0].Container)
            && readings.Exists(reading => reading.Looks(ValueShape.Email) && string.Equals(reading.Container, container, StringComparison.Ordinal)
                && !reading.Values.Contains(email.Value, StringComparer.OrdinalIgnoreCase));

    /// <summary>True if none of the other keys comes from the container, from what is around it or in it: a company of its own, beside the lead.</summary>
    private bool StandsApart(Candidate company, List<Candidate> known)
    {
        if (company.Parts[0].Selector is not null) return false; // What somebody answered is theirs, wherever the answers stand.
        if (known.Exists(other => other.Parts[0].Selector is not null && LeadKeys.OfPerson.Contains(other.Key))
            && known.TrueForAll(other => other.Value.Length == 0 || other.Parts[0].Selector is not null || !LeadKeys.OfPerson.Contains(other.Key)))
        {
            return true;
        }

        if (company.Group.Length > 0 && known.Exists(other => other.Value.Length > 0 && string.Equals(other.Group, company.Group, StringComparison.Ordinal)))
        {
            return false;
        }

        var container = WithoutIndices(company);
        var others = known.Where(other => other.Value.Length > 0)
            .Select(other => (Container: WithoutIndices(other), IsPlace: other.Key is LeadKey.City or LeadKey.Country)).ToList();

        // A company's address may stand apart from it; that proves nothing.
        return others.Exists(other => wantsPerson || !other.IsPlace)
            && !others.Exists(other => PathSegments.IsInside(container, other.Container) || PathSegments.IsInside(other.Container, container));
    }

    /// <summary>True if a name stands beside that is not the company's, which is elsewhere.</summary>
    private bool IsOfNamedOther(Candidate candidate, List<Candidate> known)
    {
        var container = candidate.Parts[0].Container;
        if (container.Length == 0 || known.Find(other => other.Key is LeadKey.CompanyName && other.Value.Length > 0) is not { } company
            || PathSegments.IsInside(container, company.Parts[0].Container))
        {
            return false;
        }

        var names = readings.Where(
                reading => string.Equals(reading.Container, container, StringComparison.Ordinal) && !(wantsPerson && reading.Place is Place.Person)
                    && reading.Own.Concepts is [Concept.Name] && reading.Looks(ValueShape.Words))
            .SelectMany(reading => reading.Values).ToList();
        return names.Count > 0
            && !names.Exists(name => name.Contains(company.Text, StringComparison.OrdinalIgnoreCase)
                || company.Text.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    private static string WithoutIndices(Candidate candidate) =>
        string.Join('.', PathSegments.Of(candidate.Parts[0].Container).Where(segment => !PathSegments.IsIndex(segment)));

    private bool IsCorroborated(LeadKey key, PathReading reading) => key switch
    {
        LeadKey.Email => reading.Own.Concepts is [Concept.Person] || !HaveOtherAddress(reading)
            || readings.Exists(other => other != reading && HaveSameValue(other, reading))
            || Beside(reading).Any(other => other.Own.Set.HasAny(Names) && other.Looks(ValueShape.WholeName)),
        LeadKey.FullName => Beside(reading).Any(other => other.Own.Set.HasAny(PartsOfPerson)),
        LeadKey.CompanyName => reading.Looks(ValueShape.CompanySuffix) || reading.Place is Place.Company or Place.Employment || _subject.IsCompany,
        LeadKey.CompanyDomain => reading.Place is Place.Company or Place.Employment && !reading.Looks(ValueShape.DeepLink),
        _ => true,
    };

    private bool HaveOtherAddress(PathReading reading) =>
        readings.Exists(other => other.Looks(ValueShape.Email) && !other.Says(Roles.NotTheLead) && !HaveSameValue(other, reading));

    private static bool HaveSameValue(PathReading one, PathReading other) => one.Values.Intersect(other.Values, StringComparer.OrdinalIgnoreCase).Any();

    private IEnumerable<PathReading> Beside(PathReading reading) =>
        readings.Where(other => other != reading && string.Equals(other.Container, reading.Container, StringComparison.Ordinal)
            && string.Equals(other.Group, reading.Group, StringComparison.Ordinal));
}
