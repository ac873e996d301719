using System.Globalization;
using System.Text;

namespace FastSignal.Parsing.Tests;

/// <summary>All that a parser said about some octets, comparable as a whole.</summary>
internal sealed record HeadOutcome(ParseStatus Status, Refusal Why, int Consumed, bool HasBegun, string Head)
{
    public int Code => Why.Rejection == Rejection.None ? 0 : Why.Rejection.Status();
}

/// <summary>Feeds octets to the head parser: whole, or in pieces as a connection would.</summary>
internal static class HeadReading
{
    public static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A POST to a good path with a Host, and these field lines.</summary>
    public static RequestHead Fields(params string[] lines) => Complete("POST /custom_signals/tok/entries HTTP/1.1\r\nHost: h\r\n" + Section(lines));

    /// <summary>The refusal of a POST to a good path with a Host, and these field lines; 0 when it is complete.</summary>
    public static int FieldsCode(params string[] lines) => Code("POST /custom_signals/tok/entries HTTP/1.1\r\nHost: h\r\n" + Section(lines));

    /// <summary>The head of a request line with a Host.</summary>
    public static RequestHead Line(string line) => Complete(line + "\r\nHost: h\r\n\r\n");

    /// <summary>The refusal of a request line with a Host; 0 when it is complete.</summary>
    public static int LineCode(string line) => Code(line + "\r\nHost: h\r\n\r\n");

    public static RequestHead Complete(string text)
    {
        var parser = new RequestHeadParser(new HeadLimits());
        var status = parser.Parse(Octets(text), out _, out var why);
        Assert.True(status == ParseStatus.Complete, $"{status}: {why}");
        return parser.Head;
    }

    public static int Code(string text)
    {
        var outcome = Whole(Octets(text));
        Assert.NotEqual(ParseStatus.Partial, outcome.Status);
        return outcome.Code;
    }

    public static HeadOutcome Whole(byte[] octets, HeadLimits? limits = null) => InPieces(octets, [], limits);

    public static HeadOutcome OctetByOctet(byte[] octets, HeadLimits? limits = null) => InPieces(octets, Enumerable.Range(0, octets.Length), limits);

    /// <summary>Shows more octets at each cut, each time from the first one that is not consumed.</summary>
    public static HeadOutcome InPieces(byte[] octets, IEnumerable<int> cuts, HeadLimits? limits = null)
    {
        var parser = new RequestHeadParser(limits ?? new HeadLimits());
        var start = 0;
        foreach (var end in cuts.Where(cut => cut < octets.Length).Order().Append(octets.Length))
        {
            var status = parser.Parse(octets.AsSpan(start, end - start), out var consumed, out var why);
            start += consumed;
            if (status != ParseStatus.Partial || end == octets.Length)
                return new(status, why, start, parser.HasBegun, status == ParseStatus.Complete
                    ? Describe(parser.Head)
                    : $"{parser.Head.Method} {parser.Head.IsHttp10}");
        }

        throw new InvalidOperationException("The last cut is the end.");
    }

    public static string Describe(RequestHead head) => string.Create(CultureInfo.InvariantCulture,
        $"{head.Method} {head.Route} 1.0={head.IsHttp10} token={Hex(head.Token)} percent={head.TokenHasPercent} decoded={Hex(head.DecodedToken)} "
        + $"{head.Framing} {head.ContentLength} {head.Coding} continue={head.ExpectsContinue} unknown={head.HasUnknownExpectation} "
        + $"persistent={head.IsPersistent} agent={Hex(head.UserAgent)} key={Hex(head.IdempotencyKeyHash)}");

    public static string TextOf(byte[] octets) => Text(octets);

    public static string Text(ReadOnlySpan<byte> octets) => Encoding.Latin1.GetString(octets);

    private static string Section(string[] lines) => string.Concat(lines.Select(line => line + "\r\n")) + "\r\n";

    private static string Hex(ReadOnlySpan<byte> octets) => Convert.ToHexString(octets);
}
