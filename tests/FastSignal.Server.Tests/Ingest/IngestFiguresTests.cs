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
        long? unkept = null;
        using var figures = new IngestFigures();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument is { Name: "fastsignal.ingest.rejections.unkept" })
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => unkept = Math.Max(value, unkept ?? 0));
        listener.Start();
        figures.CountUnkept();
        figures.CountUnkept();
        listener.RecordObservableInstruments();
        Assert.Equal(2, figures.Unkept);
        Assert.InRange(unkept ?? 0, 2, long.MaxValue);
    }
}
