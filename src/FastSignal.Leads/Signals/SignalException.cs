namespace FastSignal.Leads;

/// <summary>The registry refuses what was asked for. The message is one sentence for a person: cause and cure. It never has a token in it.</summary>
public sealed class SignalException : Exception
{
    /// <summary>Without a text; not used.</summary>
    public SignalException()
    {
    }

    /// <summary>With the sentence.</summary>
    public SignalException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence and what lies behind it.</summary>
    public SignalException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
