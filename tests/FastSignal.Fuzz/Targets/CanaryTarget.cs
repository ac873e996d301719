using FastSignal.Fuzz.Rig;

namespace FastSignal.Fuzz.Targets;

/// <summary>A little counter with a planted fault, of the kind that parsers really have: only a cut at one place shows it.</summary>
internal sealed class CanaryTarget : IFuzzTarget
{
    /// <inheritdoc/>
    public string Name => "canary";

    /// <inheritdoc/>
    public IReadOnlyList<string> CorpusFolders { get; } = ["chunked"];

    /// <summary>No file whose octets show the fault as they are: mutations have to find it.</summary>
    public byte[]? Seed(string folder, byte[] file) => file.Contains((byte)'\t') ? null : file;

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<byte> input)
    {
        var whole = new PlantedTabCounter();
        whole.Take(input);

        var pieces = new PlantedTabCounter();
        var from = 0;
        foreach (var cut in (int[])[.. Cuts.Of(input), input.Length])
        {
            pieces.Take(input[from..cut]);
            from = cut;
        }

        FindingException.UnlessSame(whole.Count, pieces.Count, "the canary counts in pieces what it counts in the whole");
    }
}
