namespace FastSignal.Leads;

/// <summary>A file of the data folder that one process at a time holds. The system lets go of it when the process ends.</summary>
public static class LockFile
{
    // What .NET gives as HResult for a lock that another holds: EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Opens the file, and makes it (mode 0600) if it is not there.</summary>
    /// <returns>The file, which is held until it is closed; null if another holds it.</returns>
    /// <exception cref="IOException">The file cannot be opened at all.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static FileStream? TryTake(string path) => TryOpen(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary>The same, with patience: who only asks whether it is held has it for a moment, too.</summary>
    /// <param name="path">The file.</param>
    /// <param name="patience">How long it is tried.</param>
    /// <exception cref="IOException">The file cannot be opened at all.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static FileStream? TryTake(string path, TimeSpan patience)
    {
        using var never = new ManualResetEvent(initialState: false);
        var file = TryTake(path);
        for (var waited = TimeSpan.Zero; file is null && waited < patience; waited += Pause)
        {
            never.WaitOne(Pause);
            file = TryTake(path);
        }

        return file;
    }

    /// <summary>Whether a process holds the file. Any number may ask at once.</summary>
    /// <exception cref="IOException">The file cannot be opened at all.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static bool IsHeld(string path)
    {
        if (!File.Exists(path))
            return false;

        using var file = TryOpen(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return file is null;
    }

    private static FileStream? TryOpen(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (mode is FileMode.OpenOrCreate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException fault) when (HeldByAnother.Contains(fault.HResult))
        {
            return null;
        }
    }
}
