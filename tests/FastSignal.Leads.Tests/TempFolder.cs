namespace FastSignal.Leads.Tests;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fastsignal-leads-").FullName;

    public string SignalsFile => File(SignalRegistry.FileName);

    public string LeadsFile => File(LeadStore.FileName);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
