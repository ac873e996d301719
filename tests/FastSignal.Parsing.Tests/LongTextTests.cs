using System.Text;
using FastSignal.Harness;

namespace FastSignal.Parsing.Tests;

/// <summary>Strings that are written as they come: what stands in, behind and around them must not depend on how they were cut.</summary>
public class LongTextTests(ITestOutputHelper output)
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("Grüße aus Zürich, 你好 👋. ", 2_000));

    [Theory]
    [InlineData("{\"a\":\"", "\",\"b\":[1,{}]}")]
    [InlineData("{\"a\":[1 , \"", "\", \"c\"]}")]
    [InlineData("{\"a\":[\"", "\"]}")]
    [InlineData("{\"a\" :\n\"", "and \\u00e9\\ud83d\\ude00 \\\\ \"}")]
    [InlineData("{\"a\":[[{\"b\":\"x\"},\"", "\\n\",[]]],\"", "\":true}")]
    [InlineData("{\"a\":\"", "\\n", "\"}")]
    [InlineData("{\"a\":[\"", "\\\"\\u00e9", "", "\\\\", "\",1]}")]
    [InlineData("{\"", "\":1}")]
    [InlineData("{\"a\":\"", "\u0001\"}")]
    [InlineData("{\"a\":\"", "\n")]
    [InlineData("{\"a\":\"", "\\x\"}")]
    [InlineData("{\"a\":\"", "\"\"")]
    [InlineData("{\"a\":\"", "\"}}")]
    [InlineData("{\"a\":[\"", "\"")]
    [InlineData("{\"a\":\"", "")]
    public void A_long_text_in_pieces_has_the_outcome_of_the_whole(params string[] parts)
    {
        var content = Encoding.UTF8.GetBytes(string.Join(Text, parts));
        var whole = Flattening.Whole(content) with { ScannedBytes = 0 };
        foreach (var bytes in (int[])[1, 100, 1_460, 16_383, 16_384, 16_385, 40_000])
            Assert.Equal(whole, Flattening.InPiecesOf(bytes, content) with { ScannedBytes = 0 });
    }

    [Theory]
    [InlineData("[1", "\"]")]
    [InlineData("[", "\"]")]
    [InlineData("[\"x\"", "\",2]")]
    [InlineData("[{}", "\"]")]
    [InlineData("{\"k\"", "\"}")]
    [InlineData("{\"k\":1", "\"}")]
    [InlineData("{", "\":1}")]
    [InlineData("1", "\"")]
    public void What_stands_in_front_of_a_long_text_is_refused_however_it_was_cut(string before, string behind)
    {
        foreach (var separators in (string[])["", ",", ":", " ", " ,", ", ", ",,", " :", ": ", "::", ",:", ":,", "  ", " , ,", " : :", " ,\n:"])
        {
            var content = Encoding.UTF8.GetBytes($"{{\"a\":{before}{separators}\"{new string('x', 600)}{behind}}}");
            var whole = Flattening.Whole(content) with { ScannedBytes = 0 };
            var textAt = content.AsSpan().IndexOf("xx"u8);
            foreach (var bytes in (int[])[1, 2, 3, 7, 100, 257])
                Assert.Equal(whole, Flattening.InPiecesOf(bytes, content, Flattening.AnyText) with { ScannedBytes = 0 });
            for (var one = 1; one <= textAt + 1; one++)
            {
                for (var two = one; two <= textAt + 3; two++)
                    Assert.Equal(whole, Flattening.InPieces(content, [one, two, two + 300], Flattening.AnyText) with { ScannedBytes = 0 });
            }
        }
    }

    [Theory]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(2_097_151)]
    [InlineData(2_097_152)]
    public void A_text_has_the_length_that_stands_in_front_of_it(int length)
    {
        var text = new string('x', length);
        var flattened = Flattening.InPiecesOf(1_460, Encoding.UTF8.GetBytes($"{{\"a\":\"{text}\",\"b\":1}}"));

        Assert.Equal([new Leaf("a", LeafKind.String, text), new Leaf("b", LeafKind.Number, "1")], Flattening.Leaves(Convert.FromHexString(flattened.Fields)));
    }

    [Fact]
    public void Ill_formed_octets_in_a_long_text_are_refused_where_they_stand()
    {
        byte[] content = [.. Encoding.UTF8.GetBytes("{\"a\":\"" + Text), 0xC3, (byte)'"', (byte)'}'];

        var why = Flattening.InPiecesOf(100, content).Why;

        Assert.Equal((Rejection.InvalidUtf8, content.Length - 3L), (why.Rejection, why.Offset));
    }

    [Fact]
    public void A_wrong_octet_in_a_long_text_is_refused_before_the_content_has_doubled()
    {
        using var record = new RecordBuffer();
        using var flattener = new Flattener();
        record.Begin(new RecordHeader { SignalId = 1 });
        flattener.Begin(record);
        var start = Encoding.UTF8.GetBytes("{\"a\":\"" + Text);
        flattener.Take(start, out _);
        flattener.Take("\n"u8, out _);

        var taken = start.Length;
        while (flattener.Take("1234567890"u8, out _) is ParseStatus.Partial)
            taken += 10;

        Assert.True(taken <= 2 * start.Length);
    }

    [Fact]
    public void Random_texts_in_many_random_pieces_have_the_outcome_of_the_whole()
    {
        var seed = Seed.Of();
        output.WriteLine($"{Seed.Variable}={seed}");
        var random = new Random(seed);
        for (var time = 0; time < 3_000; time++)
        {
            var content = RandomContent(random);
            var whole = Flattening.Whole(content) with { ScannedBytes = 0 };
            var longest = 1 << random.Next(1, 9);
            var cuts = new List<int>();
            for (var at = random.Next(longest); at < content.Length; at += 1 + random.Next(longest))
                cuts.Add(at);
            var longTextBytes = 1 << random.Next(8);
            Assert.Equal(whole, Flattening.InPieces(content, cuts.ToArray(), longTextBytes) with { ScannedBytes = 0 });
        }
    }

    /// <summary>Long texts as values, elements and keys; one in four has an octet that is wrong.</summary>
    private static byte[] RandomContent(Random random)
    {
        string[] parts = ["\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "ü", "👋", "x", "x"];
        var text = new StringBuilder("{");
        for (var member = 0; member < 3; member++)
        {
            text.Append(member == 0 ? "" : " , ").Append('"').Append(RandomText()).Append("\": ");
            text.Append(random.Next(2) == 0 ? $"\"{RandomText()}\"" : $"[ \"{RandomText()}\" ,\"{RandomText()}\",{{\"k\":\"{RandomText()}\"}}]");
        }

        var content = Encoding.UTF8.GetBytes(text.Append('}').ToString());
        if (random.Next(4) == 0)
            content[random.Next(content.Length)] = "\"\\\n,:]\u00ffu"u8[random.Next(8)];
        return content;

        string RandomText()
        {
            var made = new StringBuilder();
            for (var left = random.Next(6); left > 0; left--)
                made.Append('x', random.Next(200)).Append(parts[random.Next(parts.Length)]);
            return made.ToString();
        }
    }
}
