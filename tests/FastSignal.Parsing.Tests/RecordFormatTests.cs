namespace FastSignal.Parsing.Tests;

public class RecordFormatTests
{
    [Fact]
    public void No_bracket_is_the_head_of_a_leaf()
    {
        var heads = Enum.GetValues<LeafKind>().SelectMany(kind => Enumerable.Range(0, 32).Select(length => (byte)(RecordFormat.Head(kind) | length)));
        Assert.Empty(heads.Intersect([RecordFormat.EndOfArray, RecordFormat.StartOfObject, RecordFormat.StartOfArray]));
    }

    // On disk: a change needs a new version, and a reader for both.
    [Fact]
    public void The_octets_of_a_record_are_these()
    {
        var fields = Flattening.Fields("""{"a":"x","b":-1,"c":[true,false,null,{},[],{"d":""}]}""");
        Assert.Equal("0261" + "0178" + "0262" + "222D31" + "0263" + "E2" + "40" + "60" + "80" + "A0" + "C0" + "E1" + "0264" + "00" + "00"
            + "E0", Convert.ToHexString(fields));
    }
}
