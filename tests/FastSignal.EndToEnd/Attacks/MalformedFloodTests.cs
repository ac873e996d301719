using System.Diagnostics;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>Contents that cannot be read, as many as the machine carries.</summary>
[Collection(nameof(Alone))]
public sealed class MalformedFloodTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(Soak.IsOn ? 30 : 3);

    [Fact]
    public async Task A_flood_of_malformed_contents_is_refused_and_counted_and_a_healthy_client_does_not_notice()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--no-consume");
        using var healthy = new HealthyClient(server, signal.Token);
        MalformedFlood[] floods = [new(server.Port, signal.Token), new(server.Port, signal.Token)];

        var began = Stopwatch.GetTimestamp();
        using (var stop = new CancellationTokenSource(Length))
            await Task.WhenAll(floods.Select(flood => flood.RunAsync(stop.Token)));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var latencies = await healthy.EndAsync();

        var batches = floods.Sum(static flood => flood.Batches);
        output.WriteLine(FormattableString.Invariant($"{batches * MalformedFlood.Codes.Count / seconds:F0} malformed contents a second for {seconds:F1} s"));
        output.WriteLine(latencies.ToString());
        latencies.AssertHealthy(Soak.IsOn);

        var expected = MalformedFlood.Codes.CountBy(static code => code)
            .ToDictionary(static pair => pair.Key, pair => (double)(pair.Value * batches), StringComparer.Ordinal);
        var metrics = await Eventually.HoldsAsync(
            () => MetricsPage.ReadAsync(server), page => page.Requests(400) >= expected.Values.Sum(), "every refusal in the metrics");
        Assert.All(expected, pair => Assert.Equal(pair.Value, metrics.Rejections(pair.Key)));
        Assert.Equal(expected.Values.Sum(), metrics.Requests(400));
        Assert.Equal(latencies.Count, metrics.Requests(202));
        Assert.Equal(latencies.Count, (await installation.EntriesAsync()).Count);
    }
}
