namespace FastSignal.Parsing;

/// <summary>Undoes the escapes of a JSON string (RFC 8259 s7) that the reader has found well-formed.</summary>
/// <remarks>Not the reader's own <c>CopyString</c>: it throws on a lone surrogate, and a sender's quirk must not cost an entry. A lone
/// surrogate and <c>\u0000</c>, which databases refuse, become U+FFFD.</remarks>
internal static class JsonUnescaper
{
    private const int EscapedUnitBytes = 6; // \uXXXX
    private const uint ReplacementCharacter = 0xFFFD;

    /// <summary>Writes the text to the target, which has room for as many octets as the source: escapes only shrink.</summary>
    /// <returns>The number of octets written.</returns>
    public static int Unescape(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var (at, written) = (0, 0);
        while (true)
        {
            var plain = source[at..].IndexOf((byte)'\\');
            if (plain < 0)
                return FieldWriter.Copy(source, at, source.Length - at, target, written);

            written = FieldWriter.Copy(source, at, plain, target, written);
            at += plain;

            // Escapes come in rows: a text in Cyrillic has nothing else.
            do
            {
                if (source[at + 1] == (byte)'u')
                {
                    at += UnescapeUnits(source[at..], out var rune);
                    written += Encode(rune, target[written..]);
                }
                else
                {
                    target[written++] = Short(source[at + 1]);
                    at += 2;
                }
            }
            while (at < source.Length && source[at] == (byte)'\\');
        }
    }

    private static byte Short(byte letter) => letter switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => letter, // quote, backslash, slash
    };

    /// <returns>How many octets the escape takes: two escapes if they are a surrogate pair.</returns>
    private static int UnescapeUnits(ReadOnlySpan<byte> source, out uint rune)
    {
        rune = Unit(source);
        if (rune == 0)
            rune = ReplacementCharacter;
        if (!char.IsSurrogate((char)rune))
            return EscapedUnitBytes;

        var high = (char)rune;
        var next = source[EscapedUnitBytes..];
        rune = ReplacementCharacter;
        if (next.Length < EscapedUnitBytes || next[0] != (byte)'\\' || next[1] != (byte)'u' || !char.IsSurrogatePair(high, (char)Unit(next)))
            return EscapedUnitBytes;

        rune = (uint)char.ConvertToUtf32(high, (char)Unit(next));
        return 2 * EscapedUnitBytes;
    }

    // RFC 3629 s3.
    private static int Encode(uint rune, Span<byte> target)
    {
        switch (rune)
        {
            case < 0x80:
                target[0] = (byte)rune;
                return 1;
            case < 0x800:
                target[1] = Continuation(rune);
                target[0] = (byte)(0xC0 | (rune >> 6));
                return 2;
            case < 0x10000:
                target[2] = Continuation(rune);
                target[1] = Continuation(rune >> 6);
                target[0] = (byte)(0xE0 | (rune >> 12));
                return 3;
            default:
                target[3] = Continuation(rune);
                target[2] = Continuation(rune >> 6);
                target[1] = Continuation(rune >> 12);
                target[0] = (byte)(0xF0 | (rune >> 18));
                return 4;
        }
    }

    private static byte Continuation(uint bits) => (byte)(0x80 | (bits & 0x3F));

    private static uint Unit(ReadOnlySpan<byte> source) =>
        (Digit(source[2]) << 12) | (Digit(source[3]) << 8) | (Digit(source[4]) << 4) | Digit(source[5]);

    // The low four bits of a letter are 1 to 6, and only a letter has the bit that counts 9 more.
    private static uint Digit(byte octet) => (octet & 0xFu) + ((uint)(octet >> 6) * 9);
}
