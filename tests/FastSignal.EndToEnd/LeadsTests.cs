using System.Diagnostics;
using System.Text.Json;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>What a revenue team does with leads while a server makes them: decide, search, follow, and take them into a spreadsheet.</summary>
public sealed class LeadsTests
{
    /// <summary>Python's own reader of CSV, as JSON.</summary>
    private const string ReadCsv = "import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8', newline=''), strict=True))))";

    private static readonly string[] Hostile =
        ["=cmd()", "+1+cmd|' /C calc'!A0", "\t=1", "two\r\nlines", "\"quoted\",", "\u001B[2J\u202Eevil", "<script>", "'; DROP TABLE leads;--", "＝1+1",
            new string('x', 100_000)];

    [Fact]
    public async Task Decisions_stay_through_visits_and_restarts_and_narrow_the_list()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using (var server = await installation.ServeAsync("--console", "none"))
        {
            Post(server, signal, 1, 2, 3);
            await installation.LeadsWithVisitsAsync(signal.Id, 3);
            (await installation.RunAsync("leads", "accept", "1")).Succeeded();
            (await installation.RunAsync("leads", "dismiss", "2", "3", "--reason", "bad-company", "--note", "a customer")).Succeeded();
            (await installation.RunAsync("leads", "accept", "3", "99")).RefusedWith(1, "no lead 99", "nothing was changed");
            Post(server, signal, 1, 2, 4);
            await installation.LeadsWithVisitsAsync(signal.Id, 6);
            Assert.Equal(0, await server.StopAsync());
        }

        await using var again = await installation.ServeAsync("--console", "none");
        Assert.Equal(["accepted", "dismissed", "dismissed", "pending"], (await installation.LeadsAsync(signal.Id)).Select(static lead => lead.Status));
        var found = (await installation.RunAsync("leads", "list", "--signal", signal.Id, "--status", "dismissed", "--search", "MARA3", "--format", "jsonl"))
            .Json();
        Assert.Equal((3, "a customer"), (found.GetProperty("id").GetInt64(), found.GetProperty("note").GetString()));

        var shown = (await installation.RunAsync("leads", "show", "2", "--json")).Json();
        Assert.Equal((await installation.EntriesAsync()).Where(static entry => Visitor.PersonOf(entry) == 2).Select(static entry => entry.Id)
            .Reverse(), shown.GetProperty("outcomes").EnumerateArray().Select(static outcome => outcome.GetProperty("entry").GetString()!));
        Assert.Single(shown.GetProperty("history").EnumerateArray());
    }

    [Theory]
    [InlineData(15)]
    [InlineData(2)]
    public async Task Followed_leads_come_as_they_happen_until_a_signal_ends_it(int signalNumber)
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        Post(server, signal, 1);
        await installation.LeadsWithVisitsAsync(signal.Id, 1);
        await using var follower = ServerProcess.StartWithoutWaiting(
            installation.Environment, "leads", "follow", "--signal", signal.Id, "--json", "--data", installation.Data);
        await follower.SaysAsync("following signal");

        Post(server, signal, 2);
        await ShownAsync(follower, "\"id\":2,");
        (await installation.RunAsync("leads", "accept", "1")).Succeeded();
        await ShownAsync(follower, "\"status\":\"accepted\"");
        await installation.SignalAsync("pause", signal.Id);
        Post(server, signal, 3);
        await installation.SignalAsync("resume", signal.Id);
        await ShownAsync(follower, "\"id\":3,");

        follower.Signal(signalNumber);
        Assert.Equal(0, await follower.ExitAsync());
        var lines = follower.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => LeadLine.Parse(JsonElement.Parse(line)));
        Assert.Equal(["2 pending", "1 accepted", "3 pending"], lines.Select(static lead => $"{lead.Id} {lead.Status}"));
    }

    [Fact]
    public async Task A_follower_ends_when_nobody_reads_it_any_more_though_nothing_happens()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        var start = FastSignalCli.StartInfo(installation.Environment, "leads", "follow", "--signal", signal.Id, "--data", installation.Data);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var follower = Process.Start(start)!;
        Assert.Contains("following signal", await follower.StandardError.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        follower.StandardOutput.Close();
        using var limit = new CancellationTokenSource(FastSignalCli.TimeLimit);
        await follower.WaitForExitAsync(limit.Token);
        Assert.Equal(0, follower.ExitCode);
    }

    [Fact]
    public async Task A_follower_whose_reader_stands_still_ends_when_it_is_told_to()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        var start = FastSignalCli.StartInfo(installation.Environment, "leads", "follow", "--signal", signal.Id, "--json", "--data", installation.Data);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var follower = Process.Start(start)!;
        Assert.Contains("following signal", await follower.StandardError.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // More than fits into a pipe, and nobody reads.
        Post(server, signal, [.. Enumerable.Range(1, 1_000)]);
        Assert.Equal(1_000, (await installation.LeadsWithVisitsAsync(signal.Id, 1_000)).Sum(static lead => lead.Visits));
        (await FastSignalCli.RunProgramAsync(new ProcessStartInfo("kill", ["-TERM", $"{follower.Id}"]), input: null)).Succeeded();
        using var limit = new CancellationTokenSource(FastSignalCli.TimeLimit);
        await follower.WaitForExitAsync(limit.Token);
        Assert.Equal(0, follower.ExitCode);
    }

    [Fact]
    public async Task Every_visit_under_load_reaches_whoever_follows_in_the_end()
    {
        const int Posts = 5_000;
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        await using var follower = ServerProcess.StartWithoutWaiting(
            installation.Environment, "leads", "follow", "--signal", signal.Id, "--json", "--data", installation.Data);
        await follower.SaysAsync("following signal");
        var results = await new LoadClient(server.Port, connections: 16, signal.Token, Posts, static visit => Visitor.Content(visit, visit % 700)).RunAsync();
        Assert.All(results, static result => Assert.Equal(202, result.Status));

        var last = await Eventually.HoldsAsync(
            () => Task.FromResult(Last(follower.Output)), static leads => leads.Values.Sum(static lead => lead.Visits) == Posts,
            "all visits are followed", seconds: 60);
        Assert.Equal((await installation.LeadsAsync(signal.Id)).Select(static lead => (lead.Id, lead.Visits))
            .Order(), last.Values.Select(static lead => (lead.Id, lead.Visits)).Order());
        Assert.Equal(0, await follower.StopAsync());
    }

    [Fact]
    public async Task Another_program_reads_what_is_exported_and_no_cell_is_a_formula()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateSignalAsync("live", "--map", "email=mail", "--map", "title=text");
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();
        foreach (var (index, text) in Hostile.Index())
            client.Exchange(Request.Post(signal.Token, JsonSerializer.Serialize(new { mail = $"p{index}@x.example", text, more = text }))).Acknowledged();
        var leads = await installation.LeadsWithVisitsAsync(signal.Id, Hostile.Length);
        Assert.Equal(Hostile.Select(static text => text.Trim()), leads.Select(static lead => lead.Keys["title"]!.Trim()));

        var exported = (await installation.RunAsync("leads", "export", "--signal", signal.Id, "--format", "csv")).Succeeded();
        Assert.Empty(exported.ErrorLines);
        var file = installation.Beside("leads.csv");
        await File.WriteAllTextAsync(file, exported.Output, TestContext.Current.CancellationToken);
        if (await ReadByPythonAsync(file) is not { } rows)
        {
            Assert.Skip("There is no python3 to read it.");
            return;
        }

        Assert.Equal(Csv.Parse(exported.Output), rows);
        Assert.Equal(Hostile.Length + 1, rows.Count);
        Assert.All(rows.SelectMany(static row => row), static cell => Assert.DoesNotMatch(@"^[\s\p{C}]*[=+\-@＝＋－＠]", cell));
    }

    private static void Post(ServerProcess server, SignalLine signal, params int[] people)
    {
        using var client = server.Connect();
        foreach (var person in people)
            client.Exchange(Request.Post(signal.Token, Visitor.Content(person, person))).Acknowledged();
    }

    private static Task<string> ShownAsync(ServerProcess follower, string words) =>
        Eventually.HoldsAsync(() => Task.FromResult(follower.Output), text => text.Contains(words, StringComparison.Ordinal), $"'{words}' is shown");

    /// <summary>The last state of each lead.</summary>
    private static Dictionary<string, LeadLine> Last(string output)
    {
        var last = new Dictionary<string, LeadLine>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var lead = LeadLine.Parse(JsonElement.Parse(line));
            last[lead.Id] = lead;
        }

        return last;
    }

    private static async Task<List<List<string>>?> ReadByPythonAsync(string file)
    {
        try
        {
            var read = await FastSignalCli.RunProgramAsync(new ProcessStartInfo("python3", ["-c", ReadCsv, file]), input: null);
            return JsonSerializer.Deserialize<List<List<string>>>(read.Succeeded().Output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
