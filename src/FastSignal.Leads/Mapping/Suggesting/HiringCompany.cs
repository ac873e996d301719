using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Knows the company that hires: where the lead applies for a job, a company outside of the applicant is ours, who asked for applicants.</summary>
internal sealed class HiringCompany
{
    private static readonly FrozenSet<string> Applicants =
        KeyWords.Set(
            "candidate candidates applicant applicants bewerber kandidat kandidaten candidat candidats candidato candidatos candidata sollicitant",
            "kandidaat");

    private static readonly FrozenSet<string> Positions = KeyWords.Set(
        "position vacancy requisition jobposting opening stelle stellenangebot offre vacante vaga posizione vacature");

    private static readonly FrozenSet<string> Applications = KeyWords.Set("resume cv coverletter lebenslauf recruiter applicant candidate");

    private readonly bool _isApplication;
    private readonly HashSet<string> _applicants = new(StringComparer.Ordinal);

    private readonly HashSet<string> _containersOfEmployers;

    /// <summary>Looks at all readings once.</summary>
    public HiringCompany(List<PathReading> readings)
    {
        _isApplication = readings.Exists(reading => KeyWords.PathSaysAny(reading.Path, Applications));
        foreach (var reading in readings)
        {
            var segments = PathSegments.Of(reading.Path);
            var at = Array.FindIndex(segments, 0, segments.Length - 1, segment => KeyTokens.Of(segment) is [var only] && Applicants.Contains(only));
            if (at >= 0) _applicants.Add(string.Join('.', segments[..(at + 1)]));
        }

        var hosts = readings.Where(reading => Party.IsMail(reading) && _applicants.Any(applicant => PathSegments.IsInside(applicant, reading.Container)))
            .Select(reading => OurHosts.HostOf(reading.Value)).ToHashSet(StringComparer.Ordinal);
        _containersOfEmployers = readings.Where(reading => Party.IsSite(reading) && hosts.Contains(OurHosts.HostOf(reading.Value)))
            .Select(reading => reading.Container).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>True if <paramref name="reading"/> is in a company that is no applicant's: neither within the applicant nor where the applicant has
    /// an address.</summary>
    public bool Has(PathReading reading) =>
        reading.Place is Place.Company or Place.Employment && IsBesideApplicant(reading) && !_containersOfEmployers.Contains(reading.Container);

    /// <summary>True if a key outside of the applicant says a company at the top, or in what somebody applies for: it hires, where people are wanted.</summary>
    public bool IsSaid(PathReading reading)
    {
        if (!reading.Own.Set.HasAny(Roles.Companies) || _applicants.Any(applicant => PathSegments.IsInside(applicant, reading.Container))) return false;
        return reading.Container.Length == 0 ? _applicants.Count > 0 : _isApplication && KeyWords.SayAny(PathSegments.Of(reading.Container)[^1], Positions);
    }

    /// <summary>True if <paramref name="reading"/>, a job title, is outside of the applicant: it is the job that is offered.</summary>
    public bool Offers(PathReading reading) => reading.Own.Has(Concept.JobTitle) && !reading.Own.Has(Concept.Person) && IsBesideApplicant(reading);

    private bool IsBesideApplicant(PathReading reading) =>
        _applicants.Count > 0 && !_applicants.Any(applicant => PathSegments.IsInside(applicant, reading.Container));
}
