using FastSignal.Server.Hosting;

namespace FastSignal.Server.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fastsignal-folder-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void A_folder_that_others_may_enter_is_known_as_such_and_a_new_one_is_not()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are of Unix.");
        var folder = new DataFolder(Path.Combine(_directory.FullName, "data"));
        Assert.False(folder.IsOpenToOthers);
        folder.Create();
        Assert.False(folder.IsOpenToOthers);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.GroupRead);
        Assert.True(folder.IsOpenToOthers);
    }
}
