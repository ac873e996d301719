using System.Text;

namespace FastSignal.Parsing.Tests;

public class FieldWriterTests
{
    [Theory]
    [InlineData(0, "01")]
    [InlineData(1, "02")]
    [InlineData(126, "7F")]
    [InlineData(127, "8001")]
    [InlineData(128, "8101")]
    [InlineData(16383, "808001")]
    public void The_length_of_a_key_is_one_more_than_it_has_octets(int bytes, string length)
    {
        var source = Text(bytes);
        var target = new byte[FieldWriter.MaxBytes(bytes)];
        var at = FieldWriter.WriteKey(target, 0, source, 0, bytes);
        Assert.Equal(length + Convert.ToHexString(source), Convert.ToHexString(target, 0, at));
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(30, "1E")]
    [InlineData(31, "1F1F")]
    [InlineData(32, "1F20")]
    [InlineData(127, "1F7F")]
    [InlineData(128, "1F8001")]
    public void A_short_length_is_inside_the_head(int bytes, string head)
    {
        var source = Text(bytes);
        var target = new byte[FieldWriter.MaxBytes(bytes)];
        var at = FieldWriter.WriteText(target, 0, LeafKind.String, source, 0, bytes);
        Assert.Equal(head + Convert.ToHexString(source), Convert.ToHexString(target, 0, at));
    }

    [Fact]
    public void A_text_is_the_same_whether_or_not_there_is_more_behind_it_in_the_source()
    {
        for (var bytes = 0; bytes <= 70; bytes++)
        {
            for (var behind = 0; behind <= 40; behind++)
            {
                var source = Text(bytes + behind);
                var target = new byte[FieldWriter.MaxBytes(bytes)];
                var at = FieldWriter.WriteText(target, 0, LeafKind.Number, source, 0, bytes);
                Assert.Equal(source[..bytes], target[(at - bytes)..at]);
            }
        }
    }

    [Fact]
    public void An_escaped_text_is_written_like_the_text_itself()
    {
        for (var letters = 0; letters <= 140; letters++)
        {
            var text = new string('A', letters) + "\n";
            var escaped = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\\u0041", letters)) + "\\n");
            var target = new byte[FieldWriter.MaxBytes(escaped.Length)];
            var expected = new byte[FieldWriter.MaxBytes(escaped.Length)];

            var at = FieldWriter.WriteEscapedKey(target, FieldWriter.WriteEscapedString(target, 0, escaped), escaped);

            var source = Encoding.UTF8.GetBytes(text);
            var end = FieldWriter.WriteText(expected, 0, LeafKind.String, source, 0, source.Length);
            end = FieldWriter.WriteKey(expected, end, source, 0, source.Length);
            Assert.Equal(expected[..end], target[..at]);
        }
    }

    [Fact]
    public void An_empty_container_becomes_a_leaf_where_it_was_opened()
    {
        byte[] target = [0x02, 0x61, RecordFormat.StartOfArray, 0];
        Assert.Equal(3, FieldWriter.WriteEnd(target, 3, openedAt: 2, isArray: true));
        Assert.Equal(0xC0, target[2]);
        target[2] = RecordFormat.StartOfObject;
        Assert.Equal(3, FieldWriter.WriteEnd(target, 3, openedAt: 2, isArray: false));
        Assert.Equal(0xA0, target[2]);
        Assert.Equal(4, FieldWriter.WriteEnd(target, 3, openedAt: -1, isArray: true));
        Assert.Equal(RecordFormat.EndOfArray, target[3]);
    }

    private static byte[] Text(int bytes) => [.. Enumerable.Range(0, bytes).Select(i => (byte)('a' + (i % 26)))];
}
