using System.Globalization;

namespace FastSignal.LoadTests.Results;

/// <summary>What a run must keep to. Null means anything.</summary>
internal sealed record Thresholds(double? MaxP99Milliseconds, long? MaxFailures)
{
    /// <summary>One sentence for each threshold that a run broke.</summary>
    public IEnumerable<string> Broken(LoadResult result)
    {
        if (result.Answered == 0)
            yield return "nothing was answered";
        if (result.P99Milliseconds > MaxP99Milliseconds)
            yield return string.Create(CultureInfo.InvariantCulture, $"p99 is {result.P99Milliseconds:F2} ms, above --max-p99 {MaxP99Milliseconds}");
        if (result.Failures > MaxFailures)
            yield return string.Create(CultureInfo.InvariantCulture, $"{result.Failures} requests failed, above --max-failures {MaxFailures}");
    }
}
