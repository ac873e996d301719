using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Console.Tests;

public sealed class SnapshotThreadTests
{
    private readonly FakeTimeProvider _time = new();
    private int _takenCount;

    [Fact]
    public async Task Reads_only_when_somebody_asks_and_the_newest_is_old()
    {
        using var thread = new SnapshotThread(_time, Take);
        Assert.Same(StatusSnapshot.NotYet, thread.Latest);
        Assert.Equal(0, _takenCount);

        var first = await thread.GetAsync(TestContext.Current.CancellationToken);
        Assert.Same(first, await thread.GetAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, _takenCount);

        _time.Advance(SnapshotThread.MaxAge);
        Assert.NotSame(first, await thread.GetAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, _takenCount);
    }

    [Fact]
    public async Task Never_reads_on_the_thread_pool()
    {
        var wasPool = true;
        using var thread = new SnapshotThread(_time, () =>
        {
            wasPool = Thread.CurrentThread.IsThreadPoolThread;
            return StatusSnapshot.NotYet;
        });

        await thread.GetAsync(TestContext.Current.CancellationToken);

        Assert.False(wasPool);
    }

    [Fact]
    public async Task A_read_that_hangs_is_not_waited_for_for_ever()
    {
        using var release = new ManualResetEventSlim();
        using var thread = new SnapshotThread(_time, () =>
        {
            release.Wait();
            return Take();
        });

        var asked = thread.GetAsync(TestContext.Current.CancellationToken).AsTask();
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Same(StatusSnapshot.NotYet, await asked);
        release.Set();
    }

    [Fact]
    public async Task A_fault_of_ours_fails_the_one_who_asked_and_nobody_else()
    {
        using var thread = new SnapshotThread(_time, () => _takenCount++ == 0 ? throw new InvalidOperationException("a fault") : Take());

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await thread.GetAsync(TestContext.Current.CancellationToken));

        Assert.NotSame(StatusSnapshot.NotYet, await thread.GetAsync(TestContext.Current.CancellationToken));
    }

    private StatusSnapshot Take()
    {
        _takenCount++;
        return StatusSnapshot.NotYet with { TakenAt = _time.GetUtcNow() };
    }
}
