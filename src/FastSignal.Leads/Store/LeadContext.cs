using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>Writes what no lead key took as one JSON object, path to value, into a buffer that is used again for the next entry.</summary>
internal sealed class LeadContext : IDisposable
{
    /// <summary>The largest context of a lead, in octets. // far above any real sender's; 1 MiB of content could make 16 MiB of paths</summary>
    internal const int MaxBytes = 65_536;

    // Punctuation and the closing brace.
    private const int MarginBytes = 16;

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _writer;

    /// <summary>With an empty buffer.</summary>
    internal LeadContext() =>
        _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>The JSON of the entry written last, in UTF-8; lives until the next.</summary>
    internal ReadOnlySpan<byte> Json => _buffer.WrittenSpan;

    /// <summary>Whether something did not fit and was left out.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>Writes the leaves. One that does not fit is left out, smaller ones behind it are not.</summary>
    /// <param name="leaves">Each path once.</param>
    /// <param name="isCut">Whether leaves are missing already.</param>
    internal void Write(IReadOnlyList<Leaf> leaves, bool isCut)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        IsCut = isCut;
        _writer.WriteStartObject();
        foreach (var leaf in leaves)
            Write(leaf);
        _writer.WriteEndObject();
        _writer.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Write(Leaf leaf)
    {
        // An escaped character takes six octets at most, and no UTF-8 character takes more.
        var roomBytes = MaxBytes - MarginBytes - _writer.BytesCommitted - _writer.BytesPending;
        var characters = leaf.Path.Length + (leaf.Value?.Length ?? 0);
        if (characters > roomBytes || (6L * characters) + MarginBytes > roomBytes && Escaped(leaf) + MarginBytes > roomBytes)
        {
            IsCut = true;
            return;
        }

        _writer.WritePropertyName(leaf.Path);
        WriteValue(leaf);
    }

    private void WriteValue(Leaf leaf)
    {
        switch (leaf.Kind)
        {
            case LeafKind.String:
                _writer.WriteStringValue(leaf.Value);
                break;
            case LeafKind.Number:
                // The exact text, which the flattener has checked.
                _writer.WriteRawValue(leaf.Value ?? "0", skipInputValidation: true);
                break;
            case LeafKind.True or LeafKind.False:
                _writer.WriteBooleanValue(leaf.Kind is LeafKind.True);
                break;
            case LeafKind.Object:
                _writer.WriteRawValue("{}"u8, skipInputValidation: true);
                break;
            case LeafKind.Array:
                _writer.WriteRawValue("[]"u8, skipInputValidation: true);
                break;
            default:
                _writer.WriteNullValue();
                break;
        }
    }

    private static int Escaped(Leaf leaf)
    {
        var encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return JsonEncodedText.Encode(leaf.Path, encoder).EncodedUtf8Bytes.Length + JsonEncodedText.Encode(leaf.Value ?? "", encoder).EncodedUtf8Bytes.Length;
    }
}
