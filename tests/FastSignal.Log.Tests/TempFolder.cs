namespace FastSignal.Log.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private const string MemoryFolder = "/dev/shm";

    private TempFolder(string path) => Path = path;

    public TempFolder()
        : this(Directory.CreateTempSubdirectory("fastsignal-log-").FullName)
    {
    }

    public string Path { get; }

    public string Log => System.IO.Path.Combine(Path, "log");

    /// <summary>In memory where the system has a place for that: for tests that make thousands of folders and simulate the disk anyway.</summary>
    public static TempFolder InMemory() => Directory.Exists(MemoryFolder)
        ? new TempFolder(Directory.CreateDirectory(System.IO.Path.Combine(MemoryFolder, $"fastsignal-{Guid.NewGuid():N}")).FullName)
        : new TempFolder();

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
