using System.Text.Json;
using FastSignal.Parsing;

namespace FastSignal.Leads.Tests;

/// <summary>Flattens JSON the obvious way, for tests of what comes behind the flattener.</summary>
internal static class TestLeaves
{
    public static IReadOnlyList<Leaf> Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    public static IReadOnlyList<Leaf> Of(JsonElement root)
    {
        var leaves = new List<Leaf>();
        Walk("", root, leaves);

        // The same path twice: the last value counts, at the place of the last.
        var last = leaves.Select((leaf, index) => (leaf, index)).GroupBy(pair => pair.leaf.Path, StringComparer.Ordinal)
            .Select(group => group.Last().index).ToHashSet();
        return [.. leaves.Where((_, index) => last.Contains(index))];
    }

    private static void Walk(string path, JsonElement element, List<Leaf> leaves)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when element.EnumerateObject().Any():
                foreach (var property in element.EnumerateObject()) Walk(Below(path, property.Name), property.Value, leaves);
                break;
            case JsonValueKind.Array when element.GetArrayLength() > 0:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Walk(Below(path, (index++).ToString(System.Globalization.CultureInfo.InvariantCulture)), item, leaves);
                }
                break;
            default:
                if (path.Length > 0) leaves.Add(Scalar(path, element));
                break;
        }
    }

    private static Leaf Scalar(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => new(path, LeafKind.String, element.GetString()),
        JsonValueKind.Number => new(path, LeafKind.Number, element.GetRawText()),
        JsonValueKind.True => new(path, LeafKind.True, null),
        JsonValueKind.False => new(path, LeafKind.False, null),
        JsonValueKind.Object => new(path, LeafKind.Object, null),
        JsonValueKind.Array => new(path, LeafKind.Array, null),
        _ => new(path, LeafKind.Null, null),
    };

    private static string Below(string path, string key) => path.Length == 0 ? key : path + "." + key;
}
