using System.Text.Json;

namespace FastSignal.Server.Tests.Commands;

public sealed class LeadsShowCommandTests : IDisposable
{
    private readonly DataBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_lead_is_shown_with_its_history_and_the_entries_that_it_is_from()
    {
        _bench.Post("""{"Sender":"a@x.io","page":"/"}""", """{"Sender":"b@x.io"}""", """{"Sender":"a@x.io","page":"/pricing","count":1.50}""");
        _bench.Run("leads", "accept", "1").Succeeded();
        _bench.Run("leads", "dismiss", "1", "--reason", "bad-company", "--note", "a customer").Succeeded();

        var json = JsonElement.Parse(_bench.Run("leads", "show", "1", "--json").Succeeded().Output);
        Assert.Equal(("dismissed", 2, "bad-company", "a customer"),
            (Text(json, "status"), json.GetProperty("visits").GetInt64(), Text(json, "dismissed_reason"), Text(json, "note")));
        var history = json.GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(["pending accepted", "accepted dismissed"], history.Select(change => $"{Text(change, "before")} {Text(change, "after")}"),
            StringComparer.Ordinal);
        Assert.Equal(["at before after", "at before after dismissed_reason note"],
            history.Select(change => string.Join(' ', change.EnumerateObject().Select(property => property.Name))), StringComparer.Ordinal);
        Assert.Equal(Text(json, "status_changed_at"), Text(history[1], "at"));

        var entries = _bench.Run("entries", "--json").Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Text(JsonElement.Parse(line), "id")).ToList();
        Assert.Equal([$"{entries[2]} lead_updated", $"{entries[0]} lead_created"], json.GetProperty("outcomes").EnumerateArray()
            .Select(outcome => $"{Text(outcome, "entry")} {Text(outcome, "outcome")}"), StringComparer.Ordinal);

        var shown = _bench.Run("leads", "show", "1").Succeeded().Output;
        foreach (var words in (string[])["dismissed (bad-company): a customer", "a@x.io", "page: /pricing", "count: 1.50", "pending -> accepted",
            $"{entries[0]}  ", "lead_created: "])
            Assert.Contains(words, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("is cut", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_that_is_cut_says_so()
    {
        _bench.Post($$"""{"Sender":"a@x.io","large":"{{new string('x', 70_000)}}"}""");
        Assert.Contains("context               is cut", _bench.Run("leads", "show", "1").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lead_that_was_merged_is_shown_as_what_it_is_part_of()
    {
        _bench.Run("signals", "map", "1", "--map", "email=Sender", "--map", "linkedin_url=Profile").Succeeded();
        _bench.Post("""{"Sender":"a@x.io"}""", """{"Profile":"https://linkedin.com/in/a"}""", """{"Sender":"a@x.io","Profile":"https://linkedin.com/in/a"}""");
        var shown = _bench.Run("leads", "show", "2", "--json").Succeeded();
        Assert.Equal(1, JsonElement.Parse(shown.Output).GetProperty("id").GetInt64());
        Assert.Contains("lead 2 was found to be the same as lead 1", shown.Error, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
