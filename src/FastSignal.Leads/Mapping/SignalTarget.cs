namespace FastSignal.Leads;

/// <summary>What a signal makes leads of.</summary>
public enum SignalTarget
{
    /// <summary>One lead a person; written <c>people</c>.</summary>
    People = 0,

    /// <summary>One lead a company; written <c>companies</c>.</summary>
    Companies = 1,
}
