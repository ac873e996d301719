using FastSignal.Server.Hosting;
using FastSignal.Server.Tests.Ingest;
using Microsoft.Extensions.Logging.Abstractions;

namespace FastSignal.Server.Tests.Hosting;

public class DiskFloorTests
{
    [Fact]
    public void Below_the_floor_entries_are_refused_and_above_it_they_are_taken_again()
    {
        var ingest = new TestIngest();
        long free = 2_000;
        using var floor = new DiskFloor(() => free, 1_000, ingest.State, NullLogger.Instance);
        floor.Look();
        Assert.Equal([202, 200], ExchangeRun.Statuses(Post(ingest)));

        free = 1_000;
        floor.Look();
        var refused = Post(ingest);
        Assert.Equal([503, 503], ExchangeRun.Statuses(refused));
        Assert.Contains("\"code\":\"overloaded\"", refused, StringComparison.Ordinal);
        Assert.Contains("nearly full", refused, StringComparison.Ordinal);

        free = 1_001;
        floor.Look();
        Assert.Equal([202, 200], ExchangeRun.Statuses(Post(ingest)));
    }

    [Fact]
    public void A_file_system_that_cannot_be_asked_is_no_full_one()
    {
        var ingest = new TestIngest();
        using var floor = new DiskFloor(() => throw new IOException("stale handle"), 1_000, ingest.State, NullLogger.Instance);
        floor.Look();
        Assert.True(ingest.State.HasRoom);
    }

    private static string Post(TestIngest ingest) =>
        ExchangeRun.Of(ingest, [.. TestIngest.Post("{}"), .. "GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n"u8]).Output;
}
