using System.Globalization;
using System.Text;

namespace FastSignal.Harness;

/// <summary>Makes random JSON texts: few keys, so that paths meet; odd blanks, escapes and numbers.</summary>
internal static class RandomJson
{
    private static readonly string[] Keys = ["a", "b", "a.b", "First Name", "0", "", "\\u0061", "☃", "x\\ny", "\\ud83d\\ude00"];
    private static readonly string[] Blanks = ["", "", "", " ", "\n", "\t \r\n"];
    private static readonly string[] Texts = ["", "plain", "\\u0000", "\\\"", "é😀", "\\/\\\\",
        "a long text that is longer than the short ones, by far, and then some more to pass a limit of sixty-three"];
    private static readonly string[] Numbers = ["0", "-0", "1", "1.50", "-12e-3", "1E400", "98765432109876543210"];

    /// <summary>A random object at most a few levels deep.</summary>
    public static string Object(Random random)
    {
        var text = new StringBuilder();
        WriteObject(random, text, depth: 0);
        return text.ToString();
    }

    private static void WriteObject(Random random, StringBuilder text, int depth)
    {
        Blank(random, text).Append('{');
        var count = random.Next(depth == 0 ? 1 : 0, 7);
        for (var i = 0; i < count; i++)
        {
            Blank(random, text.Append(i == 0 ? "" : ",")).Append(CultureInfo.InvariantCulture, $"\"{Pick(random, Keys)}\"");
            Blank(random, text).Append(':');
            WriteValue(random, text, depth + 1);
        }

        Blank(random, text).Append('}');
        Blank(random, text);
    }

    private static void WriteValue(Random random, StringBuilder text, int depth)
    {
        Blank(random, text);
        switch (random.Next(depth > 5 ? 5 : 8))
        {
            case 0:
                text.Append(Pick(random, Numbers));
                break;
            case 1:
                text.Append(Pick(random, ["true", "false", "null"]));
                break;
            case <= 4:
                text.Append(CultureInfo.InvariantCulture, $"\"{Pick(random, Texts)}\"");
                break;
            case 5:
                WriteArray(random, text, depth);
                break;
            default:
                WriteObject(random, text, depth);
                break;
        }

        Blank(random, text);
    }

    private static void WriteArray(Random random, StringBuilder text, int depth)
    {
        text.Append('[');
        var count = random.Next(0, 5);
        for (var i = 0; i < count; i++)
            WriteValue(random, text.Append(i == 0 ? "" : ","), depth + 1);
        Blank(random, text).Append(']');
    }

    private static StringBuilder Blank(Random random, StringBuilder text) => text.Append(Pick(random, Blanks));

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
