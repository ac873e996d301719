using System.Text;

namespace FastSignal.Parsing.Tests;

/// <summary>Looks for a content whose fields take more than <see cref="RecordFormat"/> says: by trying small changes and keeping what makes it worse.</summary>
public class FieldsBoundTests(ITestOutputHelper output)
{
    private const int Climbs = 12;
    private const int Steps = 2_000;

    // Where lengths change their form, and what lies around; the next such length, 16,384, is a shape of FlattenerCostTests.
    private static readonly int[] Lengths = [0, 1, 2, 29, 30, 31, 32, 125, 126, 127, 128, 129, 300];

    private enum Part
    {
        Number,
        String,
        Escapes,
        Nuls,
        Literal,
        Array,
        Object,
        End,
    }

    [Fact]
    public void No_search_finds_a_content_that_takes_more_than_one_octet_in_32()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var worst = Enumerable.Range(0, Climbs).Select(_ => Climb(random)).MaxBy(climbed => climbed.Ratio);

        output.WriteLine($"worst ratio {worst.Ratio:F5}: {worst.Content[..Math.Min(worst.Content.Length, 200)]}");
        Assert.InRange(worst.Ratio, 1.0, 33.0 / 32);
    }

    private static (double Ratio, string Content) Climb(Random random)
    {
        List<(Part Part, int KeyBytes, int Bytes)> best = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => AnyPart(random))];
        var worst = Ratio(best);
        for (var step = 0; step < Steps; step++)
        {
            var changed = best.ToList();
            var at = random.Next(changed.Count);
            switch (random.Next(4))
            {
                case 0 when changed.Count > 1:
                    changed.RemoveAt(at);
                    break;
                case 1 when changed.Count < 200:
                    changed.Insert(at, AnyPart(random));
                    break;
                case 2 when changed.Count < 200:
                    changed.AddRange(changed.GetRange(at, Math.Min(changed.Count - at, 20)));
                    break;
                default:
                    changed[at] = AnyPart(random);
                    break;
            }

            var ratio = Ratio(changed);
            if (ratio < worst)
                continue;
            (best, worst) = (changed, ratio);
        }

        return (worst, Content(best));
    }

    private static double Ratio(List<(Part Part, int KeyBytes, int Bytes)> parts)
    {
        var content = Encoding.UTF8.GetBytes(Content(parts));
        return (double)Flattening.Fields(content).Length / content.Length;
    }

    private static (Part Part, int KeyBytes, int Bytes) AnyPart(Random random) =>
        (random.GetItems(Enum.GetValues<Part>(), 1)[0], random.GetItems(Lengths, 1)[0], random.Next(3) == 0
            ? random.Next(200)
            : random.GetItems(Lengths, 1)[0]);

    /// <summary>Writes the parts as JSON: values where values go, a key in front of each inside an object, and ends where there is something to end.</summary>
    private static string Content(List<(Part Part, int KeyBytes, int Bytes)> parts)
    {
        var text = new StringBuilder("{");
        var ends = new Stack<char>("}");
        foreach (var (part, keyBytes, bytes) in parts)
        {
            if (part is Part.End || (part is Part.Array or Part.Object && ends.Count == RecordFormat.MaxDepth))
            {
                if (ends.Count > 1)
                    text.Append(ends.Pop());
                continue;
            }

            if (text[^1] is not ('{' or '['))
                text.Append(',');
            if (ends.Peek() == '}')
                text.Append('"').Append('k', keyBytes).Append("\":");
            Append(text, part, bytes, ends);
        }

        return text.Append([.. ends]).ToString();
    }

    private static void Append(StringBuilder text, Part part, int bytes, Stack<char> ends)
    {
        switch (part)
        {
            case Part.Number:
                text.Append('1', Math.Max(bytes, 1));
                break;
            case Part.String:
                text.Append('"').Append('s', bytes).Append('"');
                break;
            case Part.Escapes:
                text.Append('"').Insert(text.Length, "\\n", bytes).Append('"');
                break;
            case Part.Nuls:
                text.Append('"').Insert(text.Length, "\\u0000", bytes).Append('"');
                break;
            case Part.Literal:
                text.Append((bytes % 3) switch { 0 => "null", 1 => "true", _ => "false" });
                break;
            case Part.Array or Part.Object:
                text.Append(part is Part.Array ? '[' : '{');
                ends.Push(part is Part.Array ? ']' : '}');
                break;
        }
    }
}
