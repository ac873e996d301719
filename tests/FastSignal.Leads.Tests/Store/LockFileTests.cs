namespace FastSignal.Leads.Tests;

public sealed class LockFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string LockPath => Path.Combine(_folder.Path, "some.lock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_holds_it_until_it_is_closed()
    {
        Assert.False(LockFile.IsHeld(LockPath));
        using (LockFile.TryTake(LockPath))
        {
            Assert.True(LockFile.IsHeld(LockPath));
            Assert.Null(LockFile.TryTake(LockPath));
        }

        Assert.False(LockFile.IsHeld(LockPath));
        using var again = LockFile.TryTake(LockPath);
        Assert.NotNull(again);
    }

    [Fact]
    public void Who_asks_is_not_taken_for_a_holder_by_others_who_ask()
    {
        LockFile.TryTake(LockPath)!.Dispose();
        using var asking = new FileStream(LockPath, FileMode.Open, FileAccess.Read, FileShare.Read);
        Assert.False(LockFile.IsHeld(LockPath));
    }

    [Fact]
    public void With_patience_it_is_taken_although_others_keep_asking()
    {
        using var stop = new ManualResetEvent(initialState: false);
        var asking = new Thread(() =>
        {
            while (!stop.WaitOne(0))
                _ = LockFile.IsHeld(LockPath);
        });
        asking.Start();
        for (var i = 0; i < 100; i++)
        {
            using var taken = LockFile.TryTake(LockPath, TimeSpan.FromSeconds(10));
            Assert.NotNull(taken);
        }

        stop.Set();
        asking.Join();
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_fault_and_not_a_holder() =>
        Assert.Throws<DirectoryNotFoundException>(() => LockFile.TryTake(Path.Combine(LockPath, "deeper")));
}
