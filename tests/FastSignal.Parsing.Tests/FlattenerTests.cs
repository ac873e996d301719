using System.Text;
using CsCheck;

namespace FastSignal.Parsing.Tests;

public class FlattenerTests
{
    public static TheoryData<string> JsonNames => Corpus.JsonNames;

    [Theory, MemberData(nameof(JsonNames))]
    public void The_verdict_is_the_one_in_the_name(string name)
    {
        var content = Corpus.Named(name);

        var flattened = Flattening.Whole(content.Octets);

        Assert.Equal(content.Code ?? "accepted", flattened.Status == ParseStatus.Complete ? "accepted" : flattened.Why.Rejection.Code());
    }

    [Theory, MemberData(nameof(JsonNames))]
    public void Every_prefix_has_the_same_outcome_octet_by_octet(string name)
    {
        var octets = Corpus.Named(name).Octets.AsSpan();
        for (var length = 0; length <= octets.Length; length++)
        {
            var whole = Flattening.Whole(octets[..length]);
            AssertSame(whole, Flattening.InPiecesOf(1, octets[..length]));
            AssertSame(whole, Flattening.InPiecesOf(1, octets[..length], Flattening.AnyText));
        }
    }

    [Theory, MemberData(nameof(JsonNames))]
    public void Every_split_in_two_has_the_same_outcome(string name)
    {
        var octets = Corpus.Named(name).Octets;
        var whole = Flattening.Whole(octets);
        for (var cut = 0; cut <= octets.Length; cut++)
        {
            AssertSame(whole, Flattening.InPieces(octets, [cut]));
            AssertSame(whole, Flattening.InPieces(octets, [cut, Math.Min(octets.Length, cut + 2)], Flattening.AnyText));
        }
    }

    [Fact]
    public void Any_split_of_any_mutated_content_has_the_same_outcome() =>
        Gen.Select(JsonGen.MutatedContent, Gen.Double[0, 1].Array[0, 8]).Sample(
            (octets, places) =>
            {
                var cuts = places.Select(place => (int)(place * octets.Length)).Order().ToArray();
                AssertSame(Flattening.Whole(octets), Flattening.InPieces(octets, cuts));
                AssertSame(Flattening.Whole(octets), Flattening.InPieces(octets, cuts, Flattening.AnyText));
            },
            iter: 20_000);

    [Fact]
    public void The_first_wrong_octet_is_the_one_that_a_naive_parser_finds() =>
        JsonGen.MutatedContent.Sample(
            octets =>
            {
                var expected = NaiveJson.Check(octets);
                var why = Flattening.Whole(octets).Why;
                Assert.Equal(expected, (why.Rejection, why.Offset, why.Found));
            },
            iter: 20_000);

    [Theory, MemberData(nameof(JsonNames))]
    public void The_first_wrong_octet_of_each_prefix_is_the_one_that_a_naive_parser_finds(string name)
    {
        var octets = Corpus.Named(name).Octets;
        for (var length = 0; length <= octets.Length; length++)
        {
            if (NaiveJson.IsOfAnotherRoot(octets.AsSpan(0, length)))
                continue;
            var why = Flattening.Whole(octets.AsSpan(0, length)).Why;
            Assert.Equal(NaiveJson.Check(octets.AsSpan(0, length)), (why.Rejection, why.Offset, why.Found));
        }
    }

    [Fact]
    public void The_leaves_are_those_of_a_walk_over_a_JsonDocument() =>
        JsonGen.Content.Sample(
            content => Assert.Equal(DocumentWalk.Leaves(content), Flattening.Leaves(content)),
            iter: 5_000);

    [Fact]
    public void The_accepted_contents_of_the_corpus_flatten_like_a_JsonDocument()
    {
        foreach (var content in Corpus.Accepted.Where(content => !content.Name.Contains("lone", StringComparison.Ordinal)
            && !content.Name.Contains("inverted", StringComparison.Ordinal) && !content.Name.Contains("high_then", StringComparison.Ordinal)))
        {
            var octets = content.Octets.AsSpan();
            var text = Encoding.UTF8.GetString(octets.StartsWith("\uFEFF"u8) ? octets[3..] : octets);
            Assert.Equal(DocumentWalk.Leaves(text), Flattening.Leaves(Flattening.Fields(octets)));
        }
    }

    [Fact]
    public void Nested_members_get_dotted_paths_and_elements_their_index() =>
        Assert.Equal(
            [
                new Leaf("person.name", LeafKind.String, "Dana"),
                new Leaf("person.emails.0.value", LeafKind.String, "d@x.example"),
                new Leaf("person.emails.1", LeafKind.Null, ""),
                new Leaf("n", LeafKind.Number, "1e400"),
                new Leaf("e", LeafKind.Object, ""),
                new Leaf("f", LeafKind.Array, ""),
                new Leaf("t", LeafKind.True, ""),
                new Leaf("u.0.0", LeafKind.False, ""),
            ],
            Flattening.Leaves("""{"person":{"name":"Dana","emails":[{"value":"d@x.example"},null]},"n":1e400,"e":{},"f":[],"t":true,"u":[[false]]}"""));

    [Fact]
    public void An_empty_root_has_no_leaf() => Assert.Empty(Flattening.Leaves(" {} "));

    [Fact]
    public void A_path_that_comes_twice_comes_twice_in_order() =>
        Assert.Equal(
            [new("a", LeafKind.Number, "1"), new("b", LeafKind.Number, "2"), new("a", LeafKind.Number, "3")],
            Flattening.Leaves("""{"a":1,"b":2,"a":3}"""));

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    public void An_empty_content_blames_no_octet(string content) =>
        Assert.Equal("the content is empty; send one JSON object", Why(content).ToString());

    [Theory]
    [InlineData("""{"a":1,}""", "trailing comma: expected another key at byte 7, found '}'")]
    [InlineData("""{"a":[1,]}""", "trailing comma: expected another value at byte 8, found ']'")]
    [InlineData("{\"a\":\"x\ny\"}", "raw line break in a string: write it as an escape at byte 7, found 0x0A")]
    [InlineData("{'a':1}", "expected a key in double quotes, not in single ones at byte 1, found '''")]
    [InlineData("""{"a":'b'}""", "expected a value; a string takes double quotes, not single ones at byte 5, found '''")]
    [InlineData("""[{"a":1}]""", "the root is an array; send one object a request at byte 0, found '['")]
    [InlineData("{\"a\":1}\n{\"b\":2}", "one object a request: there is more behind the first at byte 8, found '{'")]
    [InlineData("email=d%40x.example&name=Dana", "expected a JSON object; this looks like form-encoded content at byte 0, found 'e'")]
    [InlineData(" <!DOCTYPE html>", "expected a JSON object; this looks like HTML or XML at byte 1, found '<'")]
    [InlineData("""{"a":1""", "the content ends too early: expected ',' or '}' at byte 6")]
    [InlineData("""{"a":"b""", "the content ends inside a string at byte 7")]
    [InlineData("""{"a":}""", "expected a value at byte 5, found '}'")]
    [InlineData("""{"a" 1}""", "expected ':' behind the key at byte 5, found '1'")]
    [InlineData("""{"a":1 "b":2}""", "expected ',' or '}' at byte 7, found 0x22")]
    [InlineData("""{a:1}""", "expected a key in double quotes at byte 1, found 'a'")]
    [InlineData("""{"a":None}""", "expected a value; true, false and null are lower case, and JSON has no NaN, Infinity or undefined at byte 5, found 'N'")]
    [InlineData("""{"a":01}""", "a number has no leading zero at byte 6, found '1'")]
    [InlineData("hello world", "expected a JSON object at byte 0, found 'h'")]
    [InlineData("\"abc\"", "the root is a string; send one object a request at byte 0, found 0x22")]
    [InlineData("12 ", "the root is a number; send one object a request at byte 0, found '1'")]
    [InlineData("null", "the root is a literal; send one object a request at byte 0, found 'n'")]
    public void A_refusal_says_what_a_person_can_act_on(string content, string text) => Assert.Equal(text, Why(content).ToString());

    [Fact]
    public void An_ill_formed_sequence_is_refused_at_its_first_octet() =>
        Assert.Equal(new Refusal(Rejection.InvalidUtf8, "the content is not UTF-8", 6, 0xE2), Flattening.Whole([.. "{\"a\":\""u8, 0xE2, .. "(\"}"u8]).Why);

    [Fact]
    public void A_bracket_at_depth_65_is_refused_at_its_octet()
    {
        var why = Why("{\"a\":" + new string('[', 70));
        Assert.Equal((Rejection.TooDeep, 5 + 63, '['), (why.Rejection, (int)why.Offset, (char)why.Found));
    }

    [Fact]
    public void A_refusal_comes_as_soon_as_the_wrong_octet_is_there()
    {
        using var record = new RecordBuffer();
        using var flattener = new Flattener();
        record.Begin(default);
        flattener.Begin(record);
        Assert.Equal(ParseStatus.Partial, flattener.Take("{\"a\":1,"u8, out _));
        Assert.Equal(ParseStatus.Invalid, flattener.Take("\"b\":x              "u8, out var why));
        Assert.Equal(11, why.Offset);
        Assert.Equal(ParseStatus.Invalid, flattener.Take("}"u8, out var again));
        Assert.Equal(why, again);
        Assert.Equal(ParseStatus.Invalid, flattener.Complete(out again));
        Assert.Equal(why, again);
    }

    [Fact]
    public void A_refusal_comes_at_the_latest_when_the_content_has_doubled() =>
        JsonGen.MutatedContent.Sample(
            octets =>
            {
                var why = Flattening.Whole(octets).Why;
                if (why.Rejection is not (Rejection.MalformedJson or Rejection.TooDeep or Rejection.InvalidUtf8) || why.Found < 0 || octets[0] != '{')
                    return;

                using var record = new RecordBuffer();
                using var flattener = new Flattener();
                record.Begin(default);
                flattener.Begin(record);
                var taken = 0;
                while (taken < octets.Length && flattener.Take(octets.AsSpan(taken, 1), out _) == ParseStatus.Partial)
                    taken++;

                // A character of UTF-8 is read when it is whole, three octets later at most.
                Assert.InRange(taken, why.Offset, Math.Max(octets.Length, (2 * why.Offset) + 4));
                if (octets.Length > (2 * why.Offset) + 4)
                    Assert.InRange(taken, why.Offset, (2 * why.Offset) + 4);
            },
            iter: 5_000);

    [Fact]
    public void A_flattener_is_as_new_after_every_content()
    {
        using var record = new RecordBuffer();
        using var flattener = new Flattener();
        foreach (var content in Corpus.Json)
        {
            record.Begin(new RecordHeader { SignalId = 1 });
            flattener.Begin(record);
            flattener.Take(content.Octets, out _);
            var status = flattener.Complete(out var why);
            AssertSame(Flattening.Whole(content.Octets),
                new Flattened(status, why, status == ParseStatus.Complete ? Convert.ToHexString(record.Fields) : "", 0));
            if (content.Octets.Length % 2 == 0)
                flattener.Reset();
        }
    }

    private static Refusal Why(string content) => Flattening.Whole(Encoding.UTF8.GetBytes(content)).Why;

    private static void AssertSame(Flattened expected, Flattened actual) =>
        Assert.Equal(expected with { ScannedBytes = 0 }, actual with { ScannedBytes = 0 });
}
