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
        var connections = Enumerable.Range(0, plan.Connections).Select(_ => RawConnection.Connect(plan.Target)).ToArray();
        measurement.Start();
        await Task.WhenAll(connections.Select(connection => Task.Run(() => WorkAsync(connection, scenario.Mix(plan.Target), plan, scenario, measurement, stop.Token, giveUp.Token))));
        measurement.Stop();
    }

    private async Task WorkAsync(RawConnection connection, RequestMix mix, LoadPlan plan, Scenario scenario, Measurement measurement, CancellationToken stop, CancellationToken giveUp)
    {
        while (!stop.IsCancellationRequested && Interlocked.Increment(ref _taken) is var taken && taken <= plan.Requests)
        {
            var request = mix.Take(scenario.Repeat(plan.FirstNumber + taken - 1));
            var sentAt = Measurement.Now;
            try
            {
                await connection.SendAsync(request.Octets, giveUp);
                measurement.Record(sentAt, request, await connection.ReceiveAsync(giveUp));
            }
            catch (Exception e) when (RawConnection.IsBroken(e))
            {
                measurement.Fail();
                if (giveUp.IsCancellationRequested)
                    break;
                connection.Dispose();
                connection = RawConnection.Connect(plan.Target);
                continue;
            }

            if (!connection.IsEnded && !request.Closes)
                continue;
            connection.Dispose();
            connection = RawConnection.Connect(plan.Target);
        }

        connection.Dispose();
    }
}
