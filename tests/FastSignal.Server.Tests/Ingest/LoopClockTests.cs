using System.Text;
using FastSignal.Server.Ingest;
using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Server.Tests.Ingest;

public class LoopClockTests
{
    [Fact]
    public void The_date_is_IMF_fixdate_and_follows_the_clock()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(1994, 11, 6, 8, 49, 37, TimeSpan.Zero));
        var clock = new LoopClock(time);
        Assert.Equal("Sun, 06 Nov 1994 08:49:37 GMT", Encoding.ASCII.GetString(clock.Date));
        Assert.Equal(784_111_777_000_000, clock.Microseconds);

        time.Advance(TimeSpan.FromSeconds(1.5));
        clock.Update();
        Assert.Equal("Sun, 06 Nov 1994 08:49:38 GMT", Encoding.ASCII.GetString(clock.Date));
        Assert.Equal(1, clock.Tick);
    }
}
