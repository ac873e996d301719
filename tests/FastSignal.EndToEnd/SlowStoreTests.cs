using System.Diagnostics;
using FastSignal.Harness;
using Microsoft.Data.Sqlite;

namespace FastSignal.EndToEnd;

/// <summary>A lead store that does not answer costs leads their promptness, and senders nothing.</summary>
[Collection(nameof(Alone))]
public sealed class SlowStoreTests
{
    private const int PostsASecond = 5_000;
    private const int People = 3_000;

    /// <summary>Ten minutes with FASTSIGNAL_SOAK=1.</summary>
    private static readonly TimeSpan LockedFor = TimeSpan.FromSeconds(Soak.IsOn ? 600 : 8);

    [Fact]
    public async Task With_the_lead_store_locked_every_entry_is_accepted_memory_stays_flat_and_the_consumer_catches_up()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        var posts = (int)(PostsASecond * LockedFor.TotalSeconds);
        await new LoadClient(server.Port, connections: 16, signal.Token, 5_000, static visit => Content(visit)).RunAsync();
        await installation.LeadsWithVisitsAsync(signal.Id, 5_000);
        var before = server.ResidentBytes;
        long during;
        IReadOnlyList<PostResult> results;
        using (var store = new SqliteConnection($"Data Source={Path.Combine(installation.Data, "leads.db")}"))
        {
            store.Open();
            Lock(store, isLock: true);
            var clock = Stopwatch.StartNew();
            results = await new LoadClient(server.Port, connections: 16, signal.Token, posts, visit => Paced(clock, visit)).RunAsync();
            during = server.ResidentBytes;
            Assert.True(clock.Elapsed > LockedFor - TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
            Lock(store, isLock: false);
        }

        Assert.All(results, static result => Assert.Equal(202, result.Status));
        Assert.InRange(during - before, long.MinValue, 96L << 20);
        await server.SaysAsync("is locked by another program");
        await Eventually.HoldsAsync(
            async () => (await installation.RunAsync("log", "stats")).Json().GetProperty("lag")
                    .GetInt64(), static lag => lag == 0, "the consumer catches up", seconds: Soak.IsOn
                ? 900
                : 60);
        var leads = await installation.LeadsAsync(signal.Id);
        Assert.Equal((People, 5_000L + posts), (leads.Count, leads.Sum(static lead => lead.Visits)));
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

    private static void Lock(SqliteConnection store, bool isLock)
    {
        using var command = store.CreateCommand();
        command.CommandText = isLock ? "BEGIN IMMEDIATE" : "ROLLBACK";
        command.ExecuteNonQuery();
    }
}
