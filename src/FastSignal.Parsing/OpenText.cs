namespace FastSignal.Parsing;

/// <summary>A long string of a record that is written as it comes, before anybody knows where it ends. Zero-initialised none is open.</summary>
/// <remarks>Its length stands in front of it. Room is left for one of three octets, which a text of 16 KiB to 2 MiB takes: the others are
/// moved when they end.</remarks>
internal struct OpenText
{
    private const int HeadBytes = 1 + 3;

    private int _headAt;
    private int _textBytes;

    /// <summary>Whether a text has begun and not ended.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Begins a text behind what is written.</summary>
    public void Begin(RecordBuffer record)
    {
        IsOpen = true;
        _headAt = record.Count;
        _textBytes = 0;
        record.Reserve(HeadBytes);
        record.Written(_headAt + HeadBytes);
    }

    /// <summary>Writes more of the text.</summary>
    public void Append(RecordBuffer record, ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(record.Reserve(octets.Length).AsSpan(record.Count));
        Add(record, octets.Length);
    }

    /// <summary>Writes more of the text, which has escapes: whole ones.</summary>
    public void AppendEscaped(RecordBuffer record, ReadOnlySpan<byte> octets) =>
        Add(record, JsonUnescaper.Unescape(octets, record.Reserve(octets.Length).AsSpan(record.Count)));

    /// <summary>Ends the text: writes what stands in front of it.</summary>
    public void End(RecordBuffer record)
    {
        IsOpen = false;
        var textAt = _headAt + FieldWriter.CountLongHead(_textBytes);
        var target = record.Reserve(Math.Max(0, textAt + _textBytes - record.Count)).AsSpan();
        target.Slice(_headAt + HeadBytes, _textBytes).CopyTo(target[textAt..]);
        record.Written(FieldWriter.WriteText(target, _headAt, LeafKind.String, target, textAt, _textBytes));
    }

    private void Add(RecordBuffer record, int count)
    {
        _textBytes += count;
        record.Written(record.Count + count);
    }
}
