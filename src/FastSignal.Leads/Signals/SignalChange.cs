namespace FastSignal.Leads;

/// <summary>What a change to a signal led to.</summary>
/// <param name="Signal">The signal after the change.</param>
/// <param name="Version">The registry's version that has the change: a running server has adopted it once it says so.</param>
public sealed record SignalChange(Signal Signal, long Version);
