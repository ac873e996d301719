using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FastSignal.Leads.Tests;

/// <summary>One payload of the corpus with the paths that an expert would map.</summary>
internal sealed record LabelledPayload(string Name, SignalTarget Target, string Expects, IReadOnlyList<Leaf> Leaves, Dictionary<LeadKey, List<string[]>> Accepted)
{
    public static IReadOnlyList<LabelledPayload> All { get; } = [.. Directory.EnumerateFiles(Folder(), "*.json").Order(StringComparer.Ordinal).Select(Read)];

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../corpus/payloads"));

    private static LabelledPayload Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = document.RootElement;
        Assert.True(SignalTargets.TryParse(root.GetProperty("target").GetString(), out var target), file);
        var truth = root.GetProperty("truth");
        return new(
            Path.GetFileNameWithoutExtension(file),
            target,
            root.GetProperty("expects").GetString()!,
            TestLeaves.Of(root.GetProperty("payload")),
            LeadKeys.All.ToDictionary(key => key, key => Alternatives(truth.GetProperty(LeadKeys.Name(key)))));
    }

    /// <summary>The accepted paths; an empty one stands for "unmapped".</summary>
    public static List<string[]> Alternatives(JsonElement truth) => truth.ValueKind is JsonValueKind.Object
        ? [.. truth.GetProperty("any").EnumerateArray().Select(Paths)]
        : [Paths(truth)];

    private static string[] Paths(JsonElement paths) => paths.ValueKind switch
    {
        JsonValueKind.String => [paths.GetString()!],
        JsonValueKind.Array => [.. paths.EnumerateArray().Select(path => path.GetString()!)],
        _ => [],
    };
}
