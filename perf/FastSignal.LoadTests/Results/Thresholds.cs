using System.Globalization;

namespace FastSignal.LoadTests.Results;

/// <summary>What a run must keep to. Null means anything.</summary>
internal sealed record Thresholds
{
    /// <summary>The 99th percentile, in milliseconds.</summary>
    public double? MaxP99 { get; init; }

    /// <summary>The 99.9th percentile, in milliseconds.</summary>
    public double? MaxP999 { get; init; }

    /// <summary>How much the 99th percentile may be above that of the control loop, in milliseconds.</summary>
    public double? MaxP99OverControl { get; init; }

    /// <summary>How much the 99.9th percentile may be above that of the control loop, in milliseconds.</summary>
    public double? MaxP999OverControl { get; init; }

    /// <summary>Requests with another status than expected, or without an answer.</summary>
    public long? MaxFailures { get; init; }

    /// <summary>One sentence for each threshold that a run broke.</summary>
    public IEnumerable<string> Broken(LoadResult result)
    {
        if (result.Answered == 0)
            yield return "nothing was answered";
        if (result.P99Milliseconds > MaxP99)
            yield return Say($"p99 is {result.P99Milliseconds:F2} ms, above --max-p99 {MaxP99}");
        if (result.P999Milliseconds > MaxP999)
            yield return Say($"p99.9 is {result.P999Milliseconds:F2} ms, above --max-p999 {MaxP999}");
        foreach (var sentence in result.Control is { } control ? BrokenOver(control, result) : [])
            yield return sentence;
        if (result.Failures > MaxFailures)
            yield return Say($"{result.Failures} requests failed, above --max-failures {MaxFailures}");
    }

    private IEnumerable<string> BrokenOver(ControlResult control, LoadResult result)
    {
        if (result.P99Milliseconds > MaxP99OverControl + control.Writes.P99Milliseconds)
            yield return Say($"p99 is {result.P99Milliseconds:F2} ms, above --max-p99-over-control {MaxP99OverControl} and the control's {control.Writes.P99Milliseconds:F2} ms");
        if (result.P999Milliseconds > MaxP999OverControl + control.Writes.P999Milliseconds)
            yield return Say($"p99.9 is {result.P999Milliseconds:F2} ms, above --max-p999-over-control {MaxP999OverControl} and the control's {control.Writes.P999Milliseconds:F2} ms");
    }

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
