using System.Globalization;

namespace FastSignal.Parsing;

/// <summary>Why an input is refused, for the program and for the person who has to mend it. A value: making one allocates nothing.</summary>
/// <param name="Rejection">The reason, which decides status, code and title.</param>
/// <param name="Detail">A literal in printable ASCII without <c>"</c> and <c>\</c>: what was expected, such as <c>expected a value</c>.</param>
/// <param name="Offset">The first wrong octet, counted from 0 in the content; -1 where no octet is to blame.</param>
/// <param name="Found">The octet that stands there; -1 for none, or for the end of the content.</param>
public readonly record struct Refusal(Rejection Rejection, string Detail, long Offset = -1, int Found = -1)
{
    /// <summary>The longest text that <see cref="Format"/> writes behind <see cref="Detail"/>, in octets.</summary>
    public const int MaxSuffixBytes = 64;

    /// <summary>Writes the whole text in ASCII, safe inside a JSON string: <c>expected a value at byte 17, found '}'</c>.</summary>
    /// <returns>The number of octets written; <paramref name="target"/> must have room for the detail and <see cref="MaxSuffixBytes"/>.</returns>
    public int Format(Span<byte> target)
    {
        var detail = Detail ?? "";
        var written = System.Text.Encoding.ASCII.GetBytes(detail, target);
        if (Offset < 0)
            return written;

        " at byte "u8.CopyTo(target[written..]);
        written += " at byte "u8.Length;
        Offset.TryFormat(target[written..], out var digits, provider: CultureInfo.InvariantCulture);
        written += digits;
        return Found < 0 ? written : written + FormatFound((byte)Found, target[written..]);
    }

    /// <summary>The whole text as a string, for the command line and for tests.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[(Detail?.Length ?? 0) + MaxSuffixBytes];
        Span<char> characters = stackalloc char[text.Length];
        return characters[..System.Text.Encoding.ASCII.GetChars(text[..Format(text)], characters)].ToString();
    }

    /// <summary>A printable octet is shown as it is; one that JSON or a terminal would take for something else, as its number.</summary>
    private static int FormatFound(byte found, Span<byte> target)
    {
        var source = ", found '"u8;
        if (found is > 0x20 and < 0x7F and not (byte)'"' and not (byte)'\\')
        {
            source.CopyTo(target);
            target[source.Length] = found;
            target[source.Length + 1] = (byte)'\'';
            return source.Length + 2;
        }

        source = ", found 0x"u8;
        source.CopyTo(target);
        found.TryFormat(target[source.Length..], out var digits, "X2", CultureInfo.InvariantCulture);
        return source.Length + digits;
    }
}
