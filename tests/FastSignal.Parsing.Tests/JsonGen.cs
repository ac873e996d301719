using System.Text;
using CsCheck;

namespace FastSignal.Parsing.Tests;

/// <summary>Random contents: JSON with a root object, and the same with a few octets changed.</summary>
internal static class JsonGen
{
    private static readonly List<CorpusCase> Objects =
        [.. Corpus.Json.Where(content => content.Octets.Length < 1000 && content.Octets.Contains((byte)'{') && !NaiveJson.IsOfAnotherRoot(content.Octets))];

    private static readonly Gen<string> Space = Gen.OneOf("", "", "", "", " ", "\n", "\r\n\t ");

    private static readonly Gen<string> Characters = Gen.OneOf(
        Gen.Char['a', 'z'].Select(letter => letter.ToString()),
        Gen.OneOf(" ", ".", "/", "'", "{", "]", ",", ":", "0", "\u007F", "\u00EB", "\u20AC", "\uFFFD", "\U0001F600", "\u2028"),
        Gen.OneOf("\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0041", "\\u00eb", "\\u20AC", "\\uD83D\\uDE00", "\\u0000", "\\uFFFF"));

    private static readonly Gen<string> Text = Gen.Frequency(
        (8, Characters.Array[0, 12].Select(parts => $"\"{string.Concat(parts)}\"")),
        (1, Gen.Int[20, 40].Select(length => $"\"{new string('x', length)}\"")),
        (1, Characters.Array[100, 140].Select(parts => $"\"{string.Concat(parts)}\"")));

    private static readonly Gen<string> Number = Gen.Select(
        Gen.OneOf("", "-"), Gen.OneOf(Gen.Const("0"), Gen.ULong[1, ulong.MaxValue].Select(value => $"{value}")),
        Gen.OneOf("", "", ".0", ".125"), Gen.OneOf("", "", "e1", "E+05", "e-400"),
        (sign, integer, fraction, exponent) => sign + integer + fraction + exponent);

    private static readonly Gen<string> Scalar = Gen.Frequency((4, Text), (2, Number), (1, Gen.OneOf("true", "false", "null")));

    private static readonly Gen<string> Key = Gen.Frequency((3, Gen.OneOf("\"\"", "\"a\"", "\"a.b\"", "\"LinkedIn URL\"")), (2, Text));

    public static Gen<string> Content { get; } = Gen.Select(Space, Object(4), Space, (before, root, after) => before + root + after);

    public static Gen<byte[]> MutatedContent { get; } = Gen.Select(
        Gen.OneOf(Gen.Select(Space, Object(2), (before, root) => Encoding.UTF8.GetBytes(before + root)), Gen.Int[0, Objects.Count - 1]
            .Select(i => Objects[i].Octets)),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 2], Octet).Array[0, 3],
        Mutated);

    private static Gen<byte> Octet => Gen.Frequency(
        (3, Gen.OneOf("{}[]:,\"\\ut0e.-+ \n1/'\x80\xBF\xC3\xE2\xED\xA0\xF0\xFF".Select(octet => (byte)octet).ToArray())),
        (1, Gen.Byte));

    private static Gen<string> Object(int depth) => Gen.Select(Space, Key, Space, Space, Value(depth - 1),
            (one, key, two, three, value) => $"{one}{key}{two}:{three}{value}")
        .Array[0, 5].Select(Space, (members, space) => $"{{{string.Join(",", members)}{space}}}");

    private static Gen<string> Array(int depth) => Gen.Select(Space, Value(depth - 1), Space, (one, value, two) => one + value + two)
        .Array[0, 5].Select(Space, (elements, space) => $"[{string.Join(",", elements)}{space}]");

    private static Gen<string> Value(int depth) => depth == 0 ? Scalar : Gen.Frequency((3, Scalar), (1, Object(depth)), (1, Array(depth)));

    /// <summary>Changes, puts in or takes out an octet at each place, but leaves the root an object.</summary>
    private static byte[] Mutated(byte[] octets, (double Place, int Change, byte Octet)[] mutations)
    {
        var mutated = octets.ToList();
        foreach (var (place, change, octet) in mutations)
        {
            var at = Math.Max((int)(place * mutated.Count), mutated.IndexOf((byte)'{') + 1);
            if (change == 0 || at >= mutated.Count)
                mutated.Insert(Math.Min(at, mutated.Count), octet);
            else if (change == 1)
                mutated[at] = octet;
            else
                mutated.RemoveAt(at);
        }

        return [.. mutated];
    }
}
