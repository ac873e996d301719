using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FastSignal.Leads.Tests;

/// <summary>One payload of the corpus with the paths that an expert would map.</summary>
internal sealed record LabelledPayload(
    string Name, SignalTarget Target, string Expects, IReadOnlyList<Leaf> Leaves, Dictionary<LeadKey, List<string[]>> Accepted)
{
    /// <summary>The payloads that the suggester was built on, a file each.</summary>
    public static IReadOnlyList<LabelledPayload> All { get; } = [.. Directory.EnumerateFiles(Corpus("payloads"), "*.json")
        .Order(StringComparer.Ordinal).Select(file => Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))];

    /// <summary>The payloads that were written and labelled without knowing the suggester, a line each: the first score of each was taken before
    /// anything was learned from it.</summary>
    public static IReadOnlyList<LabelledPayload> Written { get; } = [.. File.ReadLines(Corpus("mappings/written.jsonl")).Select(line => Read(null, line))];

    private static string Corpus(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../corpus", path));

    private static LabelledPayload Read(string? name, string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        name ??= root.GetProperty("name").GetString()!;
        Assert.True(SignalTargets.TryParse(root.GetProperty("target").GetString(), out var target), name);
        var truth = root.GetProperty("truth");
        return new(
            name,
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
