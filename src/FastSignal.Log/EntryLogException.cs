namespace FastSignal.Log;

/// <summary>A log that cannot be opened, written or read: one sentence that names the cause and, where there is one, the cure.</summary>
public sealed class EntryLogException : Exception
{
    /// <summary>Makes the fault with its sentence.</summary>
    public EntryLogException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the fault with its sentence and what the system said.</summary>
    public EntryLogException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Makes a fault without a sentence; for serialisers only.</summary>
    public EntryLogException()
    {
    }
}
