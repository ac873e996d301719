namespace FastSignal.Fuzz.Oracles;

/// <summary>One answer of the server, read by its own framing.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Fields">The field lines.</param>
/// <param name="Content">The content.</param>
internal sealed record Answer(int Status, IReadOnlyList<string> Fields, string Content)
{
    /// <summary>Whether it is one that the final answer follows.</summary>
    public bool IsInterim => Status < 200;

    /// <summary>Whether it acknowledges an entry.</summary>
    public bool IsAcknowledgement => Fields.Any(line => line.StartsWith("Entry-Id: ", StringComparison.Ordinal));

    /// <summary>Whether it says that the connection ends behind it.</summary>
    public bool Closes => Fields.Contains("Connection: close", StringComparer.Ordinal);

    /// <summary>What two runs over the same octets have in common: time and id may differ.</summary>
    public string Said => $"{Status} {Content}";
}
