using FastSignal.LoadTests.Results;

namespace FastSignal.LoadTests.Tests.Results;

/// <summary>A run that went well.</summary>
internal static class Sample
{
    public static LoadResult Result { get; } = new()
    {
        Scenario = "rb2b",
        Server = "127.0.0.1:8080",
        At = new(2026, 11, 29, 5, 30, 0, TimeSpan.Zero),
        Connections = 64,
        Rate = 10_000,
        Seconds = 30,
        Answered = 300_000,
        Failures = 0,
        RequestsPerSecond = 10_000,
        MegabytesPerSecond = 8,
        P50Milliseconds = 1,
        P99Milliseconds = 6,
        P999Milliseconds = 20,
        MaxMilliseconds = 30,
        Statuses = new Dictionary<int, long> { [202] = 300_000 },
    };

    public static ControlResult Control { get; } = new(
        "/data", "ext4", 2_000, new(
            "overwrite, O_DSYNC", 4096, 60_000, 2_000, P50Milliseconds: 0.25, P99Milliseconds: 1.5, P999Milliseconds: 4, MaxMilliseconds: 9));
}
