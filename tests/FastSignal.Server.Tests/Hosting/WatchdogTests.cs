using FastSignal.Server.Hosting;

namespace FastSignal.Server.Tests.Hosting;

public class WatchdogTests
{
    [Fact]
    public void Eight_ticks_without_progress_are_a_fault_and_seven_are_not()
    {
        using var watchdog = new Watchdog(() => 5, () => { });
        Assert.False(watchdog.IsStuck());
        for (var tick = 1; tick < Watchdog.MaxStillTicks; tick++)
            Assert.False(watchdog.IsStuck());
        Assert.True(watchdog.IsStuck());
    }

    [Fact]
    public void Any_progress_starts_the_count_again()
    {
        long progress = 0;
        using var watchdog = new Watchdog(() => progress, () => { });
        for (var tick = 0; tick < 50; tick++)
        {
            Assert.False(watchdog.IsStuck());
            if (tick % 7 == 0)
                progress++;
        }
    }
}
