using Microsoft.Win32.SafeHandles;

namespace FastSignal.Log;

/// <summary>
/// The file that says how far the log is durable: two slots, written in turn, each in a sector of its own. A crash in the middle of
/// a write tears at most the slot that held nothing acknowledged; the other one holds.
/// </summary>
internal sealed class CommitSlots : IDisposable
{
    /// <summary>A slot has a sector to itself, also on disks with 4096-octet sectors.</summary>
    private const int Spacing = 4096;

    private const int SlotCount = 2;

    private readonly SafeFileHandle _handle;
    private readonly byte[] _buffer = new byte[CommitSlot.Bytes];

    private CommitSlots(SafeFileHandle handle) => _handle = handle;

    /// <summary>Makes the file with its first slot, durably; one that is there is replaced.</summary>
    public static void Create(string path, CommitSlot first)
    {
        var octets = new byte[SlotCount * Spacing];
        first.Write(octets.AsSpan(SlotOffset(first.Number), CommitSlot.Bytes));
        Disk.Replace(path, octets);
    }

    /// <summary>Opens the file; a reader in another process may open it while the server writes it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static CommitSlots Open(string path, FileAccess access) =>
        new(File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>The good slot with the highest number; null if there is none.</summary>
    public CommitSlot? ReadNewest()
    {
        CommitSlot? newest = null;
        for (var i = 0; i < SlotCount; i++)
        {
            var length = RandomAccess.Read(_handle, _buffer, i * Spacing);
            if (CommitSlot.Read(_buffer.AsSpan(0, length)) is { } slot && (newest is null || slot.Number > newest.Value.Number))
                newest = slot;
        }

        return newest;
    }

    /// <summary>Makes what <see cref="ReadNewest"/> saw durable: the writer may be between its write and its sync.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Sync() => Disk.Sync(_handle);

    /// <summary>Writes a slot over the older one and syncs it: when this returns, the slot holds.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Write(in CommitSlot slot)
    {
        slot.Write(_buffer);
        RandomAccess.Write(_handle, _buffer, SlotOffset(slot.Number));
        Disk.Sync(_handle);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static int SlotOffset(long number) => (int)(number % SlotCount) * Spacing;
}
