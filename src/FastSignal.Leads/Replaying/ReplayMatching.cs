namespace FastSignal.Leads;

/// <summary>Which lead an entry is about that was counted already: the consumer's rules, but in doubt it stays where it is.</summary>
/// <remarks>
/// 1. Where its keys are those that it had under the mapping by which it was counted, it stays: the leads have changed since (names follow the newest
///    entry, leads of one name have become two), and matching it again could put it elsewhere although nothing about it is new.
/// 2. A strong key that belongs to a lead decides, as ever.
/// 3. It stays if no key of it is another than before and at least one is the same, or if it is not known which mapping counted it, unless its lead has
///    another strong key.
/// 4. Its name decides, or it makes a new lead, as ever.
/// </remarks>
/// <param name="leads">The leads.</param>
internal sealed class ReplayMatching(LeadTable leads)
{
    /// <summary>Decides.</summary>
    /// <param name="signalId">The signal.</param>
    /// <param name="now">The keys under the present mapping.</param>
    /// <param name="before">The keys under the mapping by which it was counted; null if that is not known.</param>
    /// <param name="counted">The lead that has its visit; null if none has.</param>
    internal LeadMatch Match(long signalId, MatchKeys now, MatchKeys? before, KnownLead? counted)
    {
        var byLinkedin = leads.FindByLinkedin(signalId, now.Linkedin);
        var byEmail = leads.FindByEmailOrDomain(signalId, now.EmailOrDomain);
        if (counted is not null && before == now)
            return Stay(counted, now, byLinkedin, byEmail);
        if (LeadMatching.ByStrongKeys(now, byLinkedin, byEmail) is { } strong)
            return strong;
        return counted is not null && (before is null || SaysTheSame(before.Value, now)) && !LeadMatching.Contradicts(counted.Keys, now)
            ? Stay(counted, now, byLinkedin, byEmail)
            : LeadMatching.ByName(now, byEmail, leads.FindByName(signalId, now));
    }

    private static LeadMatch Stay(KnownLead lead, MatchKeys now, KnownLead? byLinkedin, KnownLead? byEmail)
    {
        var emailOwner = byEmail is not null && byEmail.Id != lead.Id ? byEmail : null;
        var free = byLinkedin is not null && byLinkedin.Id != lead.Id ? now with { Linkedin = null } : now;
        return LeadMatching.Stay(lead, free, emailOwner);
    }

    private static bool SaysTheSame(MatchKeys before, MatchKeys now)
    {
        var same = 0;
        return Agree(before.Linkedin, now.Linkedin, ref same) && Agree(before.EmailOrDomain, now.EmailOrDomain, ref same)
            && Agree(before.NameAtDomain, now.NameAtDomain, ref same) && Agree(before.Name, now.Name, ref same) && same > 0;
    }

    private static bool Agree(string? before, string? now, ref int same)
    {
        if (before is null || now is null)
            return true;
        same++;
        return string.Equals(before, now, StringComparison.Ordinal);
    }
}
