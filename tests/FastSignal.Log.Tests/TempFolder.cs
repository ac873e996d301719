namespace FastSignal.Log.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fastsignal-log-").FullName;

    public string Log => System.IO.Path.Combine(Path, "log");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
