using System.Diagnostics;
using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Sending;

namespace FastSignal.LoadTests.Tests.Results;

public sealed class MeasurementTests
{
    private static readonly PreparedRequest Post = PreparedRequest.Post(Target.Parse(new("http://127.0.0.1:1/")), "{}");

    [Fact]
    public void Latencies_are_kept_to_a_thousandth()
    {
        foreach (var milliseconds in new[] { 2, 7, 33, 512, 9_999 })
        {
            var measurement = new Measurement();
            measurement.Record(Measurement.Now - (Stopwatch.Frequency / 1000 * milliseconds), Post, 202);

            // What passes between the two readings of the clock is in it, too.
            var kept = measurement.Latencies.GetValueAtPercentile(50) / 1e3;
            Assert.InRange(kept, milliseconds, (milliseconds * 1.001) + 100);
            Assert.Equal(3, measurement.Latencies.NumberOfSignificantValueDigits);
        }
    }

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
