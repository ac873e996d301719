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

    /// <summary>Writes leaves as an array.</summary>
    public static void Write(Utf8JsonWriter writer, string name, IEnumerable<Leaf> leaves)
    {
        writer.WriteStartArray(name);
        foreach (var leaf in leaves)
            Write(writer, leaf);
        writer.WriteEndArray();
    }

    /// <summary>The word for a kind.</summary>
    public static string Name(LeafKind kind) => kind switch
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
