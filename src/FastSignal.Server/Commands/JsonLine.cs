using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FastSignal.Server.Commands;

/// <summary>Writes one JSON value a line. Letters of any language stand as they are: the output is UTF-8.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a line: whole, or not at all if making it fails.</summary>
    public static void Write(Stream target, Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line, Options))
            write(writer);
        line.Write("\n"u8);
        target.Write(line.WrittenSpan);
    }

    /// <summary>Writes a property that may be null.</summary>
    public static void WriteNullable(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is null)
            writer.WriteNull(name);
        else
            writer.WriteString(name, value);
    }

    /// <summary>Writes a property that may be null.</summary>
    public static void WriteNullable(this Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }
}
