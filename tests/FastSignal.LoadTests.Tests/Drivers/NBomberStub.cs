using System.Collections.Concurrent;
using System.Diagnostics;
using NBomber.Contracts;

// What the driver uses of NBomber 6, by the same names and types, and nothing else. The runner keeps to a simulation without pacing it.
namespace NBomber.Contracts
{
    public interface IResponse
    {
        bool IsError { get; }
    }

    public sealed record Response<T>(string StatusCode, bool IsError, long SizeBytes) : IResponse;

    public interface IScenarioContext;

    public sealed record LoadSimulation(string Kind, int Count, TimeSpan Interval, TimeSpan During, int Iterations);

    public sealed record ScenarioProps(string ScenarioName, Func<IScenarioContext, Task<IResponse>> Run, bool WarmsUp, params LoadSimulation[] LoadSimulations);

    public sealed record NBomberContext(params ScenarioProps[] Scenarios);
}

namespace NBomber.CSharp
{
    public static class Response
    {
        public static Response<object> Ok(string statusCode = "", long sizeBytes = 0) => new(statusCode, IsError: false, sizeBytes);

        public static Response<object> Fail(string statusCode = "", long sizeBytes = 0) => new(statusCode, IsError: true, sizeBytes);
    }

#pragma warning disable CA1716 // It is NBomber's name.
    public static class Step
#pragma warning restore CA1716
    {
        public static async Task<Response<T>> Run<T>(string name, IScenarioContext context, Func<Task<Response<T>>> run)
        {
            var response = await run();
            ((Recording)context).Steps.Add(($"{name} {response.StatusCode}", response.IsError));
            return response;
        }
    }

    public static class Scenario
    {
        public static ScenarioProps Create(string name, Func<IScenarioContext, Task<IResponse>> run) => new(name, run, WarmsUp: true);

        public static ScenarioProps WithoutWarmUp(this ScenarioProps scenario) => scenario with { WarmsUp = false };

        public static ScenarioProps WithLoadSimulations(this ScenarioProps scenario, params LoadSimulation[] loadSimulations) =>
            scenario with { LoadSimulations = loadSimulations };
    }

    public static class Simulation
    {
        public static LoadSimulation Inject(int rate, TimeSpan interval, TimeSpan during) =>
            new("inject", rate, interval, during, (int)(rate * (during / interval)));

        public static LoadSimulation KeepConstant(int copies, TimeSpan during) => new("keep", copies, default, during, int.MaxValue);

        public static LoadSimulation IterationsForConstant(int copies, int iterations) => new("iterations", copies, default, TimeSpan.MaxValue, iterations);
    }

    public static class NBomberRunner
    {
        public static NBomberContext RegisterScenarios(params ScenarioProps[] scenarios) => new(scenarios);

        public static Recording Run(this NBomberContext context)
        {
            var scenario = context.Scenarios.Single();
            var recording = Recording.Last = new(scenario);
            var startedAt = Stopwatch.GetTimestamp();
            var simulation = scenario.LoadSimulations.Single();
            var taken = 0;
            Task.WaitAll(Enumerable.Range(0, simulation.Count).Select(async _ =>
            {
                while (Interlocked.Increment(ref taken) <= simulation.Iterations && Stopwatch.GetElapsedTime(startedAt) < simulation.During)
                    recording.Scenarios.Add((await scenario.Run(recording)).IsError);
            }));
            return recording;
        }
    }

    /// <summary>What the stub ran.</summary>
    public sealed record Recording(ScenarioProps Scenario) : IScenarioContext
    {
        public static Recording? Last { get; set; }

        public ConcurrentBag<(string NameAndStatus, bool IsError)> Steps { get; } = [];

        public ConcurrentBag<bool> Scenarios { get; } = [];
    }
}
