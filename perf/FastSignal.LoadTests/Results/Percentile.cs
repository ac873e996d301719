using HdrHistogram;

namespace FastSignal.LoadTests.Results;

/// <summary>Reads percentiles.</summary>
internal static class Percentile
{
    /// <summary>The value at a percentile, in the histogram's unit; 0 if nothing was recorded, which the histogram itself would throw at.</summary>
    public static double At(this HistogramBase histogram, double percentile) => histogram.TotalCount == 0 ? 0 : histogram.GetValueAtPercentile(percentile);
}
