using System.Text;
using System.Text.Json;
using CsCheck;

namespace FastSignal.Parsing.Tests;

public class JsonMistakeTests
{
    [Fact]
    public void Right_JSON_has_no_mistake_and_no_prefix_of_it_has_one_but_its_end() =>
        JsonGen.Content.Sample(
            content =>
            {
                var octets = Encoding.UTF8.GetBytes(content);
                Assert.Equal(default, JsonMistake.Find(octets, 0, default, hasEnded: true));
                for (var length = 0; length < octets.Length; length += 7)
                    Assert.Equal(default, JsonMistake.Find(octets.AsSpan(0, length), 0, default, hasEnded: false));
            },
            iter: 500);

    [Theory]
    [InlineData(JsonTokenType.PropertyName, false, "1,", "the content ends too early: expected a key", 2, -1)]
    [InlineData(JsonTokenType.PropertyName, false, "", "the content ends too early: expected a value", 0, -1)]
    [InlineData(JsonTokenType.StartObject, false, " ", "the content ends too early: expected a key or '}'", 1, -1)]
    [InlineData(JsonTokenType.StartObject, false, "\"a\" ", "the content ends too early: expected ':'", 4, -1)]
    [InlineData(JsonTokenType.StartArray, true, "", "the content ends too early: expected a value or ']'", 0, -1)]
    [InlineData(JsonTokenType.StartArray, true, ",", "expected a value or ']'", 0, ',')]
    [InlineData(JsonTokenType.Number, true, "", "the content ends too early: expected ',' or ']'", 0, -1)]
    [InlineData(JsonTokenType.Number, true, ",", "the content ends too early: expected a value", 1, -1)]
    [InlineData(JsonTokenType.Number, true, "}", "expected ',' or ']'", 0, '}')]
    [InlineData(JsonTokenType.Number, true, ",nul", "the content ends inside true, false or null", 4, -1)]
    [InlineData(JsonTokenType.Number, true, ",1.", "the content ends inside a number", 3, -1)]
    [InlineData(JsonTokenType.EndObject, false, ",#", "expected a key; JSON has no comments", 1, '#')]
    [InlineData(JsonTokenType.EndObject, false, ",,", "expected a key", 1, ',')]
    public void What_was_expected_depends_on_the_place(JsonTokenType last, bool isInArray, string rest, string expected, int offset, int found)
    {
        var place = new JsonPlace(last, 2, isInArray ? 1UL : 0);
        Assert.Equal(
            new Refusal(Rejection.MalformedJson, expected, 100 + offset, found),
            JsonMistake.Find(Encoding.UTF8.GetBytes(rest), 100, place, hasEnded: true));
    }

    [Fact]
    public void Where_the_reader_throws_there_is_a_mistake() =>
        JsonGen.MutatedContent.Sample(
            octets =>
            {
                if (NaiveJson.Check(octets).Rejection is Rejection.TooDeep or Rejection.InvalidUtf8 || octets.AsSpan().StartsWith("\uFEFF"u8))
                    return;

                var reader = new Utf8JsonReader(octets, new JsonReaderOptions { MaxDepth = 64 });
                var isRight = true;
                try
                {
                    while (reader.Read())
                    {
                    }
                }
                catch (JsonException)
                {
                    isRight = false;
                }

                Assert.Equal(isRight, JsonMistake.Find(octets, 0, default, hasEnded: true).Rejection == Rejection.None);
            },
            iter: 20_000);
}
