using System.Globalization;
using System.Text.Json;

namespace FastSignal.Parsing.Tests;

/// <summary>The oracle of flattening: the obvious recursive walk over a document, one string a path.</summary>
internal static class DocumentWalk
{
    public static List<Leaf> Leaves(string content)
    {
        using var document = JsonDocument.Parse(content);
        var leaves = new List<Leaf>();
        Members(document.RootElement, "", leaves);
        return leaves;
    }

    private static void Members(JsonElement container, string prefix, List<Leaf> leaves)
    {
        foreach (var member in container.EnumerateObject())
            Value(member.Value, prefix + Text(member.Name), leaves);
    }

    private static void Value(JsonElement value, string path, List<Leaf> leaves)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                Members(value, path + ".", leaves);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                foreach (var (index, element) in value.EnumerateArray().Index())
                    Value(element, $"{path}.{index.ToString(CultureInfo.InvariantCulture)}", leaves);
                break;
            case JsonValueKind.String:
                leaves.Add(new Leaf(path, LeafKind.String, Text(value.GetString()!)));
                break;
            case JsonValueKind.Number:
                leaves.Add(new Leaf(path, LeafKind.Number, value.GetRawText()));
                break;
            default:
                leaves.Add(new Leaf(path, Enum.Parse<LeafKind>(value.ValueKind.ToString()), ""));
                break;
        }
    }

    private static string Text(string text) => Flattening.Text(text.Replace('\0', '\uFFFD'));
}
