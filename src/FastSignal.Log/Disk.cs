using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FastSignal.Log;

/// <summary>The system calls that make octets durable and that .NET does not offer as such.</summary>
internal static partial class Disk
{
    /// <summary>O_RDONLY and O_CLOEXEC; O_DIRECTORY differs between processors, and is not needed.</summary>
    private const int OpenReadOnly = 0x80000;

    /// <summary>O_RDWR, O_CREAT, O_CLOEXEC and O_DSYNC: the same numbers on every processor that .NET supports on Linux.</summary>
    private const int OpenSyncedWriting = 0x2 | 0x40 | 0x80000 | 0x1000;

    /// <summary>O_WRONLY, O_CREAT, O_TRUNC and O_CLOEXEC: alike on every processor, too.</summary>
    private const int OpenEmptyWriting = 0x1 | 0x40 | 0x200 | 0x80000;

    private const int OwnerReadsAndWrites = 0x180;

    private const int ErrorInterrupted = 4;
    private const int ErrorInvalid = 22;

    /// <summary>O_DIRECT, which Arm numbers in its own way.</summary>
    private static readonly int OpenUncached = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x10000 : 0x4000;

    /// <summary>Makes the file's octets durable: fdatasync on Linux, which .NET's own flush (fsync) costs a journal commit more than.</summary>
    /// <exception cref="IOException">The disk failed. The next sync would succeed and prove nothing.</exception>
    public static void Sync(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }

        while (FDataSync(handle) != 0)
        {
            // A signal in the middle of it says nothing about the disk.
            if (Marshal.GetLastPInvokeError() != ErrorInterrupted)
                throw LastError("fdatasync");
        }
    }

    /// <summary>
    /// Opens a file, or makes it, so that each write returns only when its octets are durable: one call instead of a write and a sync. As those of
    /// <see cref="CreateUncached"/>, its writes pass by the page cache: copying octets there cost more than all of our own code for a request.
    /// </summary>
    /// <remarks>.NET's WriteThrough is O_SYNC, which also waits for the file's times: a journal commit more.</remarks>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle OpenSynced(string path)
    {
        if (!OperatingSystem.IsLinux())
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.WriteThrough);

        return Owned(OpenUncachedIfCan(path, OpenSyncedWriting), $"opening {path}");
    }

    /// <summary>
    /// Makes a file, or empties it, whose writes pass by the page cache where the file system can do that. Offsets, lengths and the
    /// address in memory of what is written must be multiples of 4096.
    /// </summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static SafeFileHandle CreateUncached(string path)
    {
        if (!OperatingSystem.IsLinux())
            return File.OpenHandle(path, FileMode.Create, FileAccess.Write);

        return Owned(OpenUncachedIfCan(path, OpenEmptyWriting), $"making {path}");
    }

    /// <summary>Octets that may still be written on the file system of a folder.</summary>
    /// <exception cref="IOException">It cannot be asked.</exception>
    public static long FreeBytes(string directory) => new DriveInfo(directory).AvailableFreeSpace;

    /// <summary>Puts a file in place, durably: written beside and renamed, it is there whole or not at all.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> octets)
    {
        var draft = path + ".new";
        using (var handle = File.OpenHandle(draft, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, octets, 0);
            Sync(handle);
        }

        File.Move(draft, path, overwrite: true);
        SyncDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes the names in a folder durable: a new file is not there after a power cut until its folder is synced.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void SyncDirectory(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;

        using var handle = Owned(Open(path, OpenReadOnly, 0), $"opening the folder {path}");
        if (FSync(handle) != 0)
            throw LastError($"fsync of the folder {path}");
    }

    private static int OpenUncachedIfCan(string path, int flags)
    {
        var descriptor = Open(path, flags | OpenUncached, OwnerReadsAndWrites);
        return descriptor < 0 && Marshal.GetLastPInvokeError() == ErrorInvalid ? Open(path, flags, OwnerReadsAndWrites) : descriptor;
    }

    private static SafeFileHandle Owned(int descriptor, string call) =>
        descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw LastError(call);

    private static IOException LastError(string call) => new($"{call} failed: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FDataSync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);
}
