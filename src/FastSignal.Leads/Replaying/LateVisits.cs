namespace FastSignal.Leads;

/// <summary>Writes visits of entries that come late: a lead that newer entries have visited meanwhile keeps what these said.</summary>
/// <param name="store">The open batch.</param>
internal sealed class LateVisits(LeadStoreWriter store)
{
    /// <summary>Writes one.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="receivedAt">When the entry was received.</param>
    /// <param name="newest">When the newest of those that come late together was received: what came behind it is newer.</param>
    /// <param name="isCounted">Whether it is a visit that the lead does not have yet.</param>
    /// <param name="values">The values of the lead keys.</param>
    /// <param name="context">The context.</param>
    /// <param name="keys">The keys that the lead has from now on.</param>
    internal void Write(KnownLead lead, long receivedAt, long newest, bool isCounted, string?[] values, LeadContext context, MatchKeys keys)
    {
        var isVisitedLater = store.Replay.LastSeenAt(lead.Id) > newest;
        store.Replay.Refresh(lead, receivedAt, isCounted, newest, values, context);
        store.Leads.SetKeys(lead, isVisitedLater ? KeepingWeak(lead.Keys, keys) : keys);
    }

    private static MatchKeys KeepingWeak(MatchKeys own, MatchKeys keys) =>
        keys with { NameAtDomain = own.NameAtDomain ?? keys.NameAtDomain, Name = own.Name ?? keys.Name };
}
