using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Scenarios;

namespace FastSignal.LoadTests.Sending;

/// <summary>Every connection sends its next request when it has its answer: as much as the server takes. Latency from the sending.</summary>
internal sealed class ClosedLoop : ILoad
{
    private long _taken;

    /// <inheritdoc/>
    public async Task RunAsync(LoadPlan plan, Scenario scenario, Measurement measurement)
    {
        using var stop = new CancellationTokenSource(plan.Duration);
        using var giveUp = new CancellationTokenSource(plan.Duration + LoadPlan.Grace);
        var connections = Connections.Open(plan.Connections, () => new SerialConnection(plan.Target, scenario.Mix(plan.Target), measurement));
        measurement.Start();
        await Task.WhenAll(connections.Select(connection => Task.Run(() => WorkAsync(connection, plan, scenario, stop.Token, giveUp.Token))));
        measurement.Stop();
    }

    private async Task WorkAsync(SerialConnection connection, LoadPlan plan, Scenario scenario, CancellationToken stop, CancellationToken giveUp)
    {
        using (connection)
        {
            while (!stop.IsCancellationRequested && Interlocked.Increment(ref _taken) is var taken && taken <= plan.Requests)
                await connection.ExchangeAsync(scenario.Repeat(plan.FirstNumber + taken - 1), Measurement.Now, giveUp);
        }
    }
}
