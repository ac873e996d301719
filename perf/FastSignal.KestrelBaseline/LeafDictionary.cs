using System.Globalization;
using System.Text.Json;

namespace FastSignal.KestrelBaseline;

/// <summary>The usual way to flatten: a string for each path and each value, in a dictionary.</summary>
internal static class LeafDictionary
{
    /// <summary>The leaves of an object by dotted path.</summary>
    public static Dictionary<string, string> Of(JsonElement root)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(root, "", leaves);
        return leaves;
    }

    private static void Add(JsonElement element, string path, Dictionary<string, string> leaves)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    Add(member.Value, path.Length == 0 ? member.Name : path + "." + member.Name, leaves);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                    Add(item, path + "." + (index++).ToString(CultureInfo.InvariantCulture), leaves);
                break;
            default:
                leaves[path] = element.ToString();
                break;
        }
    }
}
