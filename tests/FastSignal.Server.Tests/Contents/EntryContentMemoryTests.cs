using System.IO.Compression;
using System.Text;
using FastSignal.Parsing;
using FastSignal.Server.Contents;

namespace FastSignal.Server.Tests.Contents;

/// <summary>What a content takes of the server's memory, whatever its sender does: at most four times its size.</summary>
public class EntryContentMemoryTests(ITestOutputHelper output)
{
    /// <summary>What a connection may have anyway: the arrays that are kept, and the beginning that is remembered.</summary>
    private const int FloorBytes = 32 * 1024;

    /// <summary>The most that waits in the pipe and has not been taken: as much as stops the receiving, and one more receive.</summary>
    private const int PipeBytes = (128 + 64) * 1024;

    /// <summary>From here on the floor is no matter: the ratios that are printed are those of larger contents.</summary>
    private const int LargeBytes = 128 * 1024;

    // At and just behind powers of two, where arrays that double are half empty, and where a record of 17/16 of a content just crosses one.
    private static readonly int[] Sizes =
    [
        5_000, 9_000, 16_385, 20_000, 33_000, 40_000, 65_537, 100_000, 131_073, 200_000, 262_145, 300_000, 400_000, 493_500, 524_289, 524_700,
        600_000, 740_000, 786_433, 900_000, 987_000, 1_048_575, 1_048_576,
    ];

    public static TheoryData<string> ShapeNames => [.. Shapes.Keys];

    private static Dictionary<string, Func<int, string>> Shapes { get; } = new(StringComparer.Ordinal)
    {
        ["one string"] = bytes => "{\"a\":\"" + new string('s', bytes - 8) + "\"}",
        ["one key"] = bytes => "{\"" + new string('k', bytes - 6) + "\":0}",
        ["one number"] = bytes => "{\"a\":" + new string('7', bytes - 6) + "}",
        ["one string of escapes"] = bytes => Padded("{\"a\":\"", "\\u0000", "\"}", bytes),
        ["zeros"] = bytes => Padded("{\"a\":[0", ",0", "]}", bytes),
        ["numbers of 31 digits"] = bytes => Padded("{\"a\":[0", "," + new string('1', 31), "]}", bytes),
        ["zeros, then a string of half"] = bytes => Padded("{\"a\":[0", ",0", ",\"" + new string('s', bytes / 2) + "\"]}", bytes),
        ["a string of half, then zeros"] = bytes => Padded("{\"a\":[\"" + new string('s', bytes / 2) + "\"", ",0", "]}", bytes),
        ["a string of a third twice"] = bytes =>
            Padded("{\"a\":[\"" + new string('s', bytes / 3) + "\",\"" + new string('s', bytes / 3) + "\"", ",0", "]}", bytes),
        ["white space"] = bytes => Padded("{", " ", "}", bytes),
    };

    [Theory, MemberData(nameof(ShapeNames))]
    public void A_content_in_pieces_takes_at_most_four_times_its_size(string shape)
    {
        var worst = 0.0;
        foreach (var size in Sizes)
        {
            var content = Encoding.UTF8.GetBytes(Shapes[shape](size));
            Assert.Equal(size, content.Length);
            foreach (var pieceBytes in (int[])[100, 1460, 4096, 16384, 65536, size])
                worst = Math.Max(worst, CheckedRatio(content, content, ContentCoding.Identity, pieceBytes));
        }

        output.WriteLine($"{shape}: {worst:F3}");
    }

    [Theory, MemberData(nameof(ShapeNames))]
    public void A_coded_content_takes_at_most_four_times_its_size_even_if_its_coding_saves_nothing(string shape)
    {
        var worst = 0.0;
        foreach (var size in Sizes)
        {
            var content = Encoding.UTF8.GetBytes(Shapes[shape](size));
            foreach (var (coding, octets) in Coded.All(content, CompressionLevel.NoCompression).Concat(Coded.All(content, CompressionLevel.Fastest)))
            {
                // Larger than the content itself, it may be refused: that is the connection's to say.
                foreach (var pieceBytes in (int[])[1460, 65536])
                    worst = Math.Max(worst, CheckedRatio(content, octets, coding, pieceBytes));
            }
        }

        output.WriteLine($"{shape}: {worst:F3}");
    }

    private static double CheckedRatio(byte[] content, byte[] octets, ContentCoding coding, int pieceBytes)
    {
        using var entry = new EntryContent(1 << 20);
        entry.Begin(new RecordHeader { SignalId = 1 }, coding);
        var (most, inPipe) = (0, 0);
        for (var rest = octets.AsMemory(); !rest.IsEmpty; rest = rest[Math.Min(pieceBytes, rest.Length)..])
        {
            var piece = rest.Span[..Math.Min(pieceBytes, rest.Length)];
            Assert.Equal(ParseStatus.Partial, entry.Take(piece, out _));
            entry.Remember(piece);
            inPipe = Math.Min(rest.Length, Math.Max(PipeBytes, piece.Length));
            most = Math.Max(most, entry.MemoryBytes + inPipe);
        }

        Assert.Equal(ParseStatus.Complete, entry.Complete(out _));
        most = Math.Max(most, entry.MemoryBytes + inPipe);
        Assert.True(most <= (4L * content.Length) + FloorBytes, $"{most} octets for {content.Length} in pieces of {pieceBytes}, {coding}");
        return content.Length < LargeBytes ? 0 : (double)most / content.Length;
    }

    private static string Padded(string start, string part, string end, int bytes)
    {
        var times = (bytes - start.Length - end.Length) / part.Length;
        var text = new StringBuilder(start).Insert(start.Length, part, times).Append(end);
        return text.Append(' ', bytes - text.Length).ToString();
    }
}
