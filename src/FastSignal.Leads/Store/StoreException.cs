namespace FastSignal.Leads;

/// <summary>A database that this program cannot work with. The message is one sentence for a person: cause and cure.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Without a text; not used.</summary>
    public StoreException()
    {
    }

    /// <summary>With the sentence.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence and what lies behind it.</summary>
    public StoreException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
