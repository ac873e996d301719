using System.Runtime.InteropServices;

namespace FastSignal.Server.Commands;

/// <summary>Tells whether anybody still reads standard output, without writing to it.</summary>
/// <remarks>.NET passes over a broken pipe in silence (the console stream ignores EPIPE), so a command that runs until its reader ends has to ask.</remarks>
internal static class OutputPipe
{
    private const int StandardOutput = 1;

    // POLLERR, POLLHUP, POLLNVAL: the same on Linux and macOS, and told without being asked for.
    private const short Gone = 0x08 | 0x10 | 0x20;

    /// <summary>Whether the other end of standard output is closed. Where the system cannot tell, it is not.</summary>
    public static bool IsReaderGone
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return false;

            var request = new PollRequest { Descriptor = StandardOutput };
            return Poll(ref request, 1, timeoutMilliseconds: 0) == 1 && (request.Returned & Gone) != 0;
        }
    }

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int Poll(ref PollRequest requests, nuint count, int timeoutMilliseconds);

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
