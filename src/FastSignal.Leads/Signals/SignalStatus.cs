namespace FastSignal.Leads;

/// <summary>Where a signal is in its life: draft, then live and paused in turns, in the end archived.</summary>
public enum SignalStatus
{
    /// <summary>Every entry is a test: kept as a sample, never a lead.</summary>
    Draft,

    /// <summary>Every later entry is real.</summary>
    Live,

    /// <summary>Entries are accepted and held; they become leads on resume.</summary>
    Paused,

    /// <summary>Its tokens are unknown to the server: 404.</summary>
    Archived,
}
