using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FastSignal.Leads.Tests;

/// <summary>Payloads in the style of many more senders than the corpus has, invented by who wrote the suggester: each is right or a rule was lost.</summary>
/// <remarks>A line is <c>{"target", "payload", "truth"}</c>, the truth as in the labelled payloads; a key that it leaves out may be anything.</remarks>
public sealed class InventedPayloadTests
{
    [Fact]
    public void Every_invented_payload_is_mapped_as_its_line_says()
    {
        var faults = File.ReadLines(Path()).SelectMany((line, index) => Faults(line).Select(fault => $"line {index + 1}: {fault}")).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static List<string> Faults(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        Assert.True(SignalTargets.TryParse(root.GetProperty("target").GetString(), out var target), line);
        var mapping = MappingSuggester.Suggest(target, [TestLeaves.Of(root.GetProperty("payload"))]).Mapping;

        var faults = new List<string>();
        foreach (var label in root.GetProperty("truth").EnumerateObject())
        {
            Assert.True(LeadKeys.TryParse(label.Name, out var key), line);
            var got = mapping.TryGet(key, out var paths) ? paths : [];
            if (!LabelledPayload.Alternatives(label.Value).Exists(alternative => alternative.SequenceEqual(got, StringComparer.Ordinal)))
                faults.Add($"{label.Name} is [{string.Join(" + ", got)}], label {label.Value.GetRawText()}");
        }

        return faults;
    }

    private static string Path([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../corpus/mappings/invented.jsonl"));
}
