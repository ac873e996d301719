namespace FastSignal.Leads;

/// <summary>All signals, or those that have changed since a version, read in one transaction.</summary>
/// <param name="Version">The registry's version that they show.</param>
/// <param name="IsWhole">Whether these are all signals; else they are those that have changed.</param>
/// <param name="Signals">The signals in the order of their creation.</param>
internal sealed record SignalReading(long Version, bool IsWhole, IReadOnlyList<Signal> Signals);
