using Microsoft.Win32.SafeHandles;

namespace FastSignal.Log;

/// <summary>
/// The file that says how far the log is committed: two slots, written in turn, each in a sector of its own. Written right behind a commit
/// and synced about once a second, they are never ahead of what is durable, and after a power cut may be behind: recovery looks on from there.
/// </summary>
internal sealed class CommitSlots : IDisposable
{
    /// <summary>A slot has a sector to itself, also on disks with 4096-octet sectors.</summary>
    private const int Spacing = 4096;

    private const int SlotCount = 2;

    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly IDiskProbe? _probe;
    private readonly byte[] _buffer = new byte[CommitSlot.Bytes];

    private CommitSlots(SafeFileHandle handle, string path, IDiskProbe? probe) => (_handle, _path, _probe) = (handle, path, probe);

    /// <summary>Makes the file with its first slot, durably; one that is there is replaced.</summary>
    public static void Create(string path, CommitSlot first)
    {
        var octets = new byte[SlotCount * Spacing];
        first.Write(octets.AsSpan(SlotOffset(first.Number), CommitSlot.Bytes));
        Disk.Replace(path, octets);
    }

    /// <summary>Opens the file; a reader in another process may open it while the server writes it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static CommitSlots Open(string path, FileAccess access, IDiskProbe? probe = null) =>
        new(File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete), path, probe);

    /// <summary>The newest good slot of a file that may not be there; null if nothing says how far the log is committed.</summary>
    /// <exception cref="EntryLogException">A newer version wrote it.</exception>
    public static CommitSlot? ReadHint(string path)
    {
        if (!File.Exists(path))
            return null;
        using var slots = Open(path, FileAccess.Read);
        return slots.ReadNewest();
    }

    /// <summary>The good slot with the highest number; null if there is none.</summary>
    /// <exception cref="EntryLogException">A newer version wrote it.</exception>
    public CommitSlot? ReadNewest()
    {
        CommitSlot? newest = null;
        for (var i = 0; i < SlotCount; i++)
        {
            var length = RandomAccess.Read(_handle, _buffer, i * Spacing);
            if (CommitSlot.IsNewer(_buffer.AsSpan(0, length)))
                throw new EntryLogException($"{_path} was written by a newer version of FastSignal, whose log this one does not know: use that version.");
            if (CommitSlot.Read(_buffer.AsSpan(0, length)) is { } slot && (newest is null || slot.Number > newest.Value.Number))
                newest = slot;
        }

        return newest;
    }

    /// <summary>Writes a slot over the older one. It holds against a dying process at once, against a power cut once it is synced.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Write(in CommitSlot slot)
    {
        slot.Write(_buffer);
        _probe?.Writing(_path, SlotOffset(slot.Number), _buffer, isSynced: false);
        RandomAccess.Write(_handle, _buffer, SlotOffset(slot.Number));
    }

    /// <summary>Syncs what was written.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Sync()
    {
        _probe?.Syncing(_path);
        Disk.Sync(_handle);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static int SlotOffset(long number) => (int)(number % SlotCount) * Spacing;
}
