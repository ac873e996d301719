using System.Diagnostics;
using System.Globalization;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>One request at a time on an idle server: a lost wake-up would show as a long wait.</summary>
[Collection(nameof(Alone))]
public sealed class IdleLatencyTests
{
    private const int Attempts = 3;
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(100);

    /// <summary>How often the server looks around of its own accord: what waits for that was forgotten.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task No_single_request_on_an_idle_server_waits_long()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none", "--no-consume");
        using var client = server.Connect();
        var request = Request.Post(signal.Token, Visitor.Content(1, 1));
        for (var i = 0; i < 200; i++)
            client.Exchange(request).Acknowledged();

        // A forgotten request waits for a tick, so half of the forgotten ones would be over half a tick: that fails at once. Between the two
        // bounds it may be the machine that was busy elsewhere, and the same has to be shown again without it.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var longest = Report(Measure(client, request));
            Assert.InRange(longest, 0, Tick.TotalMilliseconds / 2);
            if (longest <= Bound.TotalMilliseconds)
                return;
        }

        Assert.Fail($"Each of {Attempts} runs had a request above {Bound.TotalMilliseconds} ms.");
    }

    [Fact]
    public async Task No_pipeline_of_any_depth_waits_for_the_next_tick_of_a_clock()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none", "--no-consume");
        using var client = server.Connect();
        var request = Request.Post(signal.Token, "{}");
        client.Exchange(request).Acknowledged();

        var times = new double[200];
        for (var depth = 1; depth <= times.Length; depth++)
        {
            var pipeline = Enumerable.Repeat(request, depth).SelectMany(static octets => octets).ToArray();
            var began = Stopwatch.GetTimestamp();
            client.Send(pipeline);
            for (var i = 0; i < depth; i++)
                client.Read().Acknowledged();
            times[depth - 1] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Assert.InRange(Report(times), 0, Tick.TotalMilliseconds / 2);
    }

    private static double[] Measure(RawClient client, byte[] request)
    {
        var times = new double[Soak.IsOn ? 100_000 : 10_000];
        for (var i = 0; i < times.Length; i++)
        {
            var began = Stopwatch.GetTimestamp();
            client.Exchange(request).Acknowledged();
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        return times;
    }

    /// <summary>Prints how the times are spread and gives the longest.</summary>
    private static double Report(double[] times)
    {
        Array.Sort(times);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{times.Length} requests: p50 {times[times.Length / 2]:F2} ms, p99 {times[times.Length * 99 / 100]:F2} ms, max {times[^1]:F2} ms"));
        return times[^1];
    }
}
