using FastSignal.Fuzz.Oracles;
using FastSignal.Fuzz.Rig;
using FastSignal.Parsing;
using FastSignal.Parsing.Tests;

namespace FastSignal.Fuzz.Targets;

/// <summary>The decoder of the chunked transfer coding.</summary>
internal sealed class ChunkedTarget : IFuzzTarget
{
    /// <inheritdoc/>
    public string Name => "chunked";

    /// <inheritdoc/>
    public IReadOnlyList<string> CorpusFolders { get; } = ["chunked"];

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<byte> input)
    {
        var octets = input.ToArray();
        var whole = ChunkedReading.Whole(octets);
        FindingException.UnlessSame(whole, ChunkedReading.InPieces(octets, Cuts.Of(input)), "a content in pieces has the outcome of the whole");
        FindingException.UnlessSame(whole, ChunkedReading.OctetByOctet(octets), "a content octet by octet has the outcome of the whole");
        FindingException.Unless(whole.Consumed >= 0 && whole.Consumed <= octets.Length, "never more is consumed than there is");
        FindingException.Unless(whole.Status != ParseStatus.Partial || whole.Consumed == octets.Length, "a partial content is consumed whole");
        CheckVerdict(octets, whole);
    }

    private static void CheckVerdict(byte[] octets, ChunkedOutcome whole)
    {
        var expected = SlowChunked.Read(octets);

        // The slow reader looks at whole lines; the decoder refuses at the first wrong octet of one that may have no end yet.
        if (expected.Status == ParseStatus.Partial)
            FindingException.Unless(whole.Status != ParseStatus.Complete, "a content that has no end for the slow and obvious reader has none");
        else
            FindingException.UnlessSame(expected.Status, whole.Status, "the verdict is that of the slow and obvious reader");

        if (whole.Status != ParseStatus.Invalid)
            FindingException.UnlessSame(expected.Content, whole.Content, "the content is that of the slow and obvious reader");
        if (whole.Status == ParseStatus.Complete)
            FindingException.UnlessSame(expected.Consumed, whole.Consumed, "the end is that of the slow and obvious reader");
    }
}
