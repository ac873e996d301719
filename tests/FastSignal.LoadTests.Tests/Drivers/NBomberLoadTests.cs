using FastSignal.LoadTests.Drivers;
using FastSignal.LoadTests.Results;
using NBomber.CSharp;
using OurScenario = FastSignal.LoadTests.Scenarios.Scenario;

namespace FastSignal.LoadTests.Tests.Drivers;

public sealed class NBomberLoadTests
{
    public static TheoryData<string> Names => [.. OurScenario.All.Select(scenario => scenario.Name)];

    [Fact]
    public async Task An_open_loop_is_injected_at_its_rate()
    {
        var (recording, measurement) = await RunAsync("rb2b", plan => plan with { Rate = 40, Duration = TimeSpan.FromSeconds(2) });

        Assert.Equal("rb2b", recording.Scenario.ScenarioName);
        Assert.False(recording.Scenario.WarmsUp);
        Assert.Equal(Simulation.Inject(rate: 40, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)), Assert.Single(recording.Scenario.LoadSimulations));
        Assert.Equal(80, measurement.Answered);
        Assert.Equal(80, measurement.Latencies.TotalCount);
    }

    [Fact]
    public async Task An_open_loop_ends_with_its_last_request()
    {
        var (recording, _) = await RunAsync("rb2b", plan => plan with { Rate = 40, Duration = TimeSpan.FromSeconds(60), Requests = 20 });

        Assert.Equal(TimeSpan.FromSeconds(0.5), Assert.Single(recording.Scenario.LoadSimulations).During);
    }

    [Fact]
    public async Task A_closed_loop_keeps_as_many_copies_as_it_has_connections()
    {
        var (recording, measurement) = await RunAsync("zapier", plan => plan with { Connections = 3, Duration = TimeSpan.FromMilliseconds(200) });

        Assert.Equal(Simulation.KeepConstant(copies: 3, TimeSpan.FromMilliseconds(200)), Assert.Single(recording.Scenario.LoadSimulations));
        Assert.InRange(measurement.Answered, 1, long.MaxValue);
    }

    [Fact]
    public async Task A_number_of_requests_is_a_number_of_iterations()
    {
        var (recording, measurement) = await RunAsync("burst", plan => plan with { Connections = 4, Requests = 50 });

        Assert.Equal(Simulation.IterationsForConstant(copies: 4, iterations: 50), Assert.Single(recording.Scenario.LoadSimulations));
        Assert.Equal(50, measurement.Answered);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Every_scenario_gets_the_answers_that_it_expects(string name)
    {
        var (recording, measurement) = await RunAsync(name, plan => plan with { Rate = 200, Connections = 4, Requests = 200 });

        Assert.Equal(200, measurement.Answered);
        Assert.Equal(0, measurement.Failures);
        Assert.Equal(200, recording.Steps.Count);
        Assert.All(recording.Steps, step => Assert.False(step.IsError, step.NameAndStatus));
        Assert.All(recording.Scenarios, Assert.False);
        Assert.Equal(measurement.Statuses.Select(status => $"request {status.Key}"), recording.Steps.Select(step => step.NameAndStatus).Distinct().Order());
    }

    [Fact]
    public async Task Another_status_than_expected_is_a_fail()
    {
        var (recording, measurement) = await RunAsync("rb2b", plan => plan with { Rate = 10 }, _ => 503);

        Assert.Equal(10, measurement.Failures);
        Assert.All(recording.Steps, step => Assert.Equal(("request 503", true), step));
        Assert.All(recording.Scenarios, Assert.True);
    }

    private static async Task<(Recording Recording, Measurement Measurement)> RunAsync(
        string name, Func<LoadPlan, LoadPlan> change, Func<string, int>? answer = null)
    {
        await using var server = AnsweringServer.Start(answer);
        var measurement = new Measurement();
        var plan = change(new(server.Target, Rate: 100, Connections: 2, TimeSpan.FromSeconds(1), Requests: long.MaxValue));

        await new NBomberLoad().RunAsync(plan, OurScenario.All.Single(scenario => scenario.Name == name), measurement);

        return (Recording.Last!, measurement);
    }
}
