using System.Diagnostics;
using FastSignal.LoadTests.Sending;
using HdrHistogram;

namespace FastSignal.LoadTests.Results;

/// <summary>What happened: latencies, statuses, failures. Any thread may record.</summary>
internal sealed class Measurement
{
    private const long MaxMicroseconds = 60_000_000;

    private readonly long[] _statuses = new long[1000];
    private LongConcurrentHistogram _interval = New();
    private long _sent;
    private long _answered;
    private long _failures;
    private long _sentBytes;
    private long _startedAt;
    private long _stoppedAt;

    /// <summary>Latencies in microseconds, to three digits.</summary>
    public LongConcurrentHistogram Latencies { get; } = New();

    /// <summary>The clock of all timestamps here.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    /// <summary>Requests that were sent, answered or not.</summary>
    public long Sent => Volatile.Read(ref _sent);

    public long Answered => Volatile.Read(ref _answered);

    /// <summary>Requests with another status than expected, or without an answer.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Octets of the requests that were answered.</summary>
    public long SentBytes => Volatile.Read(ref _sentBytes);

    public TimeSpan Elapsed => _startedAt == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_startedAt, _stoppedAt == 0 ? Now : _stoppedAt);

    /// <summary>How often each status came.</summary>
    public IEnumerable<KeyValuePair<int, long>> Statuses =>
        _statuses.Index().Where(status => status.Item > 0).Select(status => KeyValuePair.Create(status.Index, status.Item));

    public void Start() => _startedAt = Now;

    public void Stop() => _stoppedAt = Now;

    /// <summary>A request goes out now.</summary>
    public void RecordSent() => Interlocked.Increment(ref _sent);

    /// <summary>An answer came now.</summary>
    public void Record(long startedAt, PreparedRequest request, int status)
    {
        var latency = Math.Clamp((long)Stopwatch.GetElapsedTime(startedAt).TotalMicroseconds, 1, MaxMicroseconds);
        Latencies.RecordValue(latency);
        Volatile.Read(ref _interval).RecordValue(latency);
        Interlocked.Increment(ref _statuses[status]);
        Interlocked.Increment(ref _answered);
        Interlocked.Add(ref _sentBytes, request.Octets.Length);
        if (!request.Expects(status))
            Interlocked.Increment(ref _failures);
    }

    /// <summary>A request got no answer.</summary>
    public void Fail() => Interlocked.Increment(ref _failures);

    /// <summary>The latencies, in microseconds, since this was called last. What is recorded at this very moment may be missed.</summary>
    public HistogramBase TakeInterval() => Interlocked.Exchange(ref _interval, New());

    private static LongConcurrentHistogram New() => new(1, MaxMicroseconds, 3);
}
