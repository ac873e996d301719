namespace FastSignal.Leads;

/// <summary>An entry failed by a fault of ours in a batch whose entries cannot be taken back one by one: the batch is done again, with entries that
/// can.</summary>
internal sealed class EntryFailedException : Exception
{
    /// <summary>Without a text; not used.</summary>
    public EntryFailedException()
    {
    }

    /// <summary>With a text; not used.</summary>
    public EntryFailedException(string message)
        : base(message)
    {
    }

    /// <summary>With the fault.</summary>
    public EntryFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
