using FastSignal.Server.Hosting;

namespace FastSignal.Server.Tests.Hosting;

public sealed class ServerLockTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fastsignal-lock-");

    private DataFolder Folder => new(_directory.FullName);

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void A_lock_is_held_until_it_is_let_go()
    {
        Assert.False(ServerLock.IsHeld(Folder));
        using (ServerLock.Take(Folder))
            Assert.True(ServerLock.IsHeld(Folder));
        Assert.False(ServerLock.IsHeld(Folder));
        ServerLock.Take(Folder).Dispose();
    }

    [Fact]
    public void The_lock_file_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are of Unix.");
        using var held = ServerLock.Take(Folder);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Folder.LockFile));
    }

    [Fact]
    public void A_second_server_is_refused_with_the_folder_and_the_cure()
    {
        using var first = ServerLock.Take(Folder);
        var refusal = Assert.Throws<RefusedException>(() => ServerLock.Take(Folder));
        Assert.Contains(_directory.FullName, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--data", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_starts_while_commands_keep_asking_whether_one_runs()
    {
        using var stop = new ManualResetEvent(initialState: false);
        var asking = new Thread(() =>
        {
            while (!stop.WaitOne(0))
                ServerLock.IsHeld(Folder);
        });
        asking.Start();
        for (var i = 0; i < 200; i++)
            ServerLock.Take(Folder).Dispose();
        stop.Set();
        asking.Join();
    }
}
