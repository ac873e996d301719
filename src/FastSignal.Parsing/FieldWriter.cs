using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastSignal.Parsing;

/// <summary>Writes the fields of a record, token by token, in the format of <see cref="RecordFormat"/>.</summary>
/// <remarks>Each method writes at a position of the target and returns the position behind. None asks for room: the target has
/// <see cref="MaxBytes"/> for the piece whose tokens are written. Static with the position in a local of the caller, not a struct with
/// it in a field: a field would be stored and loaded again for each token.</remarks>
internal static class FieldWriter
{
    // What one token may need beyond its share: its lengths, and the rest of the vector that a short text is copied with.
    private const int SlackBytes = 64;

    /// <summary>The most that the tokens of a piece can take; the format's comment says why that is little more than the piece.</summary>
    public static int MaxBytes(int pieceBytes) => pieceBytes + (pieceBytes >> 4) + SlackBytes;

    /// <summary>Writes the key of the member whose value comes next.</summary>
    /// <param name="target">Where the fields are written.</param>
    /// <param name="at">The position behind the last octet written.</param>
    /// <param name="source">The octets around the key.</param>
    /// <param name="keyAt">Where the key stands in them.</param>
    /// <param name="keyBytes">Its length.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteKey(Span<byte> target, int at, ReadOnlySpan<byte> source, int keyAt, int keyBytes)
    {
        if (keyBytes < 0x7F)
            target[at++] = (byte)(keyBytes + 1);
        else
            at = WriteVarint(target, at, (uint)keyBytes + 1);
        return Copy(source, keyAt, keyBytes, target, at);
    }

    /// <summary>Writes a string or a number; the parameters are those of <see cref="WriteKey"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteText(Span<byte> target, int at, LeafKind kind, ReadOnlySpan<byte> source, int textAt, int textBytes)
    {
        if (textBytes < RecordFormat.LongLength)
            target[at++] = (byte)(RecordFormat.Head(kind) | textBytes);
        else
            at = WriteLongHead(target, at, kind, textBytes);
        return Copy(source, textAt, textBytes, target, at);
    }

    /// <summary>Writes a key that has escapes.</summary>
    public static int WriteEscapedKey(Span<byte> target, int at, ReadOnlySpan<byte> escaped)
    {
        // The text is as long as it turns out to be, so it is put where its length cannot be in the way, and then moved to its place.
        var textAt = at + CountVarint((uint)escaped.Length + 1);
        return WriteKey(target, at, target, textAt, JsonUnescaper.Unescape(escaped, target[textAt..]));
    }

    /// <summary>Writes a string that has escapes.</summary>
    public static int WriteEscapedString(Span<byte> target, int at, ReadOnlySpan<byte> escaped)
    {
        var textAt = at + CountLongHead(escaped.Length);
        return WriteText(target, at, LeafKind.String, target, textAt, JsonUnescaper.Unescape(escaped, target[textAt..]));
    }

    /// <summary>Closes a container inside the root. One that turns out to be empty becomes a leaf.</summary>
    /// <param name="target">Where the fields are written.</param>
    /// <param name="at">The position behind the last octet written.</param>
    /// <param name="openedAt">Where the last container was opened: directly in front means that nothing was written since.</param>
    /// <param name="isArray">Whether the container is an array.</param>
    public static int WriteEnd(Span<byte> target, int at, int openedAt, bool isArray)
    {
        if (openedAt == at - 1)
            target[openedAt] = RecordFormat.Head(isArray ? LeafKind.Array : LeafKind.Object);
        else
            target[at++] = isArray ? RecordFormat.EndOfArray : RecordFormat.EndOfObject;
        return at;
    }

    /// <summary>Copies octets to a position of the target, and returns the position behind. May write past it, as far as the target goes.</summary>
    /// <remarks>Most texts are short, and a copy of just their length costs more than one of a whole vector, whose rest the next token
    /// overwrites. Measured on the content of an RB2B visitor: 405 ns instead of 435, where the reader alone takes 365. The vector is loaded
    /// before it is stored, so an overlap is no harm.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Copy(ReadOnlySpan<byte> source, int sourceAt, int count, Span<byte> target, int at)
    {
        if (count <= Vector256<byte>.Count && sourceAt <= source.Length - Vector256<byte>.Count && at <= target.Length - Vector256<byte>.Count)
            Vector256.Create(source.Slice(sourceAt, Vector256<byte>.Count)).CopyTo(target.Slice(at, Vector256<byte>.Count));
        else
            source.Slice(sourceAt, count).CopyTo(target[at..]);
        return at + count;
    }

    /// <summary>How many octets stand in front of a text that is not short.</summary>
    public static int CountLongHead(int textBytes) => 1 + CountVarint((uint)textBytes);

    private static int WriteLongHead(Span<byte> target, int at, LeafKind kind, int length)
    {
        target[at] = (byte)(RecordFormat.Head(kind) | RecordFormat.LongLength);
        return WriteVarint(target, at + 1, (uint)length);
    }

    private static int WriteVarint(Span<byte> target, int at, uint value)
    {
        for (; value > 0x7F; value >>= 7)
            target[at++] = (byte)(value | 0x80);
        target[at++] = (byte)value;
        return at;
    }

    private static int CountVarint(uint value)
    {
        var count = 1;
        for (; value > 0x7F; value >>= 7)
            count++;
        return count;
    }
}
