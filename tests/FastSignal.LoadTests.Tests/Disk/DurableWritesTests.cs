using FastSignal.LoadTests.Disk;

namespace FastSignal.LoadTests.Tests.Disk;

public sealed class DurableWritesTests
{
    [Fact]
    public void A_stall_counts_for_each_turn_that_fell_into_it()
    {
        using var stop = new CancellationTokenSource();
        using var writes = new StallingWrites(stallAt: 5, stopAt: 20, stop);

        writes.RunAtRate(writesPerSecond: 1_000, counts: true, stop.Token);

        // 50 ms are the turns of 50 writes at 1,000 a second; they wait 50, 49, 48 ms and so on.
        Assert.Equal(20, writes.Writes);
        Assert.InRange(writes.Durations.TotalCount, 20 + 48, long.MaxValue);
        Assert.InRange(writes.Durations.GetValueAtPercentile(50) / 1e6, 1, double.MaxValue);
        Assert.InRange(writes.Durations.GetValueAtPercentile(100) / 1e6, 50, double.MaxValue);
    }

    [Fact]
    public void Turns_missed_in_a_stall_are_not_made_up_for()
    {
        using var stop = new CancellationTokenSource();
        using var writes = new StallingWrites(stallAt: 5, stopAt: 20, stop);

        writes.RunAtRate(writesPerSecond: 1_000, counts: true, stop.Token);

        // 20 writes at 1,000 a second take 19 ms, and the stall is on top of them.
        Assert.InRange(writes.Elapsed.TotalMilliseconds, 50 + 18, double.MaxValue);
    }

    private sealed class StallingWrites(int stallAt, int stopAt, CancellationTokenSource stop) : DurableWrites("nowhere", 4096)
    {
        private int _made;

        public override string Name => "stalling";

        public override void Prepare()
        {
        }

        public override void Dispose()
        {
        }

        protected override void WriteOne(ReadOnlySpan<byte> octets, long offset)
        {
            _made++;
            if (_made == stallAt)
                Thread.Sleep(50); // The disk that stalls.
            if (_made == stopAt)
                stop.Cancel();
        }

        protected override long Rewind() => 0;
    }
}
