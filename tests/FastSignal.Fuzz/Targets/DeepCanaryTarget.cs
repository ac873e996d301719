namespace FastSignal.Fuzz.Targets;

/// <summary>A planted fault behind six comparisons in a row: blind mutations need 2^48 inputs, coverage shows the way octet by octet.</summary>
internal sealed class DeepCanaryTarget : IFuzzTarget
{
    /// <inheritdoc/>
    public string Name => "canary-deep";

    /// <inheritdoc/>
    public IReadOnlyList<string> CorpusFolders { get; } = ["heads"];

    /// <summary>One seed is enough, and none is near the fault.</summary>
    public byte[]? Seed(string folder, byte[] file) => file.AsSpan().StartsWith("GET /livez"u8) ? file : null;

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<byte> input) => FindingException.Unless(!PlantedWord.Begins(input), "the deep canary keeps its word");
}
