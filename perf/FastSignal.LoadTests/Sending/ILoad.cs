using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Scenarios;

namespace FastSignal.LoadTests.Sending;

/// <summary>Sends a scenario's requests: the only thing that another driver has to replace.</summary>
internal interface ILoad
{
    /// <summary>Sends until the plan says to stop, and waits for the answers.</summary>
    Task RunAsync(LoadPlan plan, Scenario scenario, Measurement measurement);
}
