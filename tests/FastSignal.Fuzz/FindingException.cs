namespace FastSignal.Fuzz;

/// <summary>An oracle that is broken. The message says which, and what was found instead.</summary>
public sealed class FindingException : Exception
{
    /// <summary>Nothing is known about it.</summary>
    public FindingException()
    {
    }

    /// <summary>Says which oracle is broken.</summary>
    public FindingException(string message)
        : base(message)
    {
    }

    /// <summary>Says which oracle is broken, and by what.</summary>
    public FindingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Fails unless the oracle holds.</summary>
    public static void Unless(bool holds, string oracle)
    {
        if (!holds)
            throw new FindingException(oracle);
    }

    /// <summary>Fails unless both are the same.</summary>
    public static void UnlessSame<T>(T expected, T actual, string oracle)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new FindingException($"{oracle}\nexpected: {expected}\nfound:    {actual}");
    }
}
