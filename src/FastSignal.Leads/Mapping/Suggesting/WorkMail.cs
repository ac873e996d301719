namespace FastSignal.Leads;

/// <summary>Prefers a person's address at work to a private one of the same person.</summary>
internal static class WorkMail
{
    private const int PrivatePoints = -30;

    private static readonly ConceptSet OfWork = ConceptSet.Of(Concept.Work, Concept.Business);

    /// <summary>The candidates for the email address, the private ones with less where the person has another that is surely the person's.</summary>
    public static List<Candidate> Prefer(List<Candidate> candidates, ChosenLead lead)
    {
        var atWork = candidates.Where(
            candidate => candidate.Score >= Assignment.Threshold && IsAtWork(candidate.Parts[0])
                && (candidate.Parts[0].Own.Set.HasAny(OfWork) || lead.With(candidate) is not Agreement.None))
            .Select(candidate => candidate.Group).ToHashSet(StringComparer.Ordinal);
        return candidates.ConvertAll(
            candidate => candidate.Parts[0].Looks(ValueShape.PrivateMail) && atWork.Contains(candidate.Group)
                ? candidate.Plus(PrivatePoints, "the person has an address at work")
                : candidate);
    }

    private static bool IsAtWork(PathReading mail) => mail.Looks(ValueShape.Email) && !mail.Looks(ValueShape.PrivateMail);
}
