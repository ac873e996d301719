using FastSignal.Log;

namespace FastSignal.Server.Hosting;

/// <summary>The names in a data folder, and who may write them (DESIGN.md section 7).</summary>
internal sealed class DataFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Held by a running server for its life.</summary>
    public string LockFile => File("lock");

    /// <summary>Held by the one consumer for its life.</summary>
    public string ConsumerLockFile => File("consumer.lock");

    /// <summary>The log of entries.</summary>
    public string Log => File("log");

    /// <summary>The signals, their tokens and mappings.</summary>
    public string Signals => File("signals.db");

    /// <summary>Leads, outcomes, samples, held entries and the checkpoint.</summary>
    public string Leads => File("leads.db");

    /// <summary>The newest refused requests, with the beginnings of their contents.</summary>
    public string Rejections => File("rejections.db");

    /// <summary>The configuration that is read if no other is named.</summary>
    public string Configuration => File("fastsignal.json");

    /// <summary>Makes the folder, for its owner only, if it is not there.</summary>
    /// <exception cref="RefusedException">It cannot be made or written.</exception>
    public void Create()
    {
        try
        {
            DurableFiles.MakeFolder(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"The data folder {Path} cannot be made: {e.Message.TrimEnd('.')}. Name a folder that can be written with --data.", e);
        }
    }

    /// <summary>Makes sure that the folder is there, for commands that only look.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public void MustExist()
    {
        if (!Directory.Exists(Path))
            throw new RefusedException(
                $"There is no data folder {Path}. Name the server's with --data, or make one with `fastsignal serve` or `fastsignal signals create`.");
    }

    /// <summary>Whether others than its owner may enter the folder: one that FastSignal made itself is not like that.</summary>
    public bool IsOpenToOthers =>
        !OperatingSystem.IsWindows() && Directory.Exists(Path) && (System.IO.File.GetUnixFileMode(Path) & ~OwnerOnly) != UnixFileMode.None;

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
