using System.Text.Json;

namespace FastSignal.Parsing;

/// <summary>Writes the tokens of one object into the fields of a record, from pieces that end between tokens.</summary>
/// <remarks>A struct in the flattener, and part of it: the hot loop lies here.</remarks>
internal struct TokenWriter
{
    // No container is open directly in front of what is written next.
    private const int Closed = -1;

    // One level more than is accepted: the bracket that is too deep is ours to refuse, not the reader's to throw at.
    private static readonly JsonReaderState StartState = new(new JsonReaderOptions { MaxDepth = RecordFormat.MaxDepth + 1 });

    private readonly RecordBuffer _record;
    private JsonPlace _place;
    private JsonReaderState _state; // Stale until a first piece has left the root open: copying it is not cheap.
    private int _openedAt = Closed;
    private OpenText _text;

    /// <summary>Starts a content.</summary>
    public TokenWriter(RecordBuffer record) => _record = record;

    /// <summary>Where the content stands behind the last token written. In an open text: in front of it.</summary>
    public readonly JsonPlace Place => _place;

    /// <summary>Whether a string has begun that is written as it comes.</summary>
    public readonly bool IsInText => _text.IsOpen;

    /// <summary>Where in the last source the bracket stands that is too deep; null if none is.</summary>
    public int? TooDeepAt { get; private set; }

    /// <summary>Writes the tokens that end in the source.</summary>
    /// <returns>How many octets they take.</returns>
    /// <exception cref="JsonException">The source is not well-formed; nothing has changed but the octets behind the record.</exception>
    // What the loop needs is in locals, and goes back to the fields at the end: if the reader throws, they still say where the source began.
    public int Write(ReadOnlySpan<byte> source)
    {
        var record = _record;
        var target = record.Reserve(FieldWriter.MaxBytes(source.Length)).AsSpan();
        var written = record.Count;
        var (token, depth, arrays) = _place;
        var openedAt = _openedAt;
        var reader = new Utf8JsonReader(source, isFinalBlock: false, token == JsonTokenType.None ? StartState : _state);
        var isOpen = true;
        while (isOpen && reader.Read())
        {
            token = reader.TokenType;
            switch (token)
            {
                case JsonTokenType.PropertyName:
                    written = reader.ValueIsEscaped
                        ? FieldWriter.WriteEscapedKey(target, written, reader.ValueSpan)
                        : FieldWriter.WriteKey(target, written, source, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                    break;
                case JsonTokenType.String:
                    written = reader.ValueIsEscaped
                        ? FieldWriter.WriteEscapedString(target, written, reader.ValueSpan)
                        : FieldWriter.WriteText(target, written, LeafKind.String, source, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                    break;
                case JsonTokenType.Number:
                    written = FieldWriter.WriteText(target, written, LeafKind.Number, source, (int)reader.TokenStartIndex, reader.ValueSpan.Length);
                    break;
                case JsonTokenType.True:
                    target[written++] = RecordFormat.Head(LeafKind.True);
                    break;
                case JsonTokenType.False:
                    target[written++] = RecordFormat.Head(LeafKind.False);
                    break;
                case JsonTokenType.Null:
                    target[written++] = RecordFormat.Head(LeafKind.Null);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (depth == RecordFormat.MaxDepth)
                    {
                        TooDeepAt = (int)reader.TokenStartIndex;
                        return 0;
                    }

                    arrays = (arrays << 1) | (token == JsonTokenType.StartArray ? 1UL : 0);
                    if (depth++ == 0)
                        break; // The root has no brackets in the record: its members are the fields.
                    openedAt = written;
                    target[written++] = token == JsonTokenType.StartArray ? RecordFormat.StartOfArray : RecordFormat.StartOfObject;
                    break;
                default:
                    arrays >>= 1;
                    isOpen = --depth > 0;
                    if (isOpen)
                        written = FieldWriter.WriteEnd(target, written, openedAt, isArray: token == JsonTokenType.EndArray);
                    openedAt = Closed;
                    break;
            }
        }

        if (isOpen)
            _state = reader.CurrentState;
        _place = new JsonPlace(token, depth, arrays);
        _openedAt = openedAt;
        record.Written(written);
        return (int)reader.BytesConsumed;
    }

    /// <summary>Begins to write a string before its end has come, if it is a value and has no escapes so far.</summary>
    /// <param name="unended">The octets from the last token on; the same when this returns.</param>
    /// <param name="textAt">Where in them the text begins; there is some.</param>
    public bool TryBeginText(Span<byte> unended, int textAt)
    {
        var isValue = _place.Last is JsonTokenType.PropertyName || _place.IsInArray;
        if (!isValue || unended.Contains((byte)'\\'))
            return false;

        // The reader is shown an empty string, to stand behind it when the real one has ended.
        var (place, written, first) = (_place, _record.Count, unended[textAt]);
        unended[textAt] = (byte)'"';
        Write(unended[..(textAt + 1)]);
        unended[textAt] = first;
        _place = place;
        _record.Written(written);
        _text.Begin(_record);
        return true;
    }

    /// <summary>Writes more of the open text, of which no more is known than that it goes on.</summary>
    public void GoOnWithText(ReadOnlySpan<byte> text) => _text.Append(_record, text);

    /// <summary>Writes the rest of the open text, if it ends in the source.</summary>
    /// <param name="source">What stands in front of the text, and all that has not been written of it.</param>
    /// <returns>How many octets it takes; 0 if it does not end.</returns>
    /// <exception cref="JsonException">The source is not well-formed.</exception>
    public int EndText(ReadOnlySpan<byte> source)
    {
        var quoteAt = source.IndexOf((byte)'"');
        var reader = new Utf8JsonReader(source[quoteAt..], isFinalBlock: false, default);
        if (!reader.Read())
            return 0;

        if (reader.ValueIsEscaped)
            _text.AppendEscaped(_record, reader.ValueSpan);
        else
            _text.Append(_record, reader.ValueSpan);
        _text.End(_record);
        _place = _place.Behind(JsonTokenType.String);
        return quoteAt + (int)reader.BytesConsumed;
    }
}
