using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Scenarios;

namespace FastSignal.LoadTests.Sending;

/// <summary>Requests fall due at a fixed rate, whatever the server does, and go to the connections in turn. Latency from the time at which
/// a request was due: what waits behind a slow answer counts (no coordinated omission).</summary>
internal sealed class OpenLoop : ILoad
{
    /// <inheritdoc/>
    public async Task RunAsync(LoadPlan plan, Scenario scenario, Measurement measurement)
    {
        using var giveUp = new CancellationTokenSource();
        var connections = Connections.Open(plan.Connections, () => new PacedConnection(plan.Target, scenario.Mix(plan.Target), measurement));
        var receiving = Task.WhenAll(connections.Select(connection => connection.ReceiveAsync(giveUp.Token)));

        measurement.Start();
        await Task.Factory.StartNew(() => Send(plan, scenario, connections), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        measurement.Stop();

        giveUp.CancelAfter(LoadPlan.Grace);
        while (connections.Any(connection => connection.IsBusy) && !giveUp.IsCancellationRequested)
            await Task.Delay(10, CancellationToken.None);
        await giveUp.CancelAsync();
        await receiving;
    }

    private static void Send(LoadPlan plan, Scenario scenario, PacedConnection[] connections)
    {
        var pacer = new Pacer(plan.Rate);
        var count = Math.Min(plan.Requests, (long)(plan.Duration.TotalSeconds * plan.Rate));
        for (var i = 0L; i < count; i++)
            connections[i % connections.Length].Post(pacer.WaitFor(i), scenario.Repeat(plan.FirstNumber + i));
    }
}
