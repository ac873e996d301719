namespace FastSignal.Leads;

/// <summary>A replay that cannot be begun, or has stopped. One sentence for a person: cause and cure.</summary>
public sealed class ReplayException : Exception
{
    /// <summary>Without a text; not used.</summary>
    public ReplayException()
    {
    }

    /// <summary>With the sentence.</summary>
    public ReplayException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence and what lies behind it.</summary>
    public ReplayException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
