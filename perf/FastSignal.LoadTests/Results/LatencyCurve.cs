namespace FastSignal.LoadTests.Results;

/// <summary>One line of the plot.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="MillisecondsAt">The latency at a percentile.</param>
internal sealed record LatencyCurve(string Name, Func<double, double> MillisecondsAt);
