using System.Text;
using CsCheck;

namespace FastSignal.Parsing.Tests;

public sealed class PlainFieldsTests
{
    private static readonly Gen<byte[]> Lines =
        from lines in Gen.OneOf("Host: h", "a:b", "X-Long: "
            + new string('x', 90), "x:\t \t", "no colon", "a b: c", ": v", "bad: \u0001", "obs: \u00FF", "").Array[1, 12]
        from ends in Gen.OneOf("\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "").Array[lines.Length]
        from rest in Gen.Int[0, 130]
        select HeadReading.Octets(string.Concat(lines.Zip(ends, (line, end) => line + end)) + new string('z', rest));

    [Fact]
    public void Lines_of_every_length_are_read_across_the_blocks()
    {
        for (var valueBytes = 0; valueBytes < 200; valueBytes++)
        {
            var text = $"Name: {new string('v', valueBytes)}\r\nOther:x\r\n";
            var fields = new PlainFields(HeadReading.Octets(text + new string('.', OctetMarks.BlockBytes)));
            Assert.Equal((true, "Name", new string('v', valueBytes)), Read(ref fields));
            Assert.Equal((true, "Other", "x"), Read(ref fields));
            Assert.Equal(text.Length, fields.ReadBytes);
        }
    }

    [Fact]
    public void It_reads_the_lines_that_the_careful_parser_accepts_and_no_other() =>
        Lines.Where(octets => octets.Length >= OctetMarks.BlockBytes).Sample(octets =>
    {
        var fields = new PlainFields(octets);
        var rest = octets.AsSpan();
        while (Careful(rest, out var lineBytes) is { } expected)
        {
            Assert.Equal((true, expected.Name, expected.Value), Read(ref fields));
            rest = rest[lineBytes..];
            Assert.Equal(octets.Length - rest.Length, fields.ReadBytes);
        }

        Assert.False(fields.TryRead());
        Assert.Equal(octets.Length - rest.Length, fields.ReadBytes);
    }, iter: 50_000);

    private static (string Name, string Value)? Careful(ReadOnlySpan<byte> octets, out int lineBytes)
    {
        LineScanner scanner = default;
        var isWhole = scanner.FindFieldLine(octets, int.MaxValue - 1, out lineBytes) == LineScan.Found;
        var line = octets[..lineBytes];
        lineBytes += FieldSyntax.LineEnd.Length;
        return isWhole && FieldLineParser.TryParse(line, out var name, out var value, out _) ? (Text(name), Text(value)) : null;
    }

    private static (bool IsRead, string Name, string Value) Read(ref PlainFields fields)
    {
        var isRead = fields.TryRead();
        return (isRead, isRead ? Text(fields.Name) : "", isRead ? Text(fields.Value) : "");
    }

    private static string Text(ReadOnlySpan<byte> octets) => Encoding.Latin1.GetString(octets);
}
