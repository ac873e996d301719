namespace FastSignal.Leads;

/// <summary>What people decided about a lead.</summary>
public enum LeadStatus
{
    /// <summary>Nothing yet, or it was opened again.</summary>
    Pending,

    /// <summary>It is worth the team's time.</summary>
    Accepted,

    /// <summary>It is not, for a <see cref="DismissalReason"/>.</summary>
    Dismissed,
}
