using System.Text;
using System.Text.Json;
using FastSignal.Leads;
using FastSignal.Server.Commands;

namespace FastSignal.Server.Tests.Commands;

public sealed class ForgetCommandTests : IDisposable
{
    private readonly DataBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("Nothing says who is to be deleted", "--yes")]
    [InlineData("--email is 'ann', which is not an email address", "--email", "ann", "--yes")]
    [InlineData("--linkedin-url is 'https://x.io/in/ann', which is neither", "--linkedin-url", "https://x.io/in/ann", "--yes")]
    [InlineData("--lead is 'ann', which is not the id of a lead", "--lead", "ann", "--yes")]
    [InlineData("leave out --yes or --dry-run", "--email", "ann@x.io", "--yes", "--dry-run")]
    [InlineData("add --yes, or --dry-run", "--email", "ann@x.io")]
    public void What_is_wrong_is_named_in_one_line(string words, params string[] arguments) => _bench.Run(["forget", .. arguments]).RefusedWith(2, words);

    [Fact]
    public void A_folder_that_is_not_there_is_refused_and_none_is_made()
    {
        CommandRun.Of("forget", "--email", "ann@x.io", "--yes", "--data", _bench.Beside("none")).RefusedWith(1, "There is no data folder");
        Assert.False(Directory.Exists(_bench.Beside("none")));
    }

    [Fact]
    public void Nobody_found_is_said_and_done()
    {
        Assert.Contains("nothing of this person is here.", Forget("--email", "ann@x.io").Error, StringComparison.Ordinal);
        _bench.Post("""{"Sender":"bob@x.io"}""");
        var run = Forget("--email", "ann@x.io", "--lead", "99");
        Assert.Equal("", run.Output);
        Assert.Matches("nothing of this person is here, up to entry [0-9a-f]{8}-1.", run.Error);
    }

    [Fact]
    public void A_dry_run_and_the_deletion_say_the_same_as_a_table_and_as_JSON()
    {
        PostSome();
        var leads = _bench.Run("leads", "export", "--signal", "1").Output;
        var shown = _bench.Run("forget", "--email", "Ann@x.io", "--dry-run").Succeeded();
        foreach (var words in (string[])["would be deleted", "ann@x.io", "their counts stay", "1 of them only mention the person in a text; looked at up to "])
            Assert.Contains(words, shown.Output, StringComparison.Ordinal);
        foreach (var words in (string[])["the octets of 3 entries stay in the log until it is truncated", "backups made before still have everything"])
            Assert.Contains(words, shown.Error, StringComparison.Ordinal);
        Assert.Equal(leads, _bench.Run("leads", "export", "--signal", "1").Output);

        var expected = Json(_bench.Run("forget", "--email", "ann@x.io", "--dry-run", "--json"));
        var done = Json(Forget("--email", "ann@x.io", "--json"));
        Assert.Equal(expected.GetRawText().Replace("\"dry_run\":true", "\"dry_run\":false", StringComparison.Ordinal), done.GetRawText());
        var id = _bench.Run("entries").Output[..8];
        Assert.Equal(
            $$"""{"keys":["ann@x.io"],"leads":1,"leads_cleaned":1,"outcomes":3,"samples":0,"held":0,"rejections":0,"log_entries":3,"mentions":1,"forgotten_before":0,"until_entry":"{{id}}-4","first_log_entry":"{{id}}-1","last_log_entry":"{{id}}-4","log_octets_remain_until_truncation":true,"database_octets_remain":false,"dry_run":false}""",
            done.GetRawText());
        Assert.DoesNotContain("ann@x.io", _bench.Run("leads", "export", "--signal", "1").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_entries_are_shown_without_what_was_in_them()
    {
        PostSome();
        Forget("--lead", "1");
        var lines = _bench.Run("entries", "--json").Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var first = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(["id", "sequence", "signal", "received_at", "forgotten"], first.EnumerateObject()
            .Select(property => property.Name), StringComparer.Ordinal);
        Assert.Equal([true, false, true, true], lines.Select(line => line.EndsWith("\"forgotten\":true}", StringComparison.Ordinal)));
        Assert.Equal(3, _bench.Run("entries", "--signal", "1").Succeeded().Output.Split('\n')
            .Count(line => line.EndsWith(" forgotten", StringComparison.Ordinal)));
        foreach (var command in (string[][])[["entries"], ["entries", "--json"], ["log", "stats"]])
            Assert.DoesNotContain("ann", _bench.Run(command).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("\"entries\":4", _bench.Run("log", "verify").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_test_entries_suggest_no_mapping_any_more()
    {
        using var bench = new DataBench("draft");
        bench.Post("""{"Sender":"ann@x.io"}""", """{"Other":"bob@x.io"}""");
        File.Delete(bench.Folder.Leads);
        Assert.Equal(2, DraftSamples.Read(bench.Folder, 1).Count);
        bench.Run("forget", "--email", "ann@x.io", "--yes").Succeeded();
        Assert.Equal("Other", Assert.Single(Assert.Single(DraftSamples.Read(bench.Folder, 1))).Path);
    }

    [Fact]
    public void A_backup_made_after_it_has_the_tombstones()
    {
        PostSome();
        Forget("--email", "ann@x.io");
        var (backup, restored) = (_bench.Beside("backup"), _bench.Beside("restored"));
        _bench.Run("backup", backup).Succeeded();
        CommandRun.Of("restore", backup, "--data", restored).Succeeded();
        Assert.Equal(_bench.Run("entries", "--json").Output, CommandRun.Of("entries", "--json", "--data", restored).Succeeded().Output);
        Assert.DoesNotContain("ann@x.io", CommandRun.Of("entries", "--json", "--data", restored).Output, StringComparison.Ordinal);
        Assert.Contains("\"forgotten_before\":3", CommandRun.Of("forget", "--email", "ann@x.io", "--yes", "--json", "--data", restored)
            .Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_slot_does_not_know_yet_after_a_crash_is_deleted_as_well()
    {
        _bench.Post("""{"Sender":"bob@x.io"}""");
        var slots = Path.Combine(_bench.Folder.Log, "commit");
        var lagging = File.ReadAllBytes(slots);
        _bench.Post("""{"Sender":"ann@x.io"}""");
        File.WriteAllBytes(slots, lagging);
        Assert.Contains("\"log_entries\":1", Forget("--email", "ann@x.io", "--json").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y", true)]
    [InlineData(" Yes ", true)]
    [InlineData("", false)]
    [InlineData("n", false)]
    [InlineData(null, false)]
    public void Only_a_yes_is_a_yes(string? answer, bool isYes)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        using var terminal = Terminal.Over(output, error);
        using var answers = new StringReader(answer ?? "");
        Assert.Equal(isYes, terminal.Confirms("fastsignal: all of it?", answers));
        Assert.Equal("fastsignal: all of it? [y/N] ", error.ToString());
    }

    [Fact]
    public void The_databases_have_no_octet_of_it_left()
    {
        PostSome();
        using (var rejections = RejectionStore.Open(_bench.Folder.Rejections))
            rejections.Keep([new KeptRejection { ReceivedAtMicroseconds = 1, SignalId = 1, Status = 400, Code = "c", Detail = "d",
                Content = "{\"ann@x.io\""u8.ToArray() }]);
        Assert.Contains("\"rejections\":1", Forget("--email", "ann@x.io", "--json").Output, StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(_bench.Folder.Path, "*.db*"))
            Assert.DoesNotContain("ann@x.io", Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.OrdinalIgnoreCase);
    }

    private CommandRun Forget(params string[] arguments) => _bench.Run(["forget", .. arguments, "--yes"]).Succeeded();

    private void PostSome() => _bench.Post(
        """{"Sender":"ann@x.io"}""", """{"Sender":"bob@x.io"}""", """{"Sender":"ann@x.io","page":"/"}""", """{"Sender":"bob@x.io","note":"ask ann@x.io"}""");

    private static JsonElement Json(CommandRun run) =>
        JsonDocument.Parse(Assert.Single(run.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
}
