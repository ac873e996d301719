namespace FastSignal.EndToEnd;

/// <summary>Classes that measure latency, memory or processor time, or take all there is of a machine: nothing else of this assembly runs beside
/// them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
