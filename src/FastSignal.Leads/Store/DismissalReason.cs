namespace FastSignal.Leads;

/// <summary>Why a lead was dismissed: what of it was no good.</summary>
public enum DismissalReason
{
    /// <summary>The person.</summary>
    BadLead,

    /// <summary>The company.</summary>
    BadCompany,

    /// <summary>What the signal took for interest.</summary>
    BadSignal,

    /// <summary>Something else, which a note may say.</summary>
    Other,
}
