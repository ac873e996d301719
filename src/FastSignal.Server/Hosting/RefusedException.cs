namespace FastSignal.Server.Hosting;

/// <summary>A command that is understood and cannot be done: exit code 1, one sentence with the cause and the cure.</summary>
public sealed class RefusedException : Exception
{
    /// <summary>Makes it with its sentence.</summary>
    public RefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes it with its sentence and its cause.</summary>
    public RefusedException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Makes it without a sentence; for serialisers only.</summary>
    public RefusedException()
    {
    }
}
