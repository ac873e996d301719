using System.Globalization;

namespace FastSignal.Server.Commands;

/// <summary>Times as commands show them: ISO 8601 in UTC, to the microsecond, so that sorting text sorts times.</summary>
internal static class Timestamps
{
    /// <summary>A time.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time in microseconds since the Unix epoch.</summary>
    public static string Text(long microseconds) => Text(DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds));
}
