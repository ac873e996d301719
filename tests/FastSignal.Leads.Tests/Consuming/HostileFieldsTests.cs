using System.Text;
using System.Text.Json;

namespace FastSignal.Leads.Tests;

/// <summary>What a sender may put into fields stands in the store as it was sent: nothing in it is a statement, an end of text or markup.</summary>
public sealed class HostileFieldsTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public static TheoryData<string> Texts =>
    [
        "=cmd()", "+1+cmd|' /C calc'!A0", "<script>alert(1)</script>", "'; DROP TABLE leads; --", "\u001B]0;owned\u0007\u001B[2J",
        "evil\u202Etxt.exe\u2066\u200F",
        "two\r\nlines\rand\ttabs", "\uFEFF\u200B\u00AD", "\"quoted\", \\ and 'so'", "{\"a\":1}", "\u0001\u001F\u007F\u0085\u2028\u2029", "😀 Zoë 李",
            "?1 :id @x $y",
    ];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_the_same_in_keys_paths_and_values(string text)
    {
        var signal = _bench.AddSignal();
        foreach (var visit in (string[])["first", "second"])
            _bench.Add(signal, "email", "a@x.io", "full_name", text, "company_name", text, "title", text, "phone", text, "city", text, "country",
                    text, text, visit
                + text);
        _bench.Consume();

        var lead = Assert.Single(_bench.LeadsOf(signal));
        Assert.Equal(2, lead.Visits);
        foreach (var key in (LeadKey[])[LeadKey.FullName, LeadKey.CompanyName, LeadKey.Title, LeadKey.Phone, LeadKey.City, LeadKey.Country])
            Assert.Equal(text.Trim(), lead[key]?.Trim());
        using var context = JsonDocument.Parse(lead.ContextJson);
        Assert.Equal("second" + text, context.RootElement.GetProperty(text).GetString());
    }

    [Fact]
    public void NUL_and_lone_surrogates_are_replacement_characters_before_they_get_here()
    {
        var signal = _bench.AddSignal();
        _bench.Source.Add(TestRecords.Make(signal, """{"email":"a@x.io","title":"a\u0000b\ud800c\udc00","\u0000\ud800":"\u0000"}"""));
        _bench.Consume();
        var lead = Assert.Single(_bench.LeadsOf(signal));
        Assert.Equal(("a\uFFFDb\uFFFDc\uFFFD", "{\"\uFFFD\uFFFD\":\"\uFFFD\"}"), (lead[LeadKey.Title], lead.ContextJson));
    }

    [Fact]
    public void Long_texts_are_kept_whole_in_keys_and_left_out_of_the_context_with_a_mark()
    {
        var signal = _bench.AddSignal();
        var (title, path) = (new string('t', 900_000), new string('p', 70_000));
        _bench.Source.Add(TestRecords.Make(signal, $$"""{"email":"a@x.io","title":"{{title}}","{{path}}":1,"page":"/"}"""));
        _bench.Consume();
        var lead = Assert.Single(_bench.LeadsOf(signal));
        Assert.Equal((title, """{"page":"/"}""", true), (lead[LeadKey.Title], lead.ContextJson, lead.IsContextCut));
        Assert.Equal(900_000, Encoding.UTF8.GetByteCount(lead[LeadKey.Title]!));
    }
}
