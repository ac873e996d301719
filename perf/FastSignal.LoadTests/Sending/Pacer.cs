using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FastSignal.LoadTests.Sending;

/// <summary>Waits for the moments of a fixed rate. .NET's own waits end a millisecond late, which would be half of what is measured.</summary>
internal sealed class Pacer(int rate)
{
    private static readonly TimeSpan Nap = TimeSpan.FromMicroseconds(100);

    private readonly long _startedAt = Stopwatch.GetTimestamp();

    /// <summary>Returns when request <paramref name="index"/> is due, with the timestamp at which it was.</summary>
    public long WaitFor(long index)
    {
        var dueAt = _startedAt + (long)((double)index / rate * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < dueAt)
            Sleep(dueAt);
        return dueAt;
    }

    private static void Sleep(long dueAt)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), dueAt);
        if (left.TotalMilliseconds >= 3)
            Thread.Sleep(left - TimeSpan.FromMilliseconds(2));
        else if (OperatingSystem.IsWindows())
            Thread.Sleep(1);
        else
            _ = USleep((uint)Math.Clamp(left.TotalMicroseconds, 1, Nap.TotalMicroseconds));
    }

    [DllImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int USleep(uint microseconds);
}
