using System.Globalization;
using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Sending;
using NBomber.Contracts;
using NBomber.CSharp;
using Response = NBomber.CSharp.Response;
using Scenario = NBomber.CSharp.Scenario;

namespace FastSignal.LoadTests.Drivers;

/// <summary>A scenario of ours as one of NBomber, whose schedule it then has. All that knows NBomber; compiled only with <c>-p:UseNBomber=true</c>.</summary>
/// <remarks>The requests and what they expect are those of the other driver, and every answer goes into the same measurement: thresholds, files and
/// the control loop work alike. NBomber shows its own figures, too, and leaves its reports in the folder <c>reports</c>.</remarks>
internal sealed class NBomberLoad : ILoad
{
    /// <inheritdoc/>
    public bool ShowsProgress => true;

    /// <inheritdoc/>
    public async Task RunAsync(LoadPlan plan, Scenarios.Scenario scenario, Measurement measurement)
    {
        using var requests = new RequestsOnDemand(plan, scenario, measurement);
        var translated = Scenario.Create(scenario.Name, async context =>
            {
                var step = await Step.Run("request", context, () => SendAsync(requests));
                return step.IsError ? Response.Fail() : Response.Ok();
            })
            .WithoutWarmUp() // It is a run of its own, in front of the one that counts: its answers go into another measurement.
            .WithLoadSimulations(Simulate(plan, scenario));

        // Run comes back when all is over; a thread of its own keeps the caller's free.
        await Task.Factory.StartNew(
            () => NBomberRunner.RegisterScenarios(translated).Run(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static LoadSimulation Simulate(LoadPlan plan, Scenarios.Scenario scenario)
    {
        if (scenario.IsOpenLoop)
            return Simulation.Inject(rate: plan.Rate, interval: TimeSpan.FromSeconds(1), during: plan.SendingTime);

        // NBomber stops by the one or the other. When the time and the grace behind it are over, the requests that are left fail at once.
        return plan.Requests <= int.MaxValue
            ? Simulation.IterationsForConstant(copies: plan.Connections, iterations: (int)plan.Requests)
            : Simulation.KeepConstant(copies: plan.Connections, during: plan.Duration);
    }

    private static async Task<Response<object>> SendAsync(RequestsOnDemand requests)
    {
        var answer = await requests.SendNextAsync();
        var status = answer.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer";
        return answer.IsExpected
            ? Response.Ok(statusCode: status, sizeBytes: answer.SentBytes)
            : Response.Fail(statusCode: status, sizeBytes: answer.SentBytes);
    }
}
