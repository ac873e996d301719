using System.Diagnostics;
using FastSignal.Harness;
using Microsoft.Data.Sqlite;

namespace FastSignal.EndToEnd;

/// <summary>Those who look at leads while another program holds the lead store cost the senders nothing: their commits stay prompt.</summary>
[Collection(nameof(Alone))]
public sealed class LockedStoreTests(ITestOutputHelper output)
{
    private const int PostsASecond = 2_000;
    private const int People = 3_000;
    private const int QueryCount = 100;

    private static readonly TimeSpan LockedFor = TimeSpan.FromSeconds(Soak.IsOn ? 60 : 6);

    /// <summary>A bound of the histogram, in seconds: what is promised, on a quiet machine; in the usual run others may have the processors.</summary>
    private static readonly double MaxCommit = Soak.IsOn ? 0.05 : 0.25;

    [Fact]
    public async Task A_hundred_queries_against_a_locked_lead_store_leave_commits_prompt_and_lose_nothing()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync();
        await new LoadClient(server.Port, connections: 16, signal.Token, People, Content).RunAsync();
        await installation.LeadsWithVisitsAsync(signal.Id, People);

        var posts = (int)(PostsASecond * LockedFor.TotalSeconds);
        var before = await MetricsPage.ReadAsync(server);
        int queries;
        IReadOnlyList<PostResult> results;
        using (var store = new SqliteConnection($"Data Source={Path.Combine(installation.Data, "leads.db")};Pooling=False"))
        {
            store.Open();
            Run(store, "BEGIN EXCLUSIVE");
            using var over = new CancellationTokenSource();
            var asking = AskAsync(installation, server, signal.Id, over.Token);
            var clock = Stopwatch.StartNew();
            results = await new LoadClient(server.Port, connections: 16, signal.Token, posts, visit => Paced(clock, visit)).RunAsync();
            await over.CancelAsync();
            queries = await asking;
            Run(store, "ROLLBACK");
        }

        var after = await MetricsPage.ReadAsync(server);
        var commits = after.Commits() - before.Commits();
        var prompt = after.Commits(MaxCommit) - before.Commits(MaxCommit);
        output.WriteLine($"{queries} queries; {commits} commits, {prompt} of them within {MaxCommit} s, {after.Commits(0.01) - before.Commits(0.01)} within 10 ms");
        Assert.All(results, static result => Assert.Equal(202, result.Status));
        Assert.InRange(queries, QueryCount, int.MaxValue);
        Assert.InRange(prompt, 0.99 * commits, commits);

        var leads = await installation.LeadsWithVisitsAsync(signal.Id, People + posts);
        Assert.Equal(People, leads.Count);
    }

    /// <summary>A hundred at once, again and again: pages and figures of the console, and commands.</summary>
    /// <returns>How many were answered.</returns>
    private static async Task<int> AskAsync(Installation installation, ServerProcess server, string signal, CancellationToken over)
    {
        var queries = 0;
        do
        {
            var commands = Enumerable.Range(0, 2).Select(async _ => Assert.NotEmpty(await installation.LeadsAsync(signal)));
            var pages = Enumerable.Range(0, QueryCount - 2)
                .Select(async i => Assert.NotEmpty(await MetricsPage.GetAsync(server, i % 2 == 0 ? "/" : "/metrics")));
            await Task.WhenAll([.. commands, .. pages]);
            queries += QueryCount;
        }
        while (!over.IsCancellationRequested);
        return queries;
    }

    /// <summary>Content number n, not before its time.</summary>
    private static byte[] Paced(Stopwatch clock, int visit)
    {
        var due = TimeSpan.FromSeconds((double)visit / PostsASecond);
        while (clock.Elapsed < due)
            Thread.Sleep(1); // A load of a fixed rate is made of waiting.
        return Content(visit);
    }

    private static byte[] Content(int visit) => Visitor.Content(visit, visit % People, again: false);

    private static void Run(SqliteConnection store, string text)
    {
        using var command = store.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
