namespace FastSignal.Leads;

/// <summary>Weighs the candidates for one key against each other by how they agree with what else is known of the lead.</summary>
internal static class AgreementRules
{
    private const int AkinPoints = 6;
    private const int SurePoints = 8;
    private const int ContradictionPoints = -30;

    /// <summary>The candidates with the points of their agreement. Where one agrees for sure, those that do not at all are another's.</summary>
    public static List<Candidate> Weigh(List<Candidate> candidates, ChosenLead lead)
    {
        var surest = candidates.Where(IsEnough).Where(candidate => !candidate.Parts[0].Looks(ValueShape.PrivateMail)).Select(lead.With).DefaultIfEmpty().Max();
        return candidates.ConvertAll(candidate => IsEnough(candidate) ? Weigh(candidate, lead, surest) : candidate);
    }

    private static Candidate Weigh(Candidate candidate, ChosenLead lead, Agreement surest) => lead.With(candidate) switch
    {
        Agreement.None when IsContradiction(candidate, lead, surest) =>
            candidate.Plus(ContradictionPoints, "another value agrees with " + Other(candidate.Key)),
        Agreement.None => candidate,
        Agreement.Akin => candidate.Plus(AkinPoints, "it resembles " + Other(candidate.Key)),
        _ => candidate.Plus(SurePoints, "it agrees with " + Other(candidate.Key)),
    };

    /// <summary>What agrees with nothing contradicts what agrees for sure, and a name that the host is made of is the company's where another is the person's.
    /// Names must be in one script; companies have several sites, and people several profiles.</summary>
    private static bool IsContradiction(Candidate candidate, ChosenLead lead, Agreement surest)
    {
        if (candidate.Key is LeadKey.Email) return surest >= Agreement.Part;
        if (!(candidate.Key is LeadKey.FullName or LeadKey.CompanyName && AddressSpelling.Joined(candidate.Text).Any(char.IsAsciiLetter))) return false;
        return surest >= Agreement.Part || (surest is Agreement.Akin && candidate.Key is LeadKey.FullName && lead.OfCompany(candidate.Text) is Agreement.Whole);
    }

    private static bool IsEnough(Candidate candidate) => candidate.Score >= Assignment.Threshold;

    private static string Other(LeadKey key) => key switch
    {
        LeadKey.FullName => "the email address or the profile",
        LeadKey.CompanyName => "the host of the email address, the site or the company's page",
        LeadKey.LinkedinUrl => "the person's name",
        LeadKey.Email => "the person's name or the company's site",
        _ => "the company's name",
    };
}
