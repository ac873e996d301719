namespace FastSignal.Leads;

/// <summary>Says in words why an entry went to its lead.</summary>
internal static class MatchReason
{
    /// <summary>One line for a person; a literal in all common cases.</summary>
    internal static string Of(SignalTarget target, LeadMatch match)
    {
        var linkedin = LeadKeys.Name(StrongKeys.Linkedin(target));
        var email = LeadKeys.Name(StrongKeys.EmailOrDomain(target));
        if (match is { MergedInto: { } younger, Lead: { } older })
            return $"{linkedin} and {email} belonged to two leads: lead {younger.Id} was merged into lead {older.Id}";

        var why = Why(target, match.By);
        return match.EmailOwner is { } owner
            ? $"{why}; its {email} belongs to lead {owner.Id}, which has another {linkedin}, and stays there"
            : why;
    }

    private static string Why(SignalTarget target, MatchedBy by) => (target, by) switch
    {
        (SignalTarget.People, MatchedBy.Linkedin) => "matched by linkedin_url",
        (SignalTarget.People, MatchedBy.EmailOrDomain) => "matched by email",
        (SignalTarget.People, MatchedBy.Name) => "matched by full_name and company",
        (SignalTarget.Companies, MatchedBy.Linkedin) => "matched by company_linkedin_url",
        (SignalTarget.Companies, MatchedBy.EmailOrDomain) => "matched by company_domain",
        (SignalTarget.Companies, MatchedBy.Name) => "matched by company_name",
        _ => "no lead matched: a new one",
    };
}
