namespace FastSignal.Server.Hosting;

/// <summary>The lock of a data folder: a running server holds it for its life, and a command tries it to learn whether one runs.</summary>
internal sealed class ServerLock : IDisposable
{
    /// <summary>How long a server waits for the lock: a command that only tries it holds it for microseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private ServerLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="RefusedException">Another server holds it, or the folder cannot be written.</exception>
    public static ServerLock Take(DataFolder folder, TimeProvider time)
    {
        var began = time.GetTimestamp();
        using var never = new ManualResetEvent(initialState: false);
        while (true)
        {
            if (TryOpen(folder, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None) is { } file)
                return new ServerLock(file);
            if (time.GetElapsedTime(began) > Patience)
                throw new RefusedException($"Another server runs on the data folder {folder.Path}: stop it, or give this one a folder of its own with --data.");
            never.WaitOne(Pause);
        }
    }

    /// <summary>Whether a server runs on the folder.</summary>
    public static bool IsHeld(DataFolder folder)
    {
        if (!File.Exists(folder.LockFile))
            return false;
        using var file = TryOpen(folder, FileMode.Open, FileAccess.Read, FileShare.Read);
        return file is null;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(DataFolder folder, FileMode mode, FileAccess access, FileShare share)
    {
        try
        {
            var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
            if (mode is FileMode.OpenOrCreate && !OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(folder.LockFile, options);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new RefusedException($"The data folder {folder.Path} cannot be written: {e.Message.TrimEnd('.')}. Name another one with --data.", e);
        }
        catch (IOException) when (File.Exists(folder.LockFile))
        {
            // flock is held by another process: that is the answer.
            return null;
        }
        catch (IOException e)
        {
            throw new RefusedException($"The data folder {folder.Path} cannot be written: {e.Message.TrimEnd('.')}. Name another one with --data.", e);
        }
    }
}
