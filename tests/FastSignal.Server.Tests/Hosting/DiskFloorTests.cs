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
        Assert.True(ingest.State.HasRoomFor(1 << 20));
    }

    [Fact]
    public void Between_two_looks_no_more_is_taken_than_there_is_room_for()
    {
        var ingest = new TestIngest();
        long free = 1_300;
        using var floor = new DiskFloor(() => free, 1_000, ingest.State, NullLogger.Instance);
        floor.Look();

        var taken = 0;
        while (taken < 100 && ExchangeRun.Statuses(Post(ingest)).SequenceEqual([202, 200]))
            taken++;
        Assert.InRange(taken, 2, 10);
        Assert.Equal([503, 503], ExchangeRun.Statuses(Post(ingest)));
        Assert.Equal("the disk is nearly full", ingest.State.WhyNotTaking);
        Assert.InRange(ingest.State.CommittedBytes, 300, 300 + 100);

        // The disk has shrunk by what was committed, and somebody has made room.
        free = 1_000 + 5_000;
        floor.Look();
        Assert.Null(ingest.State.WhyNotTaking);
        Assert.Equal(5_000, ingest.State.RoomBytes);
        Assert.Equal([202, 200], ExchangeRun.Statuses(Post(ingest)));
    }

    [Fact]
    public void What_is_uncommitted_counts_before_the_disk_knows_of_it()
    {
        var ingest = new TestIngest();
        using var floor = new DiskFloor(() => 1_300, 1_000, ingest.State, NullLogger.Instance);
        floor.Look();
        ingest.Log.UncommittedBytes = 299;
        Assert.True(ingest.State.HasRoomFor(0));
        ingest.Log.UncommittedBytes = 300;
        Assert.False(ingest.State.HasRoomFor(0));

        // A look changes nothing about that: it only knows what was committed.
        floor.Look();
        Assert.False(ingest.State.HasRoomFor(0));
    }

    [Fact]
    public void The_change_is_reported_once()
    {
        var ingest = new TestIngest();
        long free = 2_000;
        var events = new EventDouble();
        using var floor = new DiskFloor(() => free, 1_000, ingest.State, events);
        foreach (var now in (long[])[2_000, 900, 800, 1_000, 1_001, 5_000])
        {
            free = now;
            floor.Look();
        }

        Assert.Equal([117, 118], events.Ids);
    }

    private static string Post(TestIngest ingest) =>
        ExchangeRun.Of(ingest, [.. TestIngest.Post("{}"), .. "GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n"u8]).Output;
}
