using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Scenarios;
using FastSignal.LoadTests.Sending;

namespace FastSignal.LoadTests.Tests.Sending;

public sealed class LoopTests
{
    public static TheoryData<string> Names => [.. Scenario.All.Select(scenario => scenario.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Every_scenario_gets_the_answers_that_it_expects(string name)
    {
        await using var server = AnsweringServer.Start();
        var scenario = Scenario.All.Single(scenario => scenario.Name == name);
        var measurement = new Measurement();

        await scenario.Load().RunAsync(new(server.Target, Rate: 200, Connections: 4, TimeSpan.FromSeconds(60), Requests: 200), scenario, measurement);

        Assert.Equal(200, measurement.Sent);
        Assert.Equal(200, measurement.Answered);
        Assert.Equal(0, measurement.Failures);
    }

    [Fact]
    public async Task Latency_in_the_open_loop_counts_from_when_a_request_was_due()
    {
        // Due each 20 ms, answered each 100 ms: the last of five has waited for those before it.
        await using var server = AnsweringServer.Start(delay: TimeSpan.FromMilliseconds(100));
        var measurement = new Measurement();

        await new OpenLoop().RunAsync(new(server.Target, Rate: 50, Connections: 1, TimeSpan.FromSeconds(60), Requests: 5), Scenario.All[0], measurement);

        Assert.Equal(5, measurement.Answered);
        Assert.InRange(measurement.Latencies.GetValueAtPercentile(100) / 1e3, 400, double.MaxValue);
    }
}
