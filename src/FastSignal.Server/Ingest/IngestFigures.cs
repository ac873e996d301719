using System.Diagnostics.Metrics;
using FastSignal.Parsing;

namespace FastSignal.Server.Ingest;

/// <summary>What the loop counts: plain additions on the hot path, read by the exporter on its own thread.</summary>
internal sealed class IngestFigures : IDisposable
{
    /// <summary>The name of the meter, for the exporter.</summary>
    public const string MeterName = "fastsignal.ingest";

    private static readonly int[] Statuses = [200, 202, 400, 404, 405, 408, 413, 414, 415, 417, 431, 501, 503, 505];

    // A commit takes 0.15 ms on a good disk and a second on one that is about to fail. Within a bucket a percentile can only be interpolated: up to 10 ms
    // each bound is at most a half above the one before, so that p50 and p99 can be read off; above it the order of magnitude is what matters.
    private static readonly double[] DurationBounds =
    [
        0.0001, 0.00015, 0.0002, 0.00025, 0.0003, 0.0004, 0.0005, 0.0006, 0.0008,
        0.001, 0.00125, 0.0015, 0.002, 0.0025, 0.003, 0.004, 0.005, 0.0075,
        0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
    ];

    private static readonly long[] EntryBounds = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    private readonly Meter _meter;
    private readonly long[] _requests = new long[600];
    private readonly long[] _rejections = new long[Enum.GetValues<Rejection>().Length];
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<long> _commitEntries;
    private long _unkept;
    private long _connections;
    private long _uncommittedBytes;
    private long _roomBytes;
    private long _overdueBytes;
    private long _failedHandshakes;

    /// <summary>Registers the figures.</summary>
    /// <param name="meterName">Another name for figures that no exporter is to see: two meters of one name are one to it, and end together.</param>
    public IngestFigures(string meterName = MeterName)
    {
        _meter = new Meter(meterName);
        _commitDuration = _meter.CreateHistogram(
            "fastsignal.log.commit.duration", "s", "How long a commit took: the time until everything appended was durable.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBounds });
        _commitEntries = _meter.CreateHistogram(
            "fastsignal.log.commit.entries", "{entry}", "How many entries became durable in one commit.", tags: null,
            new InstrumentAdvice<long> { HistogramBucketBoundaries = EntryBounds });
        _meter.CreateObservableCounter("fastsignal.ingest.requests", Requests, "{request}", "Answered requests by status.");
        _meter.CreateObservableCounter("fastsignal.ingest.rejections", Rejections, "{request}", "Refused requests by code.");
        _meter.CreateObservableCounter(
            "fastsignal.ingest.rejections.unkept", () => Unkept, "{request}",
            "Refused requests that `fastsignal rejections` will not show: too many in a second, or its store cannot be written.");
        _meter.CreateObservableCounter(
            "fastsignal.ingest.tls.handshakes.failed", () => FailedHandshakes, "{connection}",
            "Connections that were closed since TLS could not be agreed on.");
        _meter.CreateObservableGauge("fastsignal.ingest.connections", () => Volatile.Read(ref _connections), "{connection}", "Open connections.");
        _meter.CreateObservableGauge(
            "fastsignal.log.uncommitted", () => Volatile.Read(ref _uncommittedBytes), "By", "Octets that were appended and are not yet durable.");
        _meter.CreateObservableGauge(
            "fastsignal.log.overdue", () => Volatile.Read(ref _overdueBytes), "By",
            "Octets of the log that its retention gives up and that the consumer has not worked off.");
        _meter.CreateObservableGauge(
            "fastsignal.disk.room", () => Volatile.Read(ref _roomBytes), "By", "Octets that may be appended until the disk is looked at again.");
    }

    /// <summary>Requests answered so far.</summary>
    public long Answered { get; private set; }

    /// <summary>Entries appended so far.</summary>
    public long Appended { get; private set; }

    /// <summary>Refusals so far that are not kept. Any thread.</summary>
    public long Unkept => Volatile.Read(ref _unkept);
    /// <summary>TLS handshakes that failed, or did not end in time.</summary>
    public long FailedHandshakes => Volatile.Read(ref _failedHandshakes);

    /// <summary>Counts a TLS handshake that failed.</summary>
    public void CountFailedHandshake() => _failedHandshakes++;

    /// <summary>Counts an answer.</summary>
    public void CountAnswer(int status) => CountAnswers(status, 1);

    /// <summary>Counts answers of one status.</summary>
    public void CountAnswers(int status, int count)
    {
        _requests[status] += count;
        Answered += count;
    }

    /// <summary>Counts an entry that was appended.</summary>
    public void CountAppend() => Appended++;

    /// <summary>Counts a refusal by its code, and as an answer.</summary>
    public void CountRefusal(Rejection rejection)
    {
        _rejections[(int)rejection]++;
        CountAnswer(rejection.Status());
    }

    /// <summary>Counts a refusal that is not kept.</summary>
    public void CountUnkept() => _unkept++;

    /// <summary>Counts a commit.</summary>
    public void CountCommit(TimeSpan duration, long entries)
    {
        _commitDuration.Record(duration.TotalSeconds);
        _commitEntries.Record(entries);
    }

    /// <summary>Notes how things stand at the end of a turn of the loop.</summary>
    public void Note(long connections, long uncommittedBytes, long roomBytes)
    {
        Volatile.Write(ref _connections, connections);
        Volatile.Write(ref _uncommittedBytes, uncommittedBytes);
        Volatile.Write(ref _roomBytes, Math.Max(0, roomBytes));
    }

    /// <summary>Notes how much of the log is kept only because the consumer has not come to it. Any thread.</summary>
    public void NoteOverdue(long bytes) => Volatile.Write(ref _overdueBytes, bytes);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Requests() =>
        Statuses.Select(s => new Measurement<long>(Volatile.Read(ref _requests[s]), new KeyValuePair<string, object?>("status", s)));

    private IEnumerable<Measurement<long>> Rejections() =>
        Enum.GetValues<Rejection>().Where(r => r is not Rejection.None)
            .Select(r => new Measurement<long>(Volatile.Read(ref _rejections[(int)r]), new KeyValuePair<string, object?>("code", r.Code())));
}
