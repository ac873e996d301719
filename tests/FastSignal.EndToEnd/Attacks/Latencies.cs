using System.Globalization;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>How long the requests of one client took.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Middle">Half of them took at most this, in milliseconds.</param>
/// <param name="Percentile99">99 of 100 took at most this, in milliseconds.</param>
/// <param name="Longest">The longest, in milliseconds.</param>
internal sealed record Latencies(int Count, double Middle, double Percentile99, double Longest)
{
    /// <summary>Takes the figures of some requests.</summary>
    /// <param name="times">What each took, in milliseconds.</param>
    public static Latencies Of(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return new Latencies(sorted.Length, sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100], sorted[^1]);
    }

    /// <summary>Asserts what a healthy client may expect: 50 ms where the machine is ours alone, and that it was not forgotten where it is not.</summary>
    /// <param name="isAlone">Whether nobody else uses the machine.</param>
    public void AssertHealthy(bool isAlone) => Assert.InRange(Percentile99, 0, isAlone ? 50 : 1_000);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"healthy client: {Count} requests, p50 {Middle:F2} ms, p99 {Percentile99:F2} ms, max {Longest:F2} ms");
}
