using System.Text;
using CsCheck;

namespace FastSignal.Parsing.Tests;

/// <summary>What flattening may cost: room in the log, looks at each octet, memory. Counted, never timed.</summary>
public class FlattenerCostTests
{
    private const int MaxContentBytes = 1 << 20;

    public static TheoryData<string> ShapeNames => [.. Shapes.Keys];

    private static Dictionary<string, string> Shapes { get; } = new(StringComparer.Ordinal)
    {
        ["zeros"] = Filled("{\"a\":[0", ",0", "]}"),
        ["arrays of one zero"] = Filled("{\"a\":[[0]", ",[0]", "]}"),
        ["empty arrays"] = Filled("{\"a\":[[]", ",[]", "]}"),
        ["empty objects"] = Filled("{\"a\":[{}", ",{}", "]}"),
        ["empty keys"] = Filled("{\"\":0", ",\"\":0", "}"),
        ["empty strings"] = Filled("{\"a\":[\"\"", ",\"\"", "]}"),
        ["literals"] = Filled("{\"a\":[true", ",null,false", "]}"),
        ["numbers of 31 digits"] = Filled("{\"a\":[1", "," + new string('1', 31), "]}"),
        ["numbers of 128 digits"] = Filled("{\"a\":[1", "," + new string('1', 128), "]}"),
        ["strings of 31"] = Filled("{\"a\":[\"\"", ",\"" + new string('s', 31) + "\"", "]}"),
        ["strings of 128"] = Filled("{\"a\":[\"\"", ",\"" + new string('s', 128) + "\"", "]}"),
        ["keys of 127"] = Filled("{\"a\":0", ",\"" + new string('k', 127) + "\":0", "}"),
        ["escapes that shrink"] = Filled("{\"a\":[\"\"", ",\"\\u0041\\n\"", "]}"),
        ["nul escapes"] = Filled("{\"a\":\"", "\\u0000", "\"}"),
        ["lone surrogates"] = Filled("{\"a\":\"", "\\uD800", "\"}"),
        ["leaves under one long key"] = "{\"" + new string('k', 500_000) + "\":[0" + Repeated(",0", 250_000) + "]}",
        ["deep nesting under long keys"] = Repeated("{\"" + new string('k', 15_000) + "\":", 63) + "{}" + new string('}', 63),
        ["64 levels of arrays"] = Filled("{\"a\":[0", "," + new string('[', 62) + "0" + new string(']', 62), "]}"),
        ["64 levels of objects"] = Filled("{\"a\":[0", "," + Repeated("{\"\":", 62) + "0" + new string('}', 62), "]}"),
        ["empty containers in turn"] = Filled("{\"a\":[[]", ",{},[{}],[[]]", "]}"),
        ["every kind"] = Filled("{\"a\":[0", ",\"\",1,true,false,null,{},[],{\"\":\"\"}", "]}"),
        ["strings of 16384"] = Filled("{\"a\":[0", ",\"" + new string('s', 16_384) + "\"", "]}"),
        ["numbers of 16384 digits"] = Filled("{\"a\":[0", "," + new string('1', 16_384), "]}"),
        ["keys of 16383"] = Filled("{\"a\":0", ",\"" + new string('k', 16_383) + "\":0", "}"),
        ["one long string"] = "{\"a\":\"" + new string('s', MaxContentBytes - 8) + "\"}",
        ["one long key"] = "{\"" + new string('k', MaxContentBytes - 6) + "\":0}",
        ["one long number"] = "{\"a\":" + new string('7', MaxContentBytes - 7) + "}",
        ["nothing"] = "{}",
        ["a number of 31 digits alone"] = "{\"\":[" + new string('1', 31) + "]}",
    };

    [Theory, MemberData(nameof(ShapeNames))]
    public void Fields_take_at_most_a_thirty_second_more_than_the_content_whatever_its_shape(string shape) => AssertBounded(Shapes[shape]);

    [Fact]
    public void Fields_take_at_most_a_thirty_second_more_than_any_content() => JsonGen.Content.Sample(AssertBounded, iter: 5_000);

    [Theory, MemberData(nameof(ShapeNames))]
    public void Any_shape_in_pieces_gives_the_fields_of_the_whole(string shape)
    {
        var content = Encoding.UTF8.GetBytes(Shapes[shape]);
        Assert.Equal(Flattening.Whole(content).Fields, Flattening.InPiecesOf(4093, content).Fields);
    }

    [Theory]
    [InlineData("one long string", 100)]
    [InlineData("one long string", 1)]
    [InlineData("one long key", 100)]
    [InlineData("one long number", 100)]
    [InlineData("nul escapes", 100)]
    [InlineData("zeros", 100)]
    [InlineData("zeros", 1)]
    [InlineData("strings of 128", 100)]
    [InlineData("strings of 128", 1)]
    [InlineData("keys of 127", 1000)]
    [InlineData("leaves under one long key", 1460)]
    public void No_octet_is_looked_at_more_than_three_times_on_average(string shape, int pieceBytes)
    {
        var content = Encoding.UTF8.GetBytes(Shapes[shape]);

        var flattened = Flattening.InPiecesOf(pieceBytes, content);

        Assert.Equal(ParseStatus.Complete, flattened.Status);
        Assert.InRange(flattened.ScannedBytes, content.Length, 3L * content.Length);
    }

    [Theory]
    [InlineData("{\"a\":1,", " ", "\"b\":2}")]
    [InlineData("{\"a\":1}", " ", "\n")]
    [InlineData(" ", " ", "{\"a\":1}")]
    public void White_space_in_small_pieces_costs_no_more(string start, string space, string end)
    {
        var content = Encoding.UTF8.GetBytes(Filled(start, space, end));
        Assert.InRange(Flattening.InPiecesOf(100, content).ScannedBytes, 0, 3L * content.Length);
    }

    private static void AssertBounded(string content)
    {
        var octets = Encoding.UTF8.GetBytes(content);
        Assert.True(32L * Flattening.Fields(octets).Length <= 33L * octets.Length);
    }

    private static string Filled(string start, string part, string end) =>
        start + Repeated(part, (MaxContentBytes - start.Length - end.Length) / part.Length) + end;

    private static string Repeated(string part, int times) => new StringBuilder().Insert(0, part, times).ToString();
}
