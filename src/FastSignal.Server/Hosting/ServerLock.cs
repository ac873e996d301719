using FastSignal.Leads;

namespace FastSignal.Server.Hosting;

/// <summary>The lock of a data folder: a running server holds it for its life, and a command tries it to learn whether one runs.</summary>
internal sealed class ServerLock : IDisposable
{
    /// <summary>How long a server waits for the lock: a command that only tries it holds it for microseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly FileStream _file;

    private ServerLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="RefusedException">Another server holds it, or the folder cannot be written.</exception>
    public static ServerLock Take(DataFolder folder)
    {
        var file = OfFolder(folder, static path => LockFile.TryTake(path, Patience))
            ?? throw new RefusedException($"Another server runs on the data folder {folder.Path}: stop it, or give this one a folder of its own with --data.");
        return new ServerLock(file);
    }

    /// <summary>Whether a server runs on the folder.</summary>
    /// <exception cref="RefusedException">The folder cannot be used.</exception>
    public static bool IsHeld(DataFolder folder) => OfFolder(folder, LockFile.IsHeld);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static T OfFolder<T>(DataFolder folder, Func<string, T> open)
    {
        try
        {
            return open(folder.LockFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"The data folder {folder.Path} cannot be written: {e.Message.TrimEnd('.')}. Name another one with --data.", e);
        }
    }
}
