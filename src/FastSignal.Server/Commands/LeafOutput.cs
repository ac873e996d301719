using System.Text.Json;
using FastSignal.Leads;
using FastSignal.Parsing;

namespace FastSignal.Server.Commands;

/// <summary>Leaves as JSON: <c>{"path","kind","value"}</c>.</summary>
internal static class LeafOutput
{
    /// <summary>Writes one leaf; the value of a number is its exact text, as a JSON string.</summary>
    public static void Write(Utf8JsonWriter writer, Leaf leaf)
    {
        writer.WriteStartObject();
        writer.WriteString("path", leaf.Path);
        writer.WriteString("kind", Name(leaf.Kind));
        writer.WriteNullable("value", leaf.Value);
        writer.WriteEndObject();
    }

    private static string Name(LeafKind kind) => kind switch
    {
        LeafKind.String => "string",
        LeafKind.Number => "number",
        LeafKind.True => "true",
        LeafKind.False => "false",
        LeafKind.Null => "null",
        LeafKind.Object => "object",
        LeafKind.Array => "array",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No leaf is of this kind."),
    };
}
