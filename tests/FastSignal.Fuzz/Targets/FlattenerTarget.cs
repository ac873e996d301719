using System.Text;
using System.Text.RegularExpressions;
using FastSignal.Fuzz.Rig;
using FastSignal.Parsing;
using FastSignal.Parsing.Tests;

namespace FastSignal.Fuzz.Targets;

/// <summary>The flattener: content to fields of a record.</summary>
internal sealed partial class FlattenerTarget : IFuzzTarget
{
    /// <summary>Octet by octet costs a reader's start for each.</summary>
    private const int MaxOctetByOctetBytes = 512;

    /// <inheritdoc/>
    public string Name => "flattener";

    /// <inheritdoc/>
    public IReadOnlyList<string> CorpusFolders { get; } = ["json", "payloads"];

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<byte> input)
    {
        var whole = Flattening.Whole(input);
        CheckSame(whole, Flattening.InPieces(input, Cuts.Of(input)));
        if (input.Length <= MaxOctetByOctetBytes)
            CheckSame(whole, Flattening.InPiecesOf(1, input));

        if (!NaiveJson.IsOfAnotherRoot(input))
            FindingException.UnlessSame(
                NaiveJson.Check(input), (whole.Why.Rejection, whole.Why.Offset, whole.Why.Found), "the first wrong octet is that of the naive parser");
        else
            FindingException.UnlessSame(ParseStatus.Invalid, whole.Status, "a root that is no object is refused");

        if (whole.Status == ParseStatus.Complete)
            CheckFields(input, Convert.FromHexString(whole.Fields));
    }

    private static void CheckSame(Flattened whole, Flattened pieces)
    {
        FindingException.UnlessSame(whole with { ScannedBytes = 0 }, pieces with { ScannedBytes = 0 }, "a content in pieces has the outcome of the whole");
        FindingException.Unless(pieces.ScannedBytes <= (3 * whole.ScannedBytes) + 64
            || whole.Status != ParseStatus.Complete, "no octet is looked at more than three times on average");
    }

    private static void CheckFields(ReadOnlySpan<byte> content, byte[] fields)
    {
        FindingException.Unless(32L * fields.Length <= 33L * content.Length, "fields take at most one octet in 32 more than their content");
        var leaves = Flattening.ReadAll(fields, out var isDamaged);
        FindingException.Unless(!isDamaged, "what the flattener writes is whole to the reader");

        // A document cannot tell what a lone surrogate is replaced with.
        var text = Encoding.UTF8.GetString(content.StartsWith("\uFEFF"u8) ? content[3..] : content);
        if (!Surrogate().IsMatch(text))
            FindingException.UnlessSame(
                string.Join('\n', DocumentWalk.Leaves(text)), string.Join('\n', leaves), "the leaves are those of a walk over a document");
    }

    [GeneratedRegex(@"\\u[dD][89abcdefABCDEF]", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Surrogate();
}
