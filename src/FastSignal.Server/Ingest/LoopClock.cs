using System.Globalization;

namespace FastSignal.Server.Ingest;

/// <summary>The time as the loop sees it: read once a turn, so that a thousand requests of one turn ask the system once.</summary>
internal sealed class LoopClock
{
    /// <summary>IMF-fixdate has a fixed length (RFC 9110 s5.6.7).</summary>
    private const int DateBytes = 29;

    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly byte[] _date = new byte[DateBytes];
    private long _dateSecond = -1;

    /// <summary>Reads the time for the first turn.</summary>
    public LoopClock(TimeProvider time)
    {
        _time = time;
        _started = time.GetTimestamp();
        Update();
    }

    /// <summary>Microseconds since the Unix epoch, UTC.</summary>
    public long Microseconds { get; private set; }

    /// <summary>Whole seconds since the clock was made, by the monotonic clock: what every time-out counts in.</summary>
    public long Tick { get; private set; }

    /// <summary>The value of the Date field, in ASCII.</summary>
    public ReadOnlySpan<byte> Date => _date;

    /// <summary>Reads the time for this turn.</summary>
    public void Update()
    {
        var now = _time.GetUtcNow();
        Microseconds = (now.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
        Tick = (long)_time.GetElapsedTime(_started).TotalSeconds;

        var second = Microseconds / 1_000_000;
        if (second == _dateSecond)
            return;
        _dateSecond = second;
        now.TryFormat(_date, out _, "r", CultureInfo.InvariantCulture);
    }
}
