using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>A mapping that was wrong is put right, and the entries that came before become the leads that they should have been.</summary>
public sealed class ReplayTests
{
    private const int People = 700;
    private const int Posts = 5_000;

    private static readonly string[] WrongMapping =
        ["--map", "full_name=First Name", "--map", "company_name=Company Name", "--map", "email=Referrer", "--map", "title=Industry"];

    [Fact]
    public async Task Beside_a_server_that_writes_and_killed_again_and_again_a_replay_counts_each_visit_once()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateSignalAsync("live", WrongMapping);
        await using var server = await installation.ServeAsync();
        await PostAsync(server, signal, first: 0);
        await installation.LeadsWithVisitsAsync(signal.Id, Posts);

        var writers = PostAsync(server, signal, first: Posts);
        (await installation.RunAsync(["signals", "map", signal.Id, .. Visitor.Mapping])).Succeeded();
        var random = new Random(4_711);
        for (var kill = 0; kill < 4; kill++)
        {
            await using var doomed = ServerProcess.StartWithoutWaiting(
                installation.Environment, "log", "replay", "--signal", signal.Id, "--from", "2020-01-01", "--data", installation.Data);
            await Task.Delay(random.Next(200, 700), TestContext.Current.CancellationToken);
            doomed.Kill();
        }

        await writers;
        (await installation.RunAsync("log", "replay", "--signal", signal.Id, "--from", "2020-01-01")).Succeeded();
        var leads = await installation.LeadsWithVisitsAsync(signal.Id, 2 * Posts);
        Visitor.AssertLeads(Enumerable.Range(0, 2 * Posts).CountBy(static visit => visit % People).ToDictionary(), leads);
        Assert.All(leads, static lead => Assert.Equal("Head of RevOps, building \"calm\" pipelines", lead.Keys["title"]));

        var again = (await installation.RunAsync("log", "replay", "--signal", signal.Id, "--from", "2020-01-01", "--json")).JsonLines();
        Assert.Equal(2 * Posts, again.Count);
        Assert.All(again, static line => Assert.Equal("unchanged", line.GetProperty("change").GetString()));
        var outcomes = (await installation.RunAsync("log", "stats")).Json().GetProperty("outcomes");
        Assert.Equal(2 * Posts, outcomes.EnumerateObject().Sum(static outcome => outcome.Value.GetInt64()));
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task A_dry_run_beside_a_server_changes_nothing_and_says_what_a_replay_then_does()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateSignalAsync("live", WrongMapping);
        await using var server = await installation.ServeAsync("--console", "none");
        await PostAsync(server, signal, first: 0);
        var before = await installation.LeadsWithVisitsAsync(signal.Id, Posts);
        (await installation.RunAsync(["signals", "map", signal.Id, .. Visitor.Mapping])).Succeeded();

        string[] replay = ["log", "replay", "--signal", signal.Id, "--from", "2020-01-01", "--json"];
        var shown = (await installation.RunAsync([.. replay, "--dry-run"])).Succeeded();
        Assert.Equal(before.Select(static lead => (lead.Id, lead.Visits)), (await installation.LeadsAsync(signal.Id))
            .Select(static lead => (lead.Id, lead.Visits)));
        Assert.Equal(shown.Output, (await installation.RunAsync(replay)).Succeeded().Output);
    }

    private static async Task PostAsync(ServerProcess server, SignalLine signal, int first)
    {
        var results = await new LoadClient(server.Port, connections: 16, signal.Token, Posts, i => Visitor.Content(first + i, (first + i) % People)).RunAsync();
        Assert.All(results, static result => Assert.Equal(202, result.Status));
    }
}
