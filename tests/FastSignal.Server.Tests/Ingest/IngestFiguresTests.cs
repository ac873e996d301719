using System.Diagnostics.Metrics;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Tests.Ingest;

public sealed class IngestFiguresTests
{
    [Fact]
    public void A_percentile_of_the_commits_can_be_interpolated_where_commits_are_usual()
    {
        Histogram<double>? duration = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument is Histogram<double> { Name: "fastsignal.log.commit.duration" } found)
                    duration = found;
            },
        };
        using var figures = new IngestFigures();
        listener.Start();

        var bounds = duration?.Advice?.HistogramBucketBoundaries;

        Assert.NotNull(bounds);
        Assert.Equal(0.0001, bounds[0]);
        Assert.Equal(1, bounds[^1]);
        Assert.All(bounds.Zip(bounds.Skip(1)), step => Assert.InRange(step.Second / step.First, 1.01, step.First < 0.01 ? 1.51 : 2.51));
    }

    [Fact]
    public void What_is_not_kept_is_exported()
    {
        using var figures = new IngestFigures();
        figures.CountUnkept();
        figures.CountUnkept();
        Assert.Equal(2, figures.Unkept);
        Assert.InRange(Exported("fastsignal.ingest.rejections.unkept"), 2, long.MaxValue);
    }

    [Fact]
    public void A_failed_handshake_is_exported()
    {
        using var figures = new IngestFigures();
        figures.CountFailedHandshake();
        Assert.Equal(1, figures.FailedHandshakes);
        Assert.InRange(Exported("fastsignal.ingest.tls.handshakes.failed"), 1, long.MaxValue);
    }

    /// <summary>The greatest value of a figure: other tests of this process export their own under the same name.</summary>
    private static long Exported(string name)
    {
        var greatest = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (string.Equals(instrument.Name, name, StringComparison.Ordinal))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => greatest = Math.Max(greatest, value));
        listener.Start();
        listener.RecordObservableInstruments();
        return greatest;
    }
}
