using System.Text;
using System.Text.Json;
using CsCheck;

namespace FastSignal.Parsing.Tests;

public class JsonUnescaperTests
{
    [Theory]
    [InlineData("""a\"\\\/\b\f\n\r\tz""", "a\"\\/\b\f\n\r\tz")]
    [InlineData("""\u0041\u00e9\u20aC""", "A\u00E9\u20AC")]
    [InlineData("""\u0000""", "\uFFFD")]
    [InlineData("""x\u0000y\u0001""", "x\uFFFDy\u0001")]
    [InlineData("""\uD83D\uDE00""", "\U0001F600")]
    [InlineData("""\uD83D""", "\uFFFD")]
    [InlineData("""\uD83Dx""", "\uFFFDx")]
    [InlineData("""\uD83D\n""", "\uFFFD\n")]
    [InlineData("""\uD83D\u0041""", "\uFFFDA")]
    [InlineData("""\uD83D\uD83D\uDE00""", "\uFFFD\U0001F600")]
    [InlineData("""\uDE00\uD83D""", "\uFFFD\uFFFD")]
    [InlineData("""\uD83D\\uDE00""", "\uFFFD\\uDE00")]
    [InlineData("""plain \u00eb""", "plain \u00EB")]
    [InlineData("", "")]
    public void Escapes_become_their_text(string escaped, string text) => Assert.Equal(text, Unescape(escaped));

    [Fact]
    public void It_agrees_with_the_reader_wherever_the_reader_has_an_answer() =>
        Gen.OneOf<string>("a", "\u00EB", "\\n", "\\\\", "\\u0041", "\\u00EB", "\\uFFFF", "\\uD83D\\uDE00").Array[0, 12].Sample(
            parts =>
            {
                var escaped = string.Concat(parts);
                Assert.Equal(JsonSerializer.Deserialize<string>($"\"{escaped}\""), Unescape(escaped));
            },
            iter: 5_000);

    private static string Unescape(string escaped)
    {
        var source = Encoding.UTF8.GetBytes(escaped);
        var target = new byte[source.Length]; // Escapes only shrink.
        return Encoding.UTF8.GetString(target, 0, JsonUnescaper.Unescape(source, target));
    }
}
