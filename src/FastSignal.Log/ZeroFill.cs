using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FastSignal.Log;

/// <summary>
/// Fills segment files with zeros ahead of their use, and clears what a torn write left. To overwrite octets that are there costs a sync
/// of the octets alone; to make a file longer costs a commit of the file system's journal with every sync.
/// </summary>
internal static class ZeroFill
{
    /// <summary>What is written, and looked at, at once.</summary>
    private const int StepBytes = 1 << 20;

    /// <summary>A block is cleared as a whole if anything is in it.</summary>
    private const int BlockBytes = 4096;

    /// <summary>On a block's boundary in memory, too, as <see cref="Disk.CreateUncached"/> asks.</summary>
    private static readonly ReadOnlyMemory<byte> Zeros = AlignedZeros();

    /// <summary>Makes a file of zeros, durably.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="length">Its length, in octets.</param>
    /// <param name="pause">Called behind each step, so that others get at the disk; false gives up.</param>
    /// <returns>False if it was given up.</returns>
    /// <exception cref="IOException">The disk failed, or is full.</exception>
    public static bool Make(string path, long length, Func<bool>? pause)
    {
        // Past the page cache: zeros that nobody reads would take memory, and a fifth of all CPU time when the log is busiest.
        using var file = Disk.CreateUncached(path);
        for (long offset = 0; offset < length; offset += StepBytes)
        {
            RandomAccess.Write(file, Zeros.Span[..(int)Math.Min(StepBytes, length - offset)], offset);
            if (pause is null)
                continue;

            // Little by little: one large flush at the end would hold up the log's own writes for as long.
            Disk.Sync(file);
            if (!pause())
                return false;
        }

        Disk.Sync(file);
        return true;
    }

    /// <summary>Clears what is not zero from an offset to the end of the file, durably.</summary>
    /// <param name="path">The file.</param>
    /// <param name="from">The first octet that must be zero.</param>
    /// <param name="probe">Told of each write; for tests.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void Clear(string path, long from, IDiskProbe? probe)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var octets = new byte[StepBytes];
        var hasCleared = false;
        for (var offset = from; ;)
        {
            // Up to the next block boundary first, so that all other steps are whole blocks.
            var count = RandomAccess.Read(file, octets.AsSpan(0, StepBytes - (int)(offset % BlockBytes)), offset);
            if (count == 0)
                break;
            hasCleared |= ClearBlocks(file, path, octets.AsSpan(0, count), offset, probe);
            offset += count;
        }

        if (!hasCleared)
            return;
        probe?.Syncing(path);
        Disk.Sync(file);
    }

    private static ReadOnlyMemory<byte> AlignedZeros()
    {
        var octets = GC.AllocateArray<byte>(StepBytes + BlockBytes, pinned: true);
        var beyond = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(octets, 0) % BlockBytes);
        return octets.AsMemory(BlockBytes - beyond, StepBytes);
    }

    private static bool ClearBlocks(SafeFileHandle file, string path, ReadOnlySpan<byte> octets, long offset, IDiskProbe? probe)
    {
        var hasCleared = false;
        while (octets.IndexOfAnyExcept((byte)0) is >= 0 and var at)
        {
            var blockStart = Math.Max(0, at - (int)((offset + at) % BlockBytes));
            var blockEnd = Math.Min(octets.Length, at - (int)((offset + at) % BlockBytes) + BlockBytes);
            probe?.Writing(path, offset + blockStart, Zeros.Span[..(blockEnd - blockStart)], isSynced: false);
            RandomAccess.Write(file, Zeros.Span[..(blockEnd - blockStart)], offset + blockStart);
            hasCleared = true;
            octets = octets[blockEnd..];
            offset += blockEnd;
        }

        return hasCleared;
    }
}
