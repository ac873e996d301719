namespace FastSignal.Leads;

/// <summary>The consumer cannot go on: a damaged log, a checkpoint that does not fit, or a failing lead store. The message names the values.</summary>
public sealed class ConsumerStoppedException : Exception
{
    /// <summary>Without a text; not used.</summary>
    public ConsumerStoppedException()
    {
    }

    /// <summary>With the sentence.</summary>
    public ConsumerStoppedException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence and what lies behind it.</summary>
    public ConsumerStoppedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
