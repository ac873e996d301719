using System.Numerics;

namespace FastSignal.Parsing;

/// <summary>The request line that nearly every sender writes: a POST of an entry in HTTP/1.1 with nothing to decode, found in one look.</summary>
/// <remarks>It only recognises; every other line is read by <see cref="RequestLineParser"/>, which knows the grammar and says what is wrong.</remarks>
internal static class PlainRequestLine
{
    private static ReadOnlySpan<byte> BeforeToken => "POST /custom_signals/"u8;

    private static ReadOnlySpan<byte> BehindToken => "/entries HTTP/1.1\r\n"u8;

    /// <summary>Recognises the line that the octets begin with; false says only that it is another one, or that less than a block stands behind its
    /// beginning.</summary>
    /// <param name="octets">What has arrived.</param>
    /// <param name="token">The token segment, 1 to 64 octets, none of which is encoded.</param>
    /// <param name="lineBytes">The octets of the line with its CRLF.</param>
    public static bool TryRecognise(ReadOnlySpan<byte> octets, out ReadOnlySpan<byte> token, out int lineBytes)
    {
        token = default;
        lineBytes = 0;
        if (octets.Length < BeforeToken.Length + OctetMarks.BlockBytes || !octets.StartsWith(BeforeToken))
            return false;

        var tokenBytes = BitOperations.TrailingZeroCount(OctetMarks.ReservedOf(octets, BeforeToken.Length));
        var rest = octets[BeforeToken.Length..];
        if (tokenBytes == 0 || !rest[tokenBytes..].StartsWith(BehindToken))
            return false;

        token = rest[..tokenBytes];
        lineBytes = BeforeToken.Length + tokenBytes + BehindToken.Length;
        return true;
    }
}
