using System.Reflection;
using System.Text.Json;

namespace FastSignal.Parsing.Tests;

public class JsonTextsTests
{
    [Fact]
    public void Every_text_goes_into_JSON_as_it_is()
    {
        var texts = typeof(JsonTexts).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)
            .Concat(Octets().SelectMany(octet => new[]
            {
                JsonTexts.Key(octet, isBehindComma: true), JsonTexts.Key(octet, isBehindComma: false), JsonTexts.Control(octet),
                JsonTexts.Value(octet, isBehindComma: true, default),
                    JsonTexts.Value(octet, isBehindComma: false, new JsonPlace(JsonTokenType.StartArray, 1, 1)),
            }))
            .Concat(Corpus.Json.Select(content => Flattening.Whole(content.Octets).Why.Detail).OfType<string>());
        Assert.All(texts, text => Assert.DoesNotContain(text, letter => letter is < ' ' or > '~' or '"' or '\\'));
    }

    private static IEnumerable<byte> Octets() => Enumerable.Range(0, 256).Select(octet => (byte)octet);
}
