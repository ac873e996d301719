using System.Diagnostics;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>Thousands of connections that send an octet now and then, so that each holds what a connection holds for as long as it can.</summary>
[Collection(nameof(Alone))]
public sealed class SlowClientsTests(ITestOutputHelper output)
{
    /// <summary>Each sends an octet every 250 ms, a tenth of them at a time: nobody has all of them in step.</summary>
    private const int Slices = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly int _count = Soak.IsOn ? 5_000 : 800;
    private readonly int _headSeconds = Soak.IsOn ? 15 : 3;
    private readonly int _graceSeconds = Soak.IsOn ? 5 : 2;

    [Fact]
    public async Task Connections_that_dribble_are_ended_in_time_and_a_healthy_client_does_not_notice()
    {
        await using var installation = new Installation();
        installation.Environment["FASTSIGNAL__Limits__HeadSeconds"] = $"{_headSeconds}";
        installation.Environment["FASTSIGNAL__Limits__ContentGraceSeconds"] = $"{_graceSeconds}";
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--no-consume");
        var before = await MetricsPage.ReadAsync(server);
        using var healthy = new HealthyClient(server, signal.Token);
        var taken = server.ProcessorTime;

        var clients = Enumerable.Range(0, _count).Select(i => new DribblingClient(server.Port, Beginning(i, signal.Token))).ToList();
        try
        {
            await MetricsPage.WithConnectionsAsync(server, connections => connections == before.Connections + _count + 1, $"{_count} connections more");
            await Task.Factory.StartNew(() => Dribble(clients), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            clients.ForEach(static client => client.Dispose());
        }

        var latencies = await healthy.EndAsync();
        healthy.Dispose();
        Report(clients, latencies);
        output.WriteLine(FormattableString.Invariant($"the server took {(server.ProcessorTime - taken).TotalSeconds:F1} s of processor"));
        Assert.All(clients, static client => Assert.Equal(408, client.Status));

        // A tick of the loop and one of the clock's grain; on a machine that is busy elsewhere it is only known that they end.
        var slack = Soak.IsOn ? 3 : 30;
        Assert.All(clients.Where(static (_, i) => IsHead(i)), client => Assert.InRange(client.Seconds, _headSeconds - 1, _headSeconds + slack));
        Assert.All(clients.Where(static (_, i) => !IsHead(i)), client => Assert.InRange(client.Seconds, _graceSeconds - 1, _graceSeconds + slack));
        latencies.AssertHealthy(Soak.IsOn);
        var after = await MetricsPage.WithConnectionsAsync(server, connections => connections == before.Connections, "as many connections as before");
        Assert.Equal(_count, after.Rejections("request_timeout"));
        Assert.Equal(latencies.Count, (await installation.EntriesAsync()).Count);
    }

    private static bool IsHead(int client) => client % 2 == 0;

    /// <summary>Half of them stay in the head, a quarter in a content of a known length, a quarter in a chunk.</summary>
    private static byte[] Beginning(int client, string token) => (client % 4) switch
    {
        0 => "P"u8.ToArray(),
        2 => [.. Request.Head($"POST {Request.Path(token)} HTTP/1.1", "Host: h").AsSpan()[..^2], .. "X-Name: "u8],
        1 => [.. Request.Head($"POST {Request.Path(token)} HTTP/1.1", "Host: h", "Content-Length: 500000"), .. "{\"a\":\""u8],
        _ => [.. Request.ChunkedHead(token), .. "7ffff\r\n{\"a\":\""u8],
    };

    private static void Dribble(List<DribblingClient> clients)
    {
        clients.ForEach(static client => client.Begin());
        var left = clients.ToList();
        var began = Stopwatch.GetTimestamp();
        using var pace = new ManualResetEventSlim();
        for (var slice = 0; left.Count > 0 && Stopwatch.GetElapsedTime(began) < FastSignalCli.TimeLimit; slice = (slice + 1) % Slices)
        {
            for (var i = slice; i < left.Count; i += Slices)
                left[i].GoOn();
            if (slice == Slices - 1)
                left.RemoveAll(static client => client.IsEnded);
            pace.Wait(Pause);
        }
    }

    private void Report(List<DribblingClient> clients, Latencies latencies)
    {
        var heads = clients.Where(static (_, i) => IsHead(i)).Select(static client => client.Seconds).ToList();
        var contents = clients.Where(static (_, i) => !IsHead(i)).Select(static client => client.Seconds).ToList();
        output.WriteLine(FormattableString.Invariant(
            $"{clients.Count} connections: heads ended after {heads.Min():F1} to {heads.Max():F1} s, contents after {contents.Min():F1} to {contents.Max():F1} s"));
        output.WriteLine(latencies.ToString());
    }
}
