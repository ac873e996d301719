using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Scenarios;

namespace FastSignal.LoadTests.Sending;

/// <summary>Sends a scenario's requests: what a driver is.</summary>
internal interface ILoad
{
    /// <summary>Whether it shows on the terminal how far it is, so that nothing else should.</summary>
    bool ShowsProgress => false;

    /// <summary>Sends until the plan says to stop, and waits for the answers.</summary>
    Task RunAsync(LoadPlan plan, Scenario scenario, Measurement measurement);
}
