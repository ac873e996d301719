namespace FastSignal.Leads;

/// <summary>A deletion of a person that cannot be done. One sentence for a person: cause and cure.</summary>
public sealed class ForgettingException : Exception
{
    /// <summary>Without a text; not used.</summary>
    public ForgettingException()
    {
    }

    /// <summary>With the sentence.</summary>
    public ForgettingException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence and what lies behind it.</summary>
    public ForgettingException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
