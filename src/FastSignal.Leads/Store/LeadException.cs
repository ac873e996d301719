namespace FastSignal.Leads;

/// <summary>The lead store refuses what was asked for. The message is one sentence for a person: cause and cure.</summary>
public sealed class LeadException : Exception
{
    /// <summary>Without a text; not used.</summary>
    public LeadException()
    {
    }

    /// <summary>With the sentence.</summary>
    public LeadException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence and what lies behind it.</summary>
    public LeadException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
