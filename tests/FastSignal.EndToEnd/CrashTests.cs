using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>An acknowledged entry is never lost, however often the process is killed.</summary>
public sealed class CrashTests
{
    private const int PostsARound = 9_000;
    private const int KillAfter = 2_500;
    private const int People = 3_000;

    [Fact]
    public async Task Killed_three_times_in_the_middle_of_a_stream_the_server_keeps_all_that_it_acknowledged()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        var history = new List<PostResult>();

        for (var round = 0; round < 3; round++)
        {
            await using (var server = await installation.ServeAsync())
            {
                var first = history.Count;
                var load = new LoadClient(server.Port, connections: 64, signal.Token, PostsARound, i => Content(first + i));
                var middle = load.AnsweredAsync(KillAfter + (round * 517));
                var run = load.RunAsync();
                await middle;
                server.Kill();
                history.AddRange(await run);
            }

            Assert.Contains(history, static result => result.Outcome is PostOutcome.NotSent);
            await using var again = await installation.ServeAsync();
            AssertKept(history, await installation.EntriesAsync());
            await AssertVerifiesAsync(installation);
            if (round == 1)
                again.Kill(); // The next round starts on what a second, idle kill left.
            else
                Assert.Equal(0, await again.StopAsync());
        }

        await using var last = await installation.ServeAsync();
        var entries = await installation.EntriesAsync();
        AssertKept(history, entries);
        var leads = await installation.LeadsWithVisitsAsync(signal.Id, entries.Count);
        Visitor.AssertLeads(entries.CountBy(Visitor.PersonOf).ToDictionary(), leads);
    }

    [Fact]
    public async Task A_consumer_killed_again_and_again_gives_each_entry_its_effect_once()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--no-consume");
        const int Posts = 6_000;
        var results = await new LoadClient(server.Port, connections: 16, signal.Token, Posts, Content).RunAsync();
        Assert.All(results, static result => Assert.Equal(202, result.Status));

        var visits = 0L;
        for (var kill = 0; kill < 3; kill++)
        {
            await using var doomed = installation.Consume();
            var atLeast = Math.Min(visits + 1, Posts);
            visits = (await installation.LeadsWithVisitsAsync(signal.Id, atLeast)).Sum(static lead => lead.Visits);
            doomed.Kill();
        }

        await using var consumer = installation.Consume();
        var leads = await installation.LeadsWithVisitsAsync(signal.Id, Posts);
        Visitor.AssertLeads(Enumerable.Range(0, Posts).CountBy(static visit => visit % People).ToDictionary(), leads);
    }

    [Fact]
    public async Task The_entry_ids_of_a_log_go_on_after_a_kill_without_using_one_twice()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        var ids = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            await using var server = await installation.ServeAsync("--console", "none");
            using var client = server.Connect();
            for (var i = 0; i < 5; i++)
                ids.Add(client.Exchange(Request.Post(signal.Token, Content(ids.Count))).Acknowledged());
            server.Kill();
        }

        var entries = await installation.EntriesAsync();
        Assert.Equal(ids, entries.Select(static entry => entry.Id));
        Assert.Equal(Enumerable.Range(0, ids.Count).Select(i => entries[0].Sequence + i), entries.Select(static entry => entry.Sequence));
    }

    [Fact]
    public async Task Killed_at_any_moment_of_its_start_a_server_starts_again_with_everything()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        var history = new List<PostResult>();
        var random = new Random(4_711);
        for (var round = 0; round < 4; round++)
        {
            for (var attempt = 0; attempt < 2; attempt++)
            {
                await using var doomed = ServerProcess.StartWithoutWaiting(
                    installation.Environment, "serve", "--data", installation.Data, "--listen", "127.0.0.1:0", "--console", "none");
                await Task.Delay(random.Next(20, 400), TestContext.Current.CancellationToken);
                doomed.Kill();
            }

            await using var server = await installation.ServeAsync("--console", "none");
            var first = history.Count;
            var load = new LoadClient(server.Port, connections: 16, signal.Token, 2_000, i => Content(first + i));
            var middle = load.AnsweredAsync(random.Next(1, 1_000));
            var run = load.RunAsync();
            await middle;
            server.Kill();
            history.AddRange(await run);
        }

        await using var last = await installation.ServeAsync("--console", "none");
        AssertKept(history, await installation.EntriesAsync());
        await AssertVerifiesAsync(installation);
    }

    private static byte[] Content(int visit) => Visitor.Content(visit, visit % People, again: visit >= People);

    private static void AssertKept(List<PostResult> history, IReadOnlyList<EntryLine> entries)
    {
        var byVisit = new Dictionary<int, EntryLine>();
        foreach (var entry in entries)
        {
            var visit = Visitor.VisitOf(entry);
            Assert.True(byVisit.TryAdd(visit, entry), $"visit {visit} is in the log twice");
            Assert.Equal(ReferenceFlattener.Flatten(Content(visit)), entry.Fields);
        }

        Assert.Equal(Enumerable.Range(0, entries.Count).Select(i => entries[0].Sequence + i), entries.Select(static entry => entry.Sequence));
        for (var visit = 0; visit < history.Count; visit++)
        {
            var (outcome, status, entryId) = history[visit];
            switch (outcome)
            {
                case PostOutcome.Answered:
                    Assert.Equal(202, status);
                    Assert.True(byVisit.TryGetValue(visit, out var kept), $"visit {visit} was acknowledged as {entryId} and is lost");
                    Assert.Equal(entryId, kept.Id);
                    break;
                case PostOutcome.NotSent:
                    Assert.False(byVisit.ContainsKey(visit), $"visit {visit} was never sent and is in the log");
                    break;
                case PostOutcome.Unknown:
                    break;
            }
        }
    }

    private static async Task AssertVerifiesAsync(Installation installation)
    {
        var verified = (await installation.RunAsync("log", "verify")).Json();
        Assert.Equal(["entries", "first", "last", "damaged"], verified.EnumerateObject().Select(static property => property.Name));
        Assert.Empty(verified.GetProperty("damaged").EnumerateArray());
    }
}
