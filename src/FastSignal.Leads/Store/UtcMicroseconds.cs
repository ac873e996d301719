namespace FastSignal.Leads;

/// <summary>Times as the record and the databases keep them: microseconds since 1970-01-01T00:00:00Z.</summary>
internal static class UtcMicroseconds
{
    /// <summary>An hour.</summary>
    internal const long Hour = 3_600_000_000;

    /// <summary>A day.</summary>
    internal const long Day = 24 * Hour;

    /// <summary>The number for a time.</summary>
    internal static long From(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time for a number. A number outside of what a DateTimeOffset holds gives the nearest that it does.</summary>
    internal static DateTimeOffset ToTime(long microseconds)
    {
        var max = (DateTimeOffset.MaxValue.Ticks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        var min = -DateTimeOffset.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond;
        return DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(microseconds, min, max) * TimeSpan.TicksPerMicrosecond);
    }
}
