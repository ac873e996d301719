using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using FastSignal.Parsing;

namespace FastSignal.Fuzz.Oracles;

/// <summary>What the slow reader found in some octets.</summary>
internal sealed record SlowContent(ParseStatus Status, int Consumed, string Content);

/// <summary>The slow and obvious reader of a whole chunked body, line by line from the ABNF of RFC 9112 s7.1, as a second opinion.</summary>
/// <remarks>The limits stand here once more as numbers: those of the decoder are not asked.</remarks>
internal static partial class SlowChunked
{
    private const string Token = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
    private const string Quoted = """
        "(?:[\t !#-\[\]-~\x80-\xFF]|\\[\t -~\x80-\xFF])*"
        """;

    private const int MaxExtensionBytes = 256;
    private const int MaxExtensionBytesOfContent = 8192;
    private const int MaxTrailerBytes = 8192;
    private const int MaxTrailerLines = 100;

    /// <summary>Reads as far as the octets go.</summary>
    public static SlowContent Read(ReadOnlySpan<byte> octets)
    {
        var text = Encoding.Latin1.GetString(octets);
        var content = new StringBuilder();
        var extensionBytes = 0;
        for (var at = 0; ;)
        {
            if (!TryLine(text, ref at, out var line))
                return Partial();
            if (SizeLine().Match(line) is not { Success: true } match || Count(match) > MaxExtensionBytes
                || (extensionBytes += Count(match)) > MaxExtensionBytesOfContent)
                return Invalid();

            var size = BigInteger.Parse("0" + match.Groups["size"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size.IsZero)
                return Trailers(text, at, content.ToString());

            var data = text[at..(int)BigInteger.Min(text.Length, at + size)];
            content.Append(data);
            at += data.Length;
            var end = text[at..Math.Min(text.Length, at + 2)];
            if (data.Length < size || end is "" or "\r")
                return Partial();
            if (end is not "\r\n")
                return Invalid();
            at += 2;
        }

        SlowContent Partial() => new(ParseStatus.Partial, text.Length, content.ToString());
        SlowContent Invalid() => new(ParseStatus.Invalid, 0, content.ToString());
    }

    private static SlowContent Trailers(string text, int at, string content)
    {
        var start = at;
        for (var lines = 0; TryLine(text, ref at, out var line); lines++)
        {
            if (line.Length == 0)
                return new(ParseStatus.Complete, at, content);
            if (lines == MaxTrailerLines || at - start > MaxTrailerBytes || !TrailerLine().IsMatch(line))
                return new(ParseStatus.Invalid, 0, content);
        }

        return new(ParseStatus.Partial, text.Length, content);
    }

    private static bool TryLine(string text, ref int at, out string line)
    {
        var end = text.IndexOf("\r\n", at, StringComparison.Ordinal);
        line = end < 0 ? "" : text[at..end];
        at = end < 0 ? at : end + 2;
        return end >= 0;
    }

    private static int Count(Match sizeLine) => sizeLine.Length - sizeLine.Groups["size"].Length;

    [GeneratedRegex(@"\A(?<size>[0-9A-Fa-f]{1,16})(?:[ \t]*;[ \t]*" + Token + @"(?:[ \t]*=[ \t]*(?:" + Token + "|" + Quoted + @"))?)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex SizeLine();

    [GeneratedRegex(@"\A" + Token + @":[\t -~\x80-\xFF]*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TrailerLine();
}
