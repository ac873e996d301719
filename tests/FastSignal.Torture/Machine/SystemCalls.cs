using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FastSignal.Torture.Machine;

/// <summary>The few system calls that .NET does not offer. Linux only.</summary>
internal static class SystemCalls
{
    private const uint ShutDownFileSystem = 0x8004587d; // FS_IOC_SHUTDOWN
    private const uint NoLogFlush = 2;
    private const int LimitFileSize = 1; // RLIMIT_FSIZE
    private const int CloseOnExec = 0x80000; // O_CLOEXEC: a server that is started meanwhile would hold the file system.

    /// <summary>Whether this process may do everything.</summary>
    public static bool IsRoot => OperatingSystem.IsLinux() && EffectiveUser() == 0;

    /// <summary>Opens a folder, so that it can be told to <see cref="CutPower"/> without a delay.</summary>
    public static int OpenFolder(string path) => Open(path, CloseOnExec) is >= 0 and var descriptor ? descriptor : throw new Win32Exception();

    /// <summary>Closes what <see cref="OpenFolder"/> opened.</summary>
    public static void CloseFolder(int descriptor) => _ = Close(descriptor);

    /// <summary>What a power cut does to a file system: from now on nothing reaches the disk any more, neither data nor journal.</summary>
    public static bool CutPower(int descriptor)
    {
        var how = NoLogFlush;
        return Control(descriptor, ShutDownFileSystem, ref how) == 0;
    }

    /// <summary>From now on a process writes no file beyond this size: the write that crosses it is short, the next one fails.</summary>
    public static bool LimitFileBytes(int processId, long bytes)
    {
        var limit = new Limit((ulong)bytes, ulong.MaxValue);
        return SetLimit(processId, LimitFileSize, ref limit, IntPtr.Zero) == 0;
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint EffectiveUser();

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static extern int Control(int descriptor, nuint request, ref uint argument);

    [DllImport("libc", EntryPoint = "prlimit64", SetLastError = true)]
    private static extern int SetLimit(int processId, int resource, ref Limit limit, IntPtr old);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Soft, ulong Hard);
}
