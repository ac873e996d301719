namespace FastSignal.Server.Ingest;

/// <summary>The answers in an output that acknowledge entries which are not durable yet. Zero-initialised: none.</summary>
internal struct PendingAnswers
{
    /// <summary>Those with status 200.</summary>
    public int Count200 { get; private set; }

    /// <summary>Those with status 202.</summary>
    public int Count202 { get; private set; }

    /// <summary>Where in the unsent output the first of them begins.</summary>
    public int At { get; private set; }

    /// <summary>How many there are.</summary>
    public readonly int Count => Count200 + Count202;

    /// <summary>Adds one that will be written at the end of the output.</summary>
    public void Add(int status, int outputLength)
    {
        if (Count == 0)
            At = outputLength;
        if (status == 200)
            Count200++;
        else
            Count202++;
    }
}
