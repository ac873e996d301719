namespace FastSignal.Server.Hosting;

/// <summary>A command line or configuration that cannot be meant: exit code 2, one sentence with the cause and the cure.</summary>
public sealed class UsageException : Exception
{
    /// <summary>Makes it with its sentence.</summary>
    public UsageException(string message)
        : base(message)
    {
    }

    /// <summary>Makes it with its sentence and its cause.</summary>
    public UsageException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Makes it without a sentence; for serialisers only.</summary>
    public UsageException()
    {
    }
}
