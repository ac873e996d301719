using System.Runtime.InteropServices;

namespace FastSignal.Leads;

/// <summary>How much a thread gives way to others where processors are few. Linux only: .NET's own thread priorities do nothing there.</summary>
internal static partial class ThreadNiceness
{
    /// <summary>About a tenth of a processor beside a thread that wants all of it; all of it when nobody else does.</summary>
    private const int GivesWay = 10;

    private const int OfThread = 0;

    /// <summary>Lets the calling thread give way from now on. If the system does not allow it, all stays as it is: the work is the same.</summary>
    // setpriority(2): on Linux the nice value is an attribute of each thread, and 0 is the calling one.
    public static void GiveWay()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OfThread, 0, GivesWay);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, uint who, int niceness);
}
