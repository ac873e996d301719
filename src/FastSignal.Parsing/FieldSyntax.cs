using System.Buffers;
using System.Text;

namespace FastSignal.Parsing;

/// <summary>The octet classes of the request head (RFC 9110 s5.6, RFC 3986), each with its grammar. Knows no field.</summary>
internal static class FieldSyntax
{
    /// <summary>Carriage return.</summary>
    public const byte Cr = 0x0D;

    /// <summary>Line feed.</summary>
    public const byte Lf = 0x0A;

    /// <summary>Horizontal tab.</summary>
    public const byte Tab = 0x09;

    /// <summary>Space.</summary>
    public const byte Sp = 0x20;

    /// <summary>Delete.</summary>
    public const byte Del = 0x7F;

    /// <summary>The octets that need no encoding anywhere in a URI.</summary>
    // RFC 3986 s2.3: unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"
    public static readonly SearchValues<byte> Unreserved = SearchValues.Create("-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>The octets of a token.</summary>
    // RFC 9110 s5.6.2: token = 1*tchar; tchar = "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "." / "^" / "_" / "`" / "|" / "~" / DIGIT / ALPHA
    public static readonly SearchValues<byte> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>The octets that end a field line, rightly or wrongly: every control but HTAB.</summary>
    // RFC 9110 s5.5: field-vchar = VCHAR / obs-text; field-content may hold SP and HTAB between them. What is left over is CTL.
    public static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18,
         0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F, 0x7F]);

    /// <summary>The octets of a registered name but the pct-encoded ones.</summary>
    // RFC 3986 s3.2.2: reg-name = *( unreserved / pct-encoded / sub-delims ); unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"
    // sub-delims = "!" / "$" / "&" / "'" / "(" / ")" / "*" / "+" / "," / ";" / "="
    public static readonly SearchValues<byte> RegisteredName =
        SearchValues.Create("-._~!$&'()*+,;=0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>The octets behind the dot of an IPvFuture.</summary>
    // RFC 3986 s3.2.2: IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
    public static readonly SearchValues<byte> FutureAddress =
        SearchValues.Create("-._~!$&'()*+,;=:0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>The octets that end the authority of an absolute-form target.</summary>
    // RFC 3986 s3.2: the authority is terminated by the next "/", "?", "#" or the end. "#" is refused before.
    public static readonly SearchValues<byte> AuthorityEnd = SearchValues.Create("/?"u8);

    /// <summary>CRLF.</summary>
    public static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <summary>Whether a list element or a field name is a name, ASCII letters without case (RFC 9110 s5.1).</summary>
    public static bool Is(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(octets, name);

    /// <summary>Whether the octets are a token: at least one, none of another class.</summary>
    public static bool IsToken(ReadOnlySpan<byte> octets) => !octets.IsEmpty && !octets.ContainsAnyExcept(Token);

    /// <summary>Whether an octet is a blank (SP or HTAB): the only two that OWS and BWS know.</summary>
    public static bool IsBlank(byte octet) => octet is Sp or Tab;

    /// <summary>Takes the optional white space off both ends.</summary>
    // RFC 9110 s5.6.3: OWS = *( SP / HTAB ). VT, FF, NBSP and NUL are not blanks.
    public static ReadOnlySpan<byte> TrimBlanks(ReadOnlySpan<byte> octets) =>
        octets.Length > 1 && octets[0] == Sp && octets[1] > Sp && octets[^1] > Sp ? octets[1..] : TrimAnyBlanks(octets);

    // Nearly every value has one SP in front of it and nothing behind.
    private static ReadOnlySpan<byte> TrimAnyBlanks(ReadOnlySpan<byte> octets)
    {
        var start = 0;
        while (start < octets.Length && IsBlank(octets[start]))
            start++;

        var end = octets.Length;
        while (end > start && IsBlank(octets[end - 1]))
            end--;

        return octets[start..end];
    }
}
