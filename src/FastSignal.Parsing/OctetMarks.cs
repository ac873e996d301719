using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastSignal.Parsing;

/// <summary>The octets that end a field name and a field value among 64 of them, a bit for each: several lines for one look.</summary>
/// <remarks>To search anew for each end would start the vectors up twice a line, and lines are short.</remarks>
/// <param name="NonTokens">The octets that are no part of a token (RFC 9110 s5.6.2); the lowest bit is the first octet.</param>
/// <param name="Controls">The control octets but HTAB (RFC 9110 s5.5).</param>
internal readonly record struct OctetMarks(ulong NonTokens, ulong Controls)
{
    /// <summary>How many octets are looked at.</summary>
    public const int BlockBytes = 64;

    // An octet is part of a token if the bit (high nibble) of the row (low nibble) is set. None above 0x7F is.
    private static readonly Vector128<byte> TokenRows = RowsOf(FieldSyntax.Token);
    private static readonly Vector128<byte> UnreservedRows = RowsOf(FieldSyntax.Unreserved);

    private static Vector128<byte> BitOfHighNibble => Vector128.Create((byte)0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Looks at the block that begins at a place.</summary>
    public static OctetMarks Of(ReadOnlySpan<byte> octets, int start)
    {
        ref var block = ref MemoryMarshal.GetReference(octets.Slice(start, BlockBytes));
        return Vector512.IsHardwareAccelerated ? InOne(ref block) : InFour(ref block);
    }

    /// <summary>Marks the octets of the block that begins at a place and that are not unreserved (RFC 3986 s2.3).</summary>
    public static ulong ReservedOf(ReadOnlySpan<byte> octets, int start)
    {
        ref var block = ref MemoryMarshal.GetReference(octets.Slice(start, BlockBytes));
        return Vector512.IsHardwareAccelerated ? ReservedInOne(ref block) : ReservedInFour(ref block);
    }

    /// <summary>Looks at a block in one vector.</summary>
    internal static OctetMarks InOne(ref readonly byte block)
    {
        var octets = Vector512.LoadUnsafe(in block);
        var low = Vector512.LessThan(octets, Vector512.Create(FieldSyntax.Sp)) & ~Vector512.Equals(octets, Vector512.Create(FieldSyntax.Tab));
        var controls = low | Vector512.Equals(octets, Vector512.Create(FieldSyntax.Del));
        return new OctetMarks(Outside(octets, TokenRows).ExtractMostSignificantBits(), controls.ExtractMostSignificantBits());
    }

    /// <summary>Looks at a block in four vectors, which every processor has.</summary>
    internal static OctetMarks InFour(ref readonly byte block)
    {
        var (first, second) = (Vector128.LoadUnsafe(in block), Vector128.LoadUnsafe(in block, 16));
        var (third, fourth) = (Vector128.LoadUnsafe(in block, 32), Vector128.LoadUnsafe(in block, 48));
        return new OctetMarks(
            Bits(Outside(first, TokenRows), Outside(second, TokenRows), Outside(third, TokenRows), Outside(fourth, TokenRows)),
            Bits(ControlsOf(first), ControlsOf(second), ControlsOf(third), ControlsOf(fourth)));
    }

    /// <summary>Looks at a block for reserved octets in one vector.</summary>
    internal static ulong ReservedInOne(ref readonly byte block) => Outside(Vector512.LoadUnsafe(in block), UnreservedRows).ExtractMostSignificantBits();

    /// <summary>Looks at a block for reserved octets in four vectors.</summary>
    internal static ulong ReservedInFour(ref readonly byte block) =>
        Bits(
            Outside(Vector128.LoadUnsafe(in block), UnreservedRows), Outside(Vector128.LoadUnsafe(in block, 16), UnreservedRows),
            Outside(Vector128.LoadUnsafe(in block, 32), UnreservedRows), Outside(Vector128.LoadUnsafe(in block, 48), UnreservedRows));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Outside(Vector512<byte> octets, Vector128<byte> rows)
    {
        var inside = Vector512.ShuffleNative(Wide(rows), octets & Vector512.Create((byte)0x0F)) & Vector512.ShuffleNative(Wide(BitOfHighNibble), octets >>> 4);
        return Vector512.Equals(inside, Vector512<byte>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Wide(Vector128<byte> table) => Vector512.Create(Vector256.Create(table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth)
    {
        var low = first.ExtractMostSignificantBits() | (second.ExtractMostSignificantBits() << 16);
        var high = third.ExtractMostSignificantBits() | (fourth.ExtractMostSignificantBits() << 16);
        return low | ((ulong)high << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Outside(Vector128<byte> octets, Vector128<byte> rows)
    {
        var inside = Vector128.ShuffleNative(rows, octets & Vector128.Create((byte)0x0F)) & Vector128.ShuffleNative(BitOfHighNibble, octets >>> 4);
        return Vector128.Equals(inside, Vector128<byte>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> ControlsOf(Vector128<byte> octets)
    {
        var low = Vector128.LessThan(octets, Vector128.Create(FieldSyntax.Sp)) & ~Vector128.Equals(octets, Vector128.Create(FieldSyntax.Tab));
        return low | Vector128.Equals(octets, Vector128.Create(FieldSyntax.Del));
    }

    private static Vector128<byte> RowsOf(SearchValues<byte> octets)
    {
        Span<byte> rows = stackalloc byte[Vector128<byte>.Count];
        for (var octet = 0; octet < 0x80; octet++)
        {
            if (octets.Contains((byte)octet))
                rows[octet & 0x0F] |= (byte)(1 << (octet >> 4));
        }

        return Vector128.Create((ReadOnlySpan<byte>)rows);
    }
}
