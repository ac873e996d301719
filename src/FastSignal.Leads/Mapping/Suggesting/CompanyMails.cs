namespace FastSignal.Leads;

/// <summary>Finds the email addresses that tell a company's host where companies are wanted and no person is: those that stand alone, for nothing
/// says whose they are, and those beside a company's name that are at a host called like it.</summary>
internal static class CompanyMails
{
    /// <summary>The addresses.</summary>
    /// <param name="readings">All that was read.</param>
    /// <param name="names">What may name the company.</param>
    public static IEnumerable<string> Find(List<PathReading> readings, IReadOnlyList<Candidate> names) =>
        readings.Where(reading => reading.Looks(ValueShape.Email) && !reading.Says(Roles.NotTheLead)
                && (StandsAlone(reading) || names.Any(name => IsBeside(name, reading))))
            .SelectMany(reading => reading.Values);

    private static bool StandsAlone(PathReading mail) => mail is { Place: Place.Neutral, Own.UnknownCount: 0, Outer.AreNeutral: true };

    private static bool IsBeside(Candidate name, PathReading mail) =>
        string.Equals(name.Parts[0].Container, mail.Container, StringComparison.Ordinal) && OurHosts.HostOf(mail.Value) is { } host
            && CompanyAgreement.IsLikeHost(name.Value, host);
}
