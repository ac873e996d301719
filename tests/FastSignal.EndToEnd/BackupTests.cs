using System.Collections.Concurrent;
using System.Net.Sockets;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>A backup made while writers write loses nothing, and the restored folder goes on as the first would have.</summary>
public sealed class BackupTests
{
    private const int People = 500;
    private const int Writers = 8;

    [Fact]
    public async Task Every_entry_acknowledged_before_a_backup_is_in_it_and_no_visit_is_lost_or_counted_twice()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        var backups = new List<(string Folder, string[] Acknowledged)>();
        await using (var server = await installation.ServeAsync())
        {
            var acknowledged = new ConcurrentQueue<string>();
            using var stop = new ManualResetEventSlim();
            var next = -1;
            var writers = Enumerable.Range(0, Writers)
                .Select(_ => Task.Factory.StartNew(
                    () => Write(server.Port, signal.Token, acknowledged, stop, () => Interlocked.Increment(ref next)), CancellationToken.None,
                    TaskCreationOptions.LongRunning, TaskScheduler.Default))
                .ToArray();
            for (var backup = 1; backup <= 3; backup++)
            {
                await Eventually.HoldsAsync(() => Task.FromResult(acknowledged.Count), count => count >= 2_000 * backup, "posts are answered");
                var folder = installation.Beside($"backup-{backup}");
                string[] before = [.. acknowledged];
                (await installation.RunAsync("backup", folder)).Succeeded();
                backups.Add((folder, before));
            }

            stop.Set();
            await Task.WhenAll(writers);
        }

        foreach (var (folder, before) in backups)
            await AssertRestoresAsync(installation, signal, folder, before);
    }

    [Fact]
    public async Task A_backup_that_was_killed_is_refused()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        var results = await new LoadClient(server.Port, connections: 16, signal.Token, 4_000, static i => Visitor.Content(i, i % People)).RunAsync();
        Assert.All(results, static result => Assert.Equal(202, result.Status));

        var random = new Random(4_711);
        for (var kill = 0; kill < 5; kill++)
        {
            var folder = installation.Beside($"killed-{kill}");
            await using (var doomed = ServerProcess.StartWithoutWaiting(installation.Environment, "backup", folder, "--data", installation.Data))
            {
                await Task.Delay(random.Next(100, 500), TestContext.Current.CancellationToken);
                doomed.Kill();
            }

            var restored = await FastSignalCli.RunAsync("restore", folder, "--data", installation.Beside($"restored-{kill}"));
            if (!File.Exists(Path.Combine(folder, "backup.json")))
                restored.RefusedWith(1, folder);
            else
                restored.Succeeded();
        }

        (await installation.RunAsync("backup", installation.Beside("whole"))).Succeeded();
    }

    private static async Task AssertRestoresAsync(Installation installation, SignalLine signal, string backup, string[] acknowledged)
    {
        var data = backup + "-restored";
        (await FastSignalCli.RunAsync("restore", backup, "--data", data)).Succeeded();
        var entries = (await FastSignalCli.RunAsync("entries", "--json", "--data", data)).JsonLines().Select(EntryLine.Parse).ToList();
        Assert.Empty(acknowledged.Except(entries.Select(static entry => entry.Id), StringComparer.Ordinal).Take(10));
        Assert.Equal(Enumerable.Range(0, entries.Count).Select(i => entries[0].Sequence + i), entries.Select(static entry => entry.Sequence));

        await using var server = await ServerProcess.StartAsync(
            installation.Environment, "serve", "--data", data, "--listen", "127.0.0.1:0", "--console", "none", "--drain-delay", "0s");
        using var client = server.Connect();
        var next = client.Exchange(Request.Post(signal.Token, Visitor.Content(1_000_000, 0))).Acknowledged();
        Assert.Equal($"{entries[0].Id[..8]}-{entries[^1].Sequence + 1}", next);

        var visits = entries.Select(Visitor.PersonOf).Append(0).CountBy(static person => person).ToDictionary();
        var leads = await Eventually.HoldsAsync(
            async () => (await FastSignalCli.RunAsync("leads", "list", "--signal", signal.Id, "--format", "jsonl", "--data", data)).JsonLines()
                .Select(LeadLine.Parse).ToList(),
            found => found.Sum(static lead => lead.Visits) >= entries.Count + 1,
            "the consumer goes on in the restored folder");
        Visitor.AssertLeads(visits, leads);
    }

    private static void Write(int port, string token, ConcurrentQueue<string> acknowledged, ManualResetEventSlim stop, Func<int> next)
    {
        using var client = new RawClient(port);
        try
        {
            while (!stop.IsSet)
            {
                var visit = next();
                acknowledged.Enqueue(client.Exchange(Request.Post(token, Visitor.Content(visit, visit % People, again: visit >= People))).Acknowledged());
            }
        }
        catch (Exception fault) when (fault is SocketException or EndOfStreamException)
        {
            Assert.True(stop.IsSet, fault.Message);
        }
    }
}
