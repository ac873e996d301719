namespace FastSignal.Log;

/// <summary>Files that are on the disk when a call returns, for whoever keeps more than a log: a backup, for example.</summary>
public static class DurableFiles
{
    private const int BufferBytes = 1 << 20;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Puts a file in place: whole or not at all.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> octets) => Disk.Replace(path, octets);

    /// <summary>Makes the names in a folder durable.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void SyncFolder(string path) => Disk.SyncDirectory(path);

    /// <summary>Makes a folder for its owner only; its name is durable once the folder that it lies in is synced.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Copies a file, or its beginning, to a new one for its owner only, and syncs the octets; not the name.</summary>
    /// <param name="source">The file; it may be written meanwhile, beyond what is copied.</param>
    /// <param name="target">The copy, which must not be there.</param>
    /// <param name="maxBytes">How many octets at most.</param>
    /// <param name="progress">Told how many octets each step has copied; may be null.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">One of the two failed, or the copy is there already.</exception>
    public static void Copy(string source, string target, long maxBytes = long.MaxValue, Action<int>? progress = null)
    {
        using var from = File.OpenHandle(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var to = File.OpenHandle(target, FileMode.CreateNew, FileAccess.Write);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, OwnerOnly);
        var buffer = new byte[BufferBytes];
        for (long done = 0; done < maxBytes;)
        {
            var count = RandomAccess.Read(from, buffer.AsSpan(0, (int)Math.Min(buffer.Length, maxBytes - done)), done);
            if (count == 0)
                break;
            RandomAccess.Write(to, buffer.AsSpan(0, count), done);
            done += count;
            progress?.Invoke(count);
        }

        Disk.Sync(to);
    }
}
