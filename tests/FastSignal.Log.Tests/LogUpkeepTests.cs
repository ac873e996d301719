namespace FastSignal.Log.Tests;

public class LogUpkeepTests
{
    private static readonly LogGeometry EightSteps = LogGeometry.Default with { SegmentBits = 23 };

    [Fact]
    public void A_spare_file_in_the_making_is_given_up_when_somebody_else_fills_the_disk()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Log);
        using var isFull = new ManualResetEventSlim();
        var looks = 0;
        long FreeBytes()
        {
            // Plenty when it is begun, and after the first steps nothing.
            if (++looks <= 3)
                return long.MaxValue;
            isFull.Set();
            return 0;
        }

        using (var upkeep = new LogUpkeep(new LogFolder(folder.Log), EightSteps, FreeBytes, static () => { }))
        {
            upkeep.Start(needsSegment: false);
            Assert.True(isFull.Wait(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        }

        Assert.Empty(Directory.GetFiles(folder.Log));
    }
}
