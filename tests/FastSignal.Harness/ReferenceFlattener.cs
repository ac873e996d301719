using System.Globalization;
using System.Text.Json;

namespace FastSignal.Harness;

/// <summary>The obvious flattening: a recursive walk over <see cref="JsonDocument"/>. What it says is what is right.</summary>
internal static class ReferenceFlattener
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>The leaves of a content; of a path that comes twice the last value, at the place of the last.</summary>
    public static IReadOnlyList<Leaf> Flatten(ReadOnlyMemory<byte> content)
    {
        using var document = JsonDocument.Parse(content, Options);
        var all = new List<Leaf>();
        Walk(document.RootElement, path: "", isRoot: true, all);

        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
            last[all[i].Path] = i;
        return [.. all.Where((leaf, i) => last[leaf.Path] == i)];
    }

    private static void Walk(JsonElement value, string path, bool isRoot, List<Leaf> leaves)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when isRoot || value.EnumerateObject().Any():
                foreach (var property in value.EnumerateObject())
                    Walk(property.Value, isRoot ? property.Name : $"{path}.{property.Name}", isRoot: false, leaves);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                var index = 0;
                foreach (var element in value.EnumerateArray())
                    Walk(element, $"{path}.{(index++).ToString(CultureInfo.InvariantCulture)}", isRoot: false, leaves);
                break;
            default:
                leaves.Add(ToLeaf(value, path));
                break;
        }
    }

    private static Leaf ToLeaf(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => new Leaf(path, "string", value.GetString()!.Replace('\0', '\uFFFD')),
        JsonValueKind.Number => new Leaf(path, "number", value.GetRawText()),
        JsonValueKind.True => new Leaf(path, "true", null),
        JsonValueKind.False => new Leaf(path, "false", null),
        JsonValueKind.Null => new Leaf(path, "null", null),
        JsonValueKind.Object => new Leaf(path, "object", null),
        JsonValueKind.Array => new Leaf(path, "array", null),
        _ => throw new InvalidOperationException($"A value of no kind at {path}."),
    };
}
