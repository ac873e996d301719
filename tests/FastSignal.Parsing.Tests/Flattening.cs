using System.Text;

namespace FastSignal.Parsing.Tests;

/// <summary>What came of one content: the refusal, or the fields.</summary>
internal sealed record Flattened(ParseStatus Status, Refusal Why, string Fields, long ScannedBytes);

/// <summary>One leaf as the field reader gives it, in text.</summary>
internal sealed record Leaf(string Path, LeafKind Kind, string Value);

/// <summary>Flattens whole contents and contents in pieces, for all tests.</summary>
internal static class Flattening
{
    public static Flattened Whole(ReadOnlySpan<byte> content) => InPieces(content, []);

    /// <summary>Strings of any length are written as they come: what only those of 16 KiB are as a rule.</summary>
    public const int AnyText = 1;

    private const int LongText = 16 << 10;

    /// <summary>Each piece ends at a cut; each is put in an array of its own, so that reading past it would be seen.</summary>
    public static Flattened InPieces(ReadOnlySpan<byte> content, ReadOnlySpan<int> cuts, int longTextBytes = LongText)
    {
        using var record = new RecordBuffer();
        using var flattener = new Flattener { LongTextBytes = longTextBytes };
        record.Begin(new RecordHeader { SignalId = 1 });
        flattener.Begin(record);
        var from = 0;
        foreach (var cut in cuts)
        {
            flattener.Take(content[from..cut].ToArray(), out _);
            from = cut;
        }

        flattener.Take(content[from..].ToArray(), out _);
        var status = flattener.Complete(out var why);
        return new Flattened(status, why, status == ParseStatus.Complete ? Convert.ToHexString(record.Fields) : "", flattener.ScannedBytes);
    }

    public static Flattened InPiecesOf(int bytes, ReadOnlySpan<byte> content, int longTextBytes = LongText) =>
        InPieces(content, [.. Enumerable.Range(1, Math.Max(0, (content.Length - 1) / bytes)).Select(piece => piece * bytes)], longTextBytes);

    public static byte[] Fields(ReadOnlySpan<byte> content)
    {
        var flattened = Whole(content);
        Assert.Equal(ParseStatus.Complete, flattened.Status);
        return Convert.FromHexString(flattened.Fields);
    }

    public static byte[] Fields(string content) => Fields(Encoding.UTF8.GetBytes(content));

    public static List<Leaf> Leaves(string content) => Leaves(Fields(content));

    public static List<Leaf> Leaves(ReadOnlySpan<byte> fields)
    {
        var leaves = ReadAll(fields, out var isDamaged);
        Assert.False(isDamaged, $"Damaged behind {leaves.Count} leaves of {Convert.ToHexString(fields)}");
        return leaves;
    }

    public static List<Leaf> ReadAll(ReadOnlySpan<byte> fields, out bool isDamaged)
    {
        using var path = new PathBuffer();
        var reader = new FieldReader(fields, path);
        var leaves = new List<Leaf>();
        while (reader.Read())
            leaves.Add(new Leaf(Text(reader.Path), reader.Kind, Text(reader.Value)));
        isDamaged = reader.IsDamaged;
        return leaves;
    }

    // Latin-1 keeps every octet apart, whatever a mutated record has in it; the tests that compare text encode their side the same way.
    public static string Text(ReadOnlySpan<byte> octets) => Encoding.Latin1.GetString(octets);

    public static string Text(string text) => Text(Encoding.UTF8.GetBytes(text));
}
