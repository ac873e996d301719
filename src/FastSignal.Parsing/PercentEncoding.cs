namespace FastSignal.Parsing;

/// <summary>Percent-encoding (RFC 3986 s2.1): pct-encoded = "%" HEXDIG HEXDIG. Always decoded once, never twice, and never before splitting.</summary>
internal static class PercentEncoding
{
    /// <summary>The octets of a triplet.</summary>
    public const int TripletBytes = 3;

    /// <summary>Whether the octets begin with a valid triplet.</summary>
    public static bool IsTriplet(ReadOnlySpan<byte> octets) =>
        octets is [(byte)'%', var high, var low, ..] && char.IsAsciiHexDigit((char)high) && char.IsAsciiHexDigit((char)low);

    /// <summary>Whether every percent sign begins a valid triplet.</summary>
    public static bool IsValid(ReadOnlySpan<byte> octets)
    {
        for (var at = octets.IndexOf((byte)'%'); at >= 0; at = octets.IndexOf((byte)'%'))
        {
            if (!IsTriplet(octets[at..]))
                return false;

            octets = octets[(at + TripletBytes)..];
        }

        return true;
    }

    /// <summary>Decodes valid triplets once; <c>%25xx</c> becomes <c>%xx</c>. Returns the octets written; <paramref name="target"/> is as long as the
    /// source.</summary>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        while (!source.IsEmpty)
            target[written++] = DecodeNext(ref source);

        return written;
    }

    /// <summary>Whether a segment, decoded once, equals plain text.</summary>
    public static bool EqualsDecoded(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> plain)
    {
        if (segment.Length <= plain.Length)
            return segment.SequenceEqual(plain);

        foreach (var expected in plain)
        {
            if (segment.IsEmpty || DecodeNext(ref segment) != expected)
                return false;
        }

        return segment.IsEmpty;
    }

    private static byte DecodeNext(ref ReadOnlySpan<byte> source)
    {
        var octet = source[0];
        if (octet != '%')
        {
            source = source[1..];
            return octet;
        }

        octet = (byte)((HexValue(source[1]) << 4) | HexValue(source[2]));
        source = source[3..];
        return octet;
    }

    /// <summary>The value of a hexadecimal digit: the low nibble, and 9 more for a letter.</summary>
    public static int HexValue(byte digit) => (digit & 0x0F) + (digit > '9' ? 9 : 0);
}
