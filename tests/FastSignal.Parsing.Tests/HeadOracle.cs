using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.RegularExpressions;

namespace FastSignal.Parsing.Tests;

/// <summary>The slow and obvious reader of a whole head, straight from the ABNF, as a second opinion. Null: not complete, or refused.</summary>
internal static partial class HeadOracle
{
    private const string Token = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
    private const string Host = @"(?:(?:[\-._~!$&'()*+,;=0-9A-Za-z]|%[0-9A-Fa-f]{2})+|\[(?<address>[0-9A-Fa-f:.]+)\]|\[[vV][0-9A-Fa-f]+\.[\-._~!$&'()*+,;=:0-9A-Za-z]+\])";
    private const string Path = "/(?:[!\"$&-\\>@-~]|%[0-9A-Fa-f]{2})*";
    private const string Query = @"(?:\?[!""$-~]*)?";

    public static string? Read(byte[] octets)
    {
        var match = HeadPattern().Match(HeadReading.Text(octets));
        if (!match.Success || !IsTarget($"{match.Groups["method"].Value} {match.Groups["target"].Value}"))
            return null;

        var isHttp10 = match.Groups["minor"].ValueSpan is "0";
        var names = match.Groups["name"].Captures.Select(capture => capture.Value.ToUpperInvariant());
        var fields = names.Zip(match.Groups["value"].Captures.Select(capture => capture.Value.Trim(' ', '\t')))
            .ToLookup(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        if (fields["HOST"].Count() is var hosts && (hosts > 1 || (hosts == 0 && !isHttp10)) || !fields["HOST"].All(IsHost))
            return null;

        var options = fields["CONNECTION"].SelectMany(value => value.Split(',')).Select(option => option.Trim(' ', '\t').ToUpperInvariant())
            .ToHashSet(StringComparer.Ordinal);
        var persistent = !options.Contains("CLOSE") && (!isHttp10 || options.Contains("KEEP-ALIVE"));
        return ReadFraming([.. fields["CONTENT-LENGTH"]], [.. fields["TRANSFER-ENCODING"]], isHttp10) is { } framing
            ? string.Create(CultureInfo.InvariantCulture, $"{match.Length} {framing} {persistent}")
            : null;
    }

    /// <summary>The same text from what the parser said.</summary>
    public static string? Describe(byte[] octets)
    {
        var parser = new RequestHeadParser(new HeadLimits());
        return parser.Parse(octets, out var consumed, out _) == ParseStatus.Complete
            ? string.Create(CultureInfo.InvariantCulture, $"{consumed} {parser.Head.Framing} {parser.Head.ContentLength} {parser.Head.IsPersistent}")
            : null;
    }

    private static string? ReadFraming(string[] lengths, string[] codings, bool isHttp10) => (lengths, codings) switch
    {
        ([], []) => "None 0",
        ([var length], []) when DigitsPattern().IsMatch(length) =>
            "Length " + BigInteger.Min(long.MaxValue, BigInteger.Parse(length, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
        ([], [var coding]) when !isHttp10 && coding.Equals("chunked", StringComparison.OrdinalIgnoreCase) => "Chunked 0",
        _ => null,
    };

    private static bool IsTarget(string line) => TargetPattern().Match(line) is { Success: true } match && IsAddress(match.Groups["address"]);

    private static bool IsHost(string value) => HostPattern().Match(value) is { Success: true } match && IsAddress(match.Groups["address"]);

    private static bool IsAddress(Group address) =>
        !address.Success
            || (address.Value.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(address.ValueSpan, out _)
                && !LeadingZeroPattern().IsMatch(address.ValueSpan));

    [GeneratedRegex(@"\A(?:\r\n){0,8}(?<method>" + Token + @") (?<target>[!-~]+) HTTP/1\.(?<minor>[0-9])\r\n"
        + @"(?:(?<name>" + Token + @"):(?<value>[\t -~\x80-\xFF]*)\r\n){0,100}\r\n", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex HeadPattern();

    [GeneratedRegex(@"\A(?:OPTIONS \*|CONNECT " + Host + @":[0-9]+|[^ ]+ " + Path + Query + @"|(?!CONNECT )[^ ]+ (?i:https?)://" + Host
        + "(?::[0-9]*)?(?:" + Path + ")?" + Query
        + @")\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TargetPattern();

    [GeneratedRegex(@"\A(?:" + Host + @"(?::[0-9]*)?)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex HostPattern();

    // RFC 3986 s3.2.2: a dec-octet has no leading zero. IPAddress takes one.
    [GeneratedRegex(@"\.0[0-9]|:0[0-9]+\.", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex LeadingZeroPattern();

    [GeneratedRegex(@"\A[0-9]+\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex DigitsPattern();
}
