using FastSignal.Fuzz.Rig;
using FastSignal.Parsing;
using FastSignal.Parsing.Tests;

namespace FastSignal.Fuzz.Targets;

/// <summary>The request head parser.</summary>
internal sealed class HeadTarget : IFuzzTarget
{
    /// <summary>Longer heads have limits that the oracle's expressions do not know.</summary>
    private const int MaxOracleBytes = 2000;

    /// <summary>Limits that short inputs reach, too.</summary>
    private static readonly HeadLimits Tight = new() { MaxRequestLineBytes = 48, MaxFieldSectionBytes = 96, MaxFieldLines = 3 };

    /// <inheritdoc/>
    public string Name => "head";

    /// <inheritdoc/>
    public IReadOnlyList<string> CorpusFolders { get; } = ["heads", "connections"];

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<byte> input)
    {
        var octets = input.ToArray();
        var cuts = Cuts.Of(input);
        foreach (var limits in (HeadLimits[])[new HeadLimits(), Tight])
        {
            var whole = HeadReading.Whole(octets, limits);
            FindingException.UnlessSame(whole, HeadReading.InPieces(octets, cuts, limits), "a head in pieces has the outcome of the whole");
            CheckConsumed(octets, whole, limits);
            CheckText(whole.Why);
        }

        if (octets.Length <= MaxOracleBytes)
        {
            FindingException.UnlessSame(HeadReading.Whole(octets), HeadReading.OctetByOctet(octets), "a head octet by octet has the outcome of the whole");
            FindingException.UnlessSame(HeadOracle.Read(octets), HeadOracle.Describe(octets), "the verdict is that of the slow and obvious reader");
        }

        CheckReset(octets);
    }

    private static void CheckConsumed(byte[] octets, HeadOutcome whole, HeadLimits limits)
    {
        FindingException.Unless(whole.Consumed >= 0 && whole.Consumed <= octets.Length, "never more is consumed than there is");
        FindingException.Unless(whole.Consumed == 0 || octets.AsSpan(0, whole.Consumed).EndsWith("\r\n"u8), "only whole lines are consumed");
        if (whole.Status != ParseStatus.Complete)
            return;

        FindingException.UnlessSame(whole, HeadReading.Whole(octets[..whole.Consumed], limits), "what stands behind a head changes nothing");
        FindingException.UnlessSame(
            ParseStatus.Partial, HeadReading.Whole(octets[..(whole.Consumed - 1)], limits).Status, "a head without its last octet is partial");
    }

    /// <summary>A detail goes into JSON as it is.</summary>
    private static void CheckText(Refusal why) =>
        FindingException.Unless(why.Rejection == Rejection.None
            || (why.Detail.Length > 0 && why.Detail.All(character => character is >= ' ' and <= '~' and not '"' and not '\\')),
            "a refusal has a printable detail without quotes");

    private static void CheckReset(byte[] octets)
    {
        var parser = new RequestHeadParser(new HeadLimits());
        parser.Parse(octets.AsSpan(0, octets.Length / 2), out _, out _);
        parser.Reset();
        var status = parser.Parse(octets, out var consumed, out var why);
        var whole = HeadReading.Whole(octets);
        FindingException.UnlessSame((whole.Status, whole.Consumed, whole.Why), (status, consumed, why), "a parser is as new after its reset");
        if (status == ParseStatus.Complete)
            FindingException.UnlessSame(whole.Head, HeadReading.Describe(parser.Head), "a head inherits nothing from the one before");
    }
}
