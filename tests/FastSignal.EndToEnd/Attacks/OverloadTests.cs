using System.ComponentModel;
using System.Diagnostics;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>More connections, or more content, than the server may hold.</summary>
[Collection(nameof(Alone))]
public sealed class OverloadTests(ITestOutputHelper output)
{
    private const int MaxContentBytes = 1_048_576;

    private readonly int _contents = Soak.IsOn ? 100 : 50;

    [Fact]
    public async Task One_connection_too_many_is_told_503_and_the_others_go_on()
    {
        const int Most = 20;
        await using var installation = new Installation();
        installation.Environment["FASTSIGNAL__Limits__Connections"] = $"{Most}";
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--no-consume");
        var clients = Enumerable.Range(0, Most).Select(_ => server.Connect()).ToList();
        try
        {
            clients.ForEach(client => client.Exchange(Request.Post(signal.Token, "{}")).Acknowledged());
            for (var i = 0; i < 5; i++)
                AssertTurnedAway(server);
            clients.ForEach(client => client.Exchange(Request.Post(signal.Token, "{}")).Acknowledged());
            clients[0].Dispose();
            await MetricsPage.WithConnectionsAsync(server, static connections => connections == Most - 1, "one connection less");
            using var next = server.Connect();
            next.Exchange(Request.Post(signal.Token, "{}")).Acknowledged();
            AssertTurnedAway(server);
        }
        finally
        {
            clients.ForEach(static client => client.Dispose());
        }

        await MetricsPage.WithConnectionsAsync(server, static connections => connections == 0, "no connection in the end");
        Assert.Equal(6, (await MetricsPage.ReadAsync(server)).Rejections("overloaded"));
        Assert.Equal((2 * Most) + 1, (await installation.EntriesAsync()).Count);
    }

    [Fact]
    public async Task More_connections_than_descriptors_take_none_that_the_log_needs()
    {
        Assert.SkipUnless(File.Exists("/proc/self/limits"), "Needs Linux: only there does the server look at its limit.");
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = ServerProcess.StartWithoutWaiting(WithDescriptors(300, installation));
        await server.ReadyAsync();
        using var large = server.Connect();
        large.Exchange(Request.Post(signal.Token, "{}")).Acknowledged();

        // Those that are told 503 do not end the connection, either.
        var crowd = Enumerable.Range(0, 600).Select(_ => server.Connect()).ToList();
        try
        {
            await Eventually.HoldsAsync(() => Task.FromResult(crowd[^1].HasInput), static has => has, "the last of the crowd is told 503");
            output.WriteLine($"{server.DescriptorCount} descriptors of 300 with {crowd.Count} connections");
            var request = Request.Post(signal.Token, LargeContent());
            for (var i = 0; i < 40; i++)
                large.Exchange(request).Acknowledged(); // Each segment of 8 MiB is a file to open.
        }
        finally
        {
            crowd.ForEach(static client => client.Dispose());
        }

        await Eventually.HoldsAsync(() => Task.FromResult(Accepts(server, signal.Token)), static accepts => accepts, "connections are served again");
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task Without_a_descriptor_nobody_is_accepted_the_loop_does_not_spin_and_it_accepts_again()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--no-consume", "--console", "none");
        using var healthy = new HealthyClient(server, signal.Token);

        // Only connections shall find no descriptor: everything that is opened once is open by then, and the next segment made.
        await installation.SpareSegmentAsync();
        for (var i = 0; i < 20; i++)
            Assert.True(Accepts(server, signal.Token));
        await LimitDescriptorsAsync(server, server.DescriptorCount + 10);

        var crowd = new List<RawClient>();
        try
        {
            for (var i = 0; i < 100; i++)
                crowd.Add(server.Connect());
            await server.SaysAsync("[116]");
            var (began, taken) = (Stopwatch.GetTimestamp(), server.ProcessorTime);
            await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
            var (seconds, processor) = (Stopwatch.GetElapsedTime(began).TotalSeconds, (server.ProcessorTime - taken).TotalSeconds);
            output.WriteLine(FormattableString.Invariant($"{processor:F2} s of processor in {seconds:F2} s, which 500 entries a second need, too"));
            Assert.InRange(processor / seconds, 0, 0.5); // A loop that spins takes all of a processor.
        }
        finally
        {
            output.WriteLine(server.Error);
            crowd.ForEach(static client => client.Dispose());
        }

        await Eventually.HoldsAsync(() => Task.FromResult(Accepts(server, signal.Token)), static accepts => accepts, "connections are served again");
        output.WriteLine((await healthy.EndAsync()).ToString());
        healthy.Dispose();
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task Contents_on_their_way_take_no_more_memory_than_they_may_and_each_is_answered()
    {
        await using var installation = new Installation();
        installation.Environment["FASTSIGNAL__Limits__RoomSeconds"] = "1";
        installation.Environment["FASTSIGNAL__Limits__ContentGraceSeconds"] = "60";
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--no-consume", "--max-buffered", "8MiB");
        var request = Request.Post(signal.Token, LargeContent());
        using (var first = server.Connect())
        {
            for (var i = 0; i < 70; i++)
                first.Exchange(request).Acknowledged(); // The log's own 64 MiB are in use from here on.
        }

        var before = server.ResidentBytes;
        using var healthy = new HealthyClient(server, signal.Token);
        using var peak = new PeakMemory(server);
        var statuses = await PostHalvesAsync(server.Port, request, _contents);
        var growth = await peak.EndAsync() - before;
        var latencies = await healthy.EndAsync();

        var (taken, refused) = (statuses.Count(static status => status == 202), statuses.Count(static status => status == 503));
        output.WriteLine(FormattableString.Invariant(
            $"{taken} acknowledged, {refused} told 503, resident {before >> 20} MiB and at most {growth / 1048576.0:F1} MiB more"));
        output.WriteLine(latencies.ToString());
        Assert.Equal(_contents, taken + refused);
        Assert.InRange(refused, 1, _contents - 1);
        Assert.InRange(growth, long.MinValue, MaxGrowthBytes);
        latencies.AssertHealthy(isAlone: false);
        Assert.Equal(70 + taken + latencies.Count, (await installation.EntriesAsync()).Count);
    }

    /// <summary>
    /// 8 MiB of contents, twice since a buffer grows by a copy of double the size; a receive of 64 KiB of each of 100 connections that was read
    /// before the limit was seen, in the pipe and in the record; and as much again for what the pools keep and the heap has not given back. Without a
    /// limit it would be 100 times 1.25 MiB at the least.
    /// </summary>
    private const long MaxGrowthBytes = 2 * ((2 * (8 << 20)) + (100 * 2 * (64 << 10)));

    private static async Task<int[]> PostHalvesAsync(int port, byte[] request, int count)
    {
        using var late = new CancellationTokenSource(FastSignalCli.TimeLimit);
        var rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // The first who gives way shows that all are held back by then: now the others may go on.
        return await Task.WhenAll(
            Enumerable.Range(0, count).Select(_ => HalfSentContent.PostAsync(port, request, rest.Task, () => rest.TrySetResult(), late.Token)));
    }

    private static void AssertTurnedAway(ServerProcess server)
    {
        using var client = server.Connect();
        var answer = client.Read();
        answer.Refused(503, "overloaded");
        Assert.Equal("1", answer.Field("Retry-After"));
        Assert.True(answer.Closes);
        client.EndSending();
        Assert.True(client.IsEnded());
    }

    private static bool Accepts(ServerProcess server, string token)
    {
        using var client = server.Connect();
        return client.Exchange(Request.Post(token, "{}")).Status == 202;
    }

    private static async Task LimitDescriptorsAsync(ServerProcess server, int most)
    {
        try
        {
            (await FastSignalCli.RunProgramAsync(new ProcessStartInfo("prlimit", ["--pid", $"{server.ProcessId}", $"--nofile={most}:"]), input: null))
                .Succeeded();
        }
        catch (Win32Exception)
        {
            Assert.Skip("prlimit is not installed.");
        }
    }

    private static ProcessStartInfo WithDescriptors(int most, Installation installation)
    {
        var start = FastSignalCli.StartInfo(
            installation.Environment, "-c", $"ulimit -n {most}; exec \"$0\" \"$@\"", FastSignalCli.Executable,
            "serve", "--data", installation.Data, "--listen", "127.0.0.1:0", "--console", "none", "--no-consume", "--drain-delay", "0s");
        start.FileName = "/bin/sh";
        return start;
    }

    private static byte[] LargeContent()
    {
        var content = new byte[MaxContentBytes];
        content.AsSpan().Fill((byte)'x');
        "{\"a\":\""u8.CopyTo(content);
        "\"}"u8.CopyTo(content.AsSpan(content.Length - 2));
        return content;
    }
}
