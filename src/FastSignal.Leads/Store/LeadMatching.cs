namespace FastSignal.Leads;

/// <summary>Which lead an entry is about: decided from the keys alone.</summary>
/// <remarks>
/// 1. A strong key (LinkedIn, then email) that belongs to a lead decides. A lead never gives up a strong key for a different one. A further email that
///    came with its LinkedIn URL, or with a lead that was merged into it, belongs to it beside the first.
/// 2. If the two belong to two leads, these are one person and become one lead, unless both have a LinkedIn URL: then they are two people, the LinkedIn
///    URL decides, and the email stays where it is. The same if the LinkedIn URL is new and the email belongs to a lead with a different one.
/// 3. A name decides only without a strong key that contradicts: of the leads of that name, those are out that have another LinkedIn URL or another email
///    than the entry. Of what is left, the oldest lead without strong keys goes first; several with strong keys are different people, none is taken, nor
///    where there are more leads of the name than are looked at: a wrong person is worse than none.
/// </remarks>
internal static class LeadMatching
{
    /// <summary>Decides by the strong keys.</summary>
    /// <param name="entry">The entry's keys.</param>
    /// <param name="byLinkedin">The lead that has its LinkedIn URL.</param>
    /// <param name="byEmail">The lead that has its email, or domain.</param>
    /// <returns>Null if they do not decide.</returns>
    internal static LeadMatch? ByStrongKeys(MatchKeys entry, KnownLead? byLinkedin, KnownLead? byEmail)
    {
        if (byLinkedin is not null && byEmail is not null && byLinkedin.Id != byEmail.Id)
            return byEmail.Keys.Linkedin is null ? Merged(entry, byLinkedin, byEmail) : Visit(byLinkedin, entry, MatchedBy.Linkedin, emailOwner: byEmail);
        if (byLinkedin is not null)
            return Visit(byLinkedin, entry, MatchedBy.Linkedin, emailOwner: null);
        return byEmail is not null && !HasOtherLinkedin(byEmail, entry) ? Visit(byEmail, entry, MatchedBy.EmailOrDomain, emailOwner: null) : null;
    }

    /// <summary>Decides by the name, or that a new lead is made. Called when the strong keys did not decide.</summary>
    /// <param name="entry">The entry's keys.</param>
    /// <param name="byEmail">The lead that has its email, or domain, and a LinkedIn URL that is not the entry's.</param>
    /// <param name="sameName">The leads of its name at its domain or company.</param>
    internal static LeadMatch ByName(MatchKeys entry, KnownLead? byEmail, Namesakes sameName)
    {
        KnownLead? weak = null;
        KnownLead? strong = null;
        var strongCount = 0;
        foreach (var lead in sameName.Leads)
        {
            if (Contradicts(lead.Keys, entry))
                continue;
            if (lead.Keys is not { Linkedin: null, EmailOrDomain: null })
                (strong, strongCount) = (lead, strongCount + 1);
            else if (weak is null || lead.Id < weak.Id)
                weak = lead;
        }

        var found = weak ?? (strongCount == 1 && sameName.AreAll ? strong : null);
        return found is null ? New(entry, byEmail) : Visit(found, entry, MatchedBy.Name, byEmail);
    }

    /// <summary>The entry stays with the lead that has its visit already.</summary>
    /// <param name="lead">That lead.</param>
    /// <param name="entry">The entry's keys, without those that belong to another lead.</param>
    /// <param name="emailOwner">Another lead that its email, or domain, belongs to.</param>
    internal static LeadMatch Stay(KnownLead lead, MatchKeys entry, KnownLead? emailOwner) => Visit(lead, entry, MatchedBy.Name, emailOwner);

    /// <summary>Whether a lead has another strong key than an entry.</summary>
    internal static bool Contradicts(MatchKeys lead, MatchKeys entry) =>
        Contradicts(lead.Linkedin, entry.Linkedin) || Contradicts(lead.EmailOrDomain, entry.EmailOrDomain);

    private static LeadMatch Merged(MatchKeys entry, KnownLead one, KnownLead other)
    {
        var (older, younger) = one.Id < other.Id ? (one, other) : (other, one);
        return new LeadMatch(older, younger, Refreshed(Filled(older.Keys, younger.Keys), entry), MatchedBy.Linkedin, EmailOwner: null);
    }

    private static LeadMatch Visit(KnownLead lead, MatchKeys entry, MatchedBy by, KnownLead? emailOwner)
    {
        var free = emailOwner is null ? entry : entry with { EmailOrDomain = null };
        return new LeadMatch(lead, MergedInto: null, Refreshed(lead.Keys, free), by, emailOwner);
    }

    private static LeadMatch New(MatchKeys entry, KnownLead? emailOwner) =>
        new(Lead: null, MergedInto: null, emailOwner is null ? entry : entry with { EmailOrDomain = null }, MatchedBy.None, emailOwner);

    private static MatchKeys Filled(MatchKeys keys, MatchKeys more) =>
        new(keys.Linkedin ?? more.Linkedin, keys.EmailOrDomain ?? more.EmailOrDomain, keys.NameAtDomain ?? more.NameAtDomain, keys.Name ?? more.Name);

    /// <summary>Strong keys stay; weak ones follow the newest entry, as name and company do: people change jobs.</summary>
    private static MatchKeys Refreshed(MatchKeys keys, MatchKeys entry) =>
        Filled(keys, entry) with { NameAtDomain = entry.NameAtDomain ?? keys.NameAtDomain, Name = entry.Name ?? keys.Name };

    private static bool HasOtherLinkedin(KnownLead lead, MatchKeys entry) => Contradicts(lead.Keys.Linkedin, entry.Linkedin);

    private static bool Contradicts(string? one, string? other) =>
        one is not null && other is not null && !string.Equals(one, other, StringComparison.Ordinal);
}
