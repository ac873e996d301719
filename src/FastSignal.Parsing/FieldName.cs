using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace FastSignal.Parsing;

/// <summary>Compares field names with ones that are known when this is compiled: a few instructions, whatever their case (RFC 9110 s5.1).</summary>
internal static class FieldName
{
    private const ulong LowerCase = 0x2020_2020_2020_2020;

    /// <summary>Whether a name is a known one.</summary>
    /// <param name="name">A token, as long as the known name.</param>
    /// <param name="known">Lower-case letters and hyphens: 4 to 24 octets.</param>
    // Setting bit 5 makes a letter lower-case. It makes a letter or a hyphen of no octet that a token may have but these letters and the hyphen themselves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> known)
    {
        if (known.Length < sizeof(ulong))
            return AreAlike(Four(name), Four(known)) && AreAlike(Four(name[^sizeof(uint)..]), Four(known[^sizeof(uint)..]));

        return AreAlike(Eight(name), Eight(known)) && AreAlike(Eight(name[^sizeof(ulong)..]), Eight(known[^sizeof(ulong)..]))
            && (known.Length <= 2 * sizeof(ulong) || AreAlike(Eight(name[sizeof(ulong)..]), Eight(known[sizeof(ulong)..])));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreAlike(ulong octets, ulong known) => (octets | LowerCase) == (known | LowerCase);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Four(ReadOnlySpan<byte> octets) => BinaryPrimitives.ReadUInt32LittleEndian(octets);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Eight(ReadOnlySpan<byte> octets) => BinaryPrimitives.ReadUInt64LittleEndian(octets);
}
