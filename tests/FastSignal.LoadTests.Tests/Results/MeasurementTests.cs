using System.Diagnostics;
using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Sending;

namespace FastSignal.LoadTests.Tests.Results;

public sealed class MeasurementTests
{
    private static readonly PreparedRequest Post = PreparedRequest.Post(Target.Parse(new("http://127.0.0.1:1/")), "{}");

    [Theory]
    [InlineData(7)]
    [InlineData(512)]
    [InlineData(9_999)]
    public void A_latency_counts_from_when_the_request_started(int milliseconds)
    {
        var measurement = new Measurement();
        measurement.Record(Measurement.Now - (Stopwatch.Frequency / 1000 * milliseconds), Post, 202);

        Assert.InRange(measurement.Latencies.At(50) / 1e3, milliseconds, double.MaxValue);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(5_123)]
    [InlineData(77_777)]
    [InlineData(59_999_999)]
    public void Latencies_are_kept_to_a_thousandth(long microseconds) =>
        Assert.InRange(new Measurement().Latencies.SizeOfEquivalentValueRange(microseconds), 1, Math.Max(1, microseconds / 1000));

    [Fact]
    public void An_interval_has_what_was_recorded_since_the_one_before()
    {
        var measurement = new Measurement();
        measurement.Record(Measurement.Now, Post, 202);
        measurement.Record(Measurement.Now, Post, 503);
        Assert.Equal(2, measurement.TakeInterval().TotalCount);

        measurement.Record(Measurement.Now, Post, 202);
        Assert.Equal(1, measurement.TakeInterval().TotalCount);
        Assert.Equal(0, measurement.TakeInterval().TotalCount);
        Assert.Equal(3, measurement.Latencies.TotalCount);
        Assert.Equal(1, measurement.Failures);
    }
}
