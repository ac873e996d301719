using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FastSignal.LoadTests.Disk;

/// <summary>A file written by bare system calls, as a program in C would: nothing of .NET or of FastSignal is between the clock and the disk. Linux
/// only.</summary>
internal sealed partial class SyncedFile : IDisposable
{
    // O_RDWR, O_CREAT, O_TRUNC and O_CLOEXEC: the same numbers on every processor that .NET supports on Linux.
    private const int OpenNew = 0x2 | 0x40 | 0x200 | 0x80000;
    private const int OpenSynced = 0x2 | 0x80000 | 0x1000;
    private const int OwnerReadsAndWrites = 0x180;
    private const int ErrorInterrupted = 4;

    private readonly SafeFileHandle _handle;

    private SyncedFile(SafeFileHandle handle) => _handle = handle;

    /// <summary>Makes an empty file; one that is there is emptied.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static SyncedFile Create(string path) => new(Open(path, OpenNew));

    /// <summary>Makes a file of zeros, durably; one that is there is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its length: whole MiB.</param>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public static void CreateZeros(string path, long bytes)
    {
        var zeros = new byte[1 << 20];
        using var file = Create(path);
        for (var offset = 0L; offset < bytes; offset += zeros.Length)
            file.Write(zeros, offset);
        file.Sync();
    }

    /// <summary>Opens a file with O_DSYNC: each write returns when its octets are durable.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SyncedFile OpenDurable(string path) => new(Open(path, OpenSynced));

    /// <summary>Writes all octets at an offset.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Write(ReadOnlySpan<byte> octets, long offset)
    {
        while (!octets.IsEmpty)
        {
            var written = PWrite(_handle, octets, octets.Length, offset);
            if (written < 0 && Marshal.GetLastPInvokeError() != ErrorInterrupted)
                throw LastError("pwrite");
            octets = octets[(int)Math.Max(0, written)..];
            offset += Math.Max(0, written);
        }
    }

    /// <summary>Makes what was written durable: fdatasync.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Sync()
    {
        while (FDataSync(_handle) != 0)
        {
            if (Marshal.GetLastPInvokeError() != ErrorInterrupted)
                throw LastError("fdatasync");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle Open(string path, int flags)
    {
        var descriptor = Open(path, flags, OwnerReadsAndWrites);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw LastError($"opening {path}");
    }

    private static IOException LastError(string call) => new($"{call} failed: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "pwrite", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint PWrite(SafeFileHandle handle, ReadOnlySpan<byte> octets, nint count, long offset);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FDataSync(SafeFileHandle handle);
}
