using System.Text.Json;

namespace FastSignal.Server.Tests.Commands;

public sealed class LeadsListCommandsTests : IDisposable
{
    private static readonly string[] Documented =
    [
        "id", "signal", "status", "visits", "first_seen_at", "last_seen_at",
        "linkedin_url", "email", "full_name", "company_name", "company_domain", "company_linkedin_url", "title", "phone", "city", "country", "context",
    ];

    private readonly DataBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(2, "--status is 'open', but must be pending or accepted or dismissed", "--status", "open")]
    [InlineData(2, "--search is empty", "--search", " \u200B")]
    [InlineData(2, "--limit is '0', but must be a number, 1 or more", "--limit", "0")]
    [InlineData(2, "--limit is '-1'", "--limit", "-1")]
    [InlineData(2, "--since is 'yesterday', but must be a date or time", "--since", "yesterday")]
    [InlineData(2, "--until must be later than --since", "--since", "2026-02-01", "--until", "2026-02-01")]
    public void A_filter_that_cannot_be_meant_is_a_usage_error(int exitCode, string words, params string[] filter)
    {
        foreach (var command in (string[])["list", "export"])
            _bench.Run(["leads", command, "--signal", "1", .. filter]).RefusedWith(exitCode, words);
    }

    [Fact]
    public void A_list_without_leads_says_so_and_data_is_empty()
    {
        Assert.Equal(("", "fastsignal: signal 1 has no leads yet."), Shown(_bench.Run("leads", "list", "--signal", "1")));
        Assert.Equal(("", ""), Shown(_bench.Run("leads", "export", "--signal", "1")));
        _bench.Post("""{"Sender":"a@x.io"}""");
        Assert.Equal(("", "fastsignal: no lead of signal 1 is like that."), Shown(_bench.Run("leads", "list", "--signal", "1", "--search", "%")));
        Assert.Equal(("", ""), Shown(_bench.Run("leads", "export", "--signal", "1", "--search", "%")));
    }

    [Fact]
    public void List_and_export_take_the_same_filters()
    {
        _bench.Post("""{"Sender":"ada@x.io"}""", """{"Sender":"bo@x.io"}""", """{"Sender":"ADAM@x.io"}""");
        _bench.Run("leads", "accept", "3").Succeeded();
        foreach (var command in (string[][])[["list", "--format", "jsonl"], ["export"]])
        {
            Assert.Equal("1 3", Ids(command, "--search", "ADA"));
            Assert.Equal("1", Ids(command, "--search", "ada", "--limit", "1"));
            Assert.Equal("3", Ids(command, "--status", "accepted"));
            Assert.Equal("", Ids(command, "--until", "2020-01-01"));
            Assert.Equal("1 2 3", Ids(command, "--since", "2020-01-01", "--until", "2999-01-01"));
            Assert.Equal("2", Ids(command, "--status", "pending", "--search", "bo@", "--since", "2020-01-01"));
        }
    }

    [Fact]
    public void What_only_some_leads_have_stands_behind_what_all_have()
    {
        _bench.Post("""{"Sender":"a@x.io"}""", """{"Sender":"b@x.io"}""", $$"""{"Sender":"c@x.io","large":"{{new string('x', 70_000)}}","small":1}""");
        _bench.Run("leads", "dismiss", "2", "3", "--reason", "other", "--note", "twice").Succeeded();
        _bench.Run("leads", "dismiss", "2", "--reason", "bad-lead").Succeeded();
        var lines = Lines("leads", "export", "--signal", "1");
        Assert.Equal(Documented, Names(lines[0]), StringComparer.Ordinal);
        Assert.Equal([.. Documented, "dismissed_reason"], Names(lines[1]), StringComparer.Ordinal);
        Assert.Equal([.. Documented, "dismissed_reason", "note", "context_cut"], Names(lines[2]), StringComparer.Ordinal);
        Assert.Equal("""{"small":1}""", lines[2].GetProperty("context").GetRawText());

        var shown = Lines("leads", "show", "3", "--json").Single();
        Assert.Equal([.. Documented, "dismissed_reason", "note", "context_cut", "status_changed_at", "history", "outcomes"], Names(shown),
            StringComparer.Ordinal);

        var rows = _bench.Run("leads", "export", "--signal", "1", "--format", "csv").Succeeded().Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(string.Join(',', [.. Documented, "dismissed_reason", "note", "context_cut"]), rows[0]);
        Assert.EndsWith(",{},,,", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",{},bad-lead,,", rows[2], StringComparison.Ordinal);
        Assert.EndsWith(",other,twice,true", rows[3], StringComparison.Ordinal);
    }

    private static (string Output, string Error) Shown(CommandRun run) => (run.Succeeded().Output, run.Error.Trim());

    private static IEnumerable<string> Names(JsonElement line) => line.EnumerateObject().Select(property => property.Name);

    private string Ids(string[] command, params string[] filter) =>
        string.Join(' ', Lines(["leads", .. command, "--signal", "1", .. filter]).Select(lead => lead.GetProperty("id").GetInt64()));

    private List<JsonElement> Lines(params string[] arguments) =>
        [.. _bench.Run(arguments).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
}
