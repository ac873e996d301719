using FastSignal.LoadTests.Disk;

namespace FastSignal.LoadTests.Results;

/// <summary>The figures of one way to write.</summary>
/// <param name="Way">How it was made durable.</param>
/// <param name="WriteBytes">The length of a write.</param>
/// <param name="Writes">How many were made.</param>
/// <param name="WritesPerSecond">How many of them in a second of writing.</param>
/// <param name="P50Milliseconds">Half of the writes took at most so long.</param>
/// <param name="P99Milliseconds">99 of 100 did.</param>
/// <param name="P999Milliseconds">999 of 1000 did.</param>
/// <param name="MaxMilliseconds">All did.</param>
internal sealed record DiskFigures(
    string Way, int WriteBytes, long Writes, double WritesPerSecond, double P50Milliseconds, double P99Milliseconds, double P999Milliseconds,
    double MaxMilliseconds)
{
    /// <summary>The figures so far.</summary>
    public static DiskFigures Of(DurableWrites way) => new(
        way.Name,
        way.WriteBytes,
        way.Writes,
        way.Writes / way.Elapsed.TotalSeconds,
        way.Durations.At(50) / 1e6,
        way.Durations.At(99) / 1e6,
        way.Durations.At(99.9) / 1e6,
        way.Durations.At(100) / 1e6);
}
