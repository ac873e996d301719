using System.Text.Json;

namespace FastSignal.Server.Tests.Commands;

public sealed class ReplayCommandTests
{
    [Theory]
    [InlineData(2, "--from is 'yesterday', but must be a date or time such as", "--signal", "1", "--from", "yesterday")]
    [InlineData(2, "--from is '2026-13-01'", "--signal", "1", "--from", "2026-13-01")]
    [InlineData(2, "--from is ''", "--signal", "1", "--from", "")]
    [InlineData(2, "--from", "--signal", "1")]
    [InlineData(2, "--signal", "--from", "2026-01-01")]
    [InlineData(2, "--signal must be a number", "--signal", "one", "--from", "2026-01-01")]
    [InlineData(1, "lies in the future", "--signal", "1", "--from", "2999-01-01")]
    [InlineData(1, "There is no signal 7", "--signal", "7", "--from", "2020-01-01")]
    public void What_is_wrong_is_named_in_one_line(int exitCode, string words, params string[] arguments)
    {
        using var bench = new DataBench();
        bench.Run(["log", "replay", .. arguments]).RefusedWith(exitCode, words);
    }

    [Fact]
    public void A_draft_an_archived_signal_and_a_folder_without_a_log_are_refused()
    {
        using var bench = new DataBench("draft");
        bench.Run("log", "replay", "--signal", "1", "--from", "2020-01-01").RefusedWith(1, "There is no log");
        bench.Post("""{"Sender":"a@x.io"}""");
        bench.Run("log", "replay", "--signal", "1", "--from", "2020-01-01").RefusedWith(1, "is a draft");
        bench.Run("signals", "archive", "1").Succeeded();
        bench.Run("log", "replay", "--signal", "1", "--from", "2020-01-01").RefusedWith(1, "is archived");
        CommandRun.Of("log", "replay", "--signal", "1", "--from", "2020-01-01", "--data", bench.Beside("none")).RefusedWith(1, "There is no data folder");
    }

    [Fact]
    public void Damage_is_named_and_nothing_is_changed()
    {
        using var bench = new DataBench();
        bench.Post("""{"Sender":"tool@x.io","Mail":"a@x.io"}""", """{"Sender":"tool@x.io","Mail":"b@x.io"}""");
        var segment = Path.Combine(bench.Folder.Log, "log.0");
        var octets = File.ReadAllBytes(segment);
        octets[octets.AsSpan().IndexOf("b@x.io"u8)] ^= 1;
        File.WriteAllBytes(segment, octets);
        bench.Run("signals", "map", "1", "--map", "email=Mail").Succeeded();
        bench.Run("log", "replay", "--signal", "1", "--from", "2020-01-01").RefusedWith(1, "The log is damaged at address", "entry 2", "log repair");
        Assert.Contains("\"visits\":2", bench.Run("leads", "export", "--signal", "1").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-01T00:00Z")]
    [InlineData("2026-01-01T00:00:00.5+02:00")]
    [InlineData("2026-01-01T00:00:00")]
    public void A_replay_shows_first_and_then_does_what_changes(string from)
    {
        using var bench = new DataBench();
        bench.Post("""{"Sender":"tool@x.io","Mail":"a@x.io"}""", """{"Sender":"tool@x.io","Mail":"b@x.io"}""", """{"Sender":"tool@x.io"}""");
        bench.Run("signals", "map", "1", "--map", "email=Mail").Succeeded();
        var leads = bench.Run("leads", "export", "--signal", "1").Output;

        var shown = bench.Run("log", "replay", "--signal", "1", "--from", from, "--dry-run").Succeeded();
        foreach (var words in (string[])["would be", "moved", "taken_back", "2 leads made, 1 removed"])
            Assert.Contains(words, shown.Output, StringComparison.Ordinal);
        Assert.Contains("would be removed: 1", shown.Error, StringComparison.Ordinal);
        Assert.Equal(leads, bench.Run("leads", "export", "--signal", "1").Output);

        var done = bench.Run("log", "replay", "--signal", "1", "--from", from, "--json").Succeeded();
        var lines = done.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("moved moved taken_back", string.Join(' ', lines.Select(line => line.GetProperty("change").GetString())));
        Assert.EndsWith("-3", lines[2].GetProperty("entry").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"outcome":"lead_updated","lead":1}""", lines[2].GetProperty("before").GetRawText());
        Assert.Equal("""{"outcome":"no_identifier","lead":null}""", lines[2].GetProperty("after").GetRawText());
        Assert.Equal(1, lines[2].GetProperty("removed_lead").GetInt64());
        Assert.Equal(2, bench.Run("leads", "export", "--signal", "1").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        Assert.Contains("0 leads made, 0 removed", bench.Run("log", "replay", "--signal", "1", "--from", from).Succeeded().Output, StringComparison.Ordinal);
    }
}
