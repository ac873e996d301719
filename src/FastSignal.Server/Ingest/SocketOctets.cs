using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace FastSignal.Server.Ingest;

/// <summary>Receives and sends on a socket that does not block: on Linux by the two system calls alone.</summary>
/// <remarks>What <see cref="Socket"/> does around them (its own queue of operations, reference counts, telemetry) serves sockets that several threads use. This
/// one belongs to the loop.</remarks>
internal readonly struct SocketOctets
{
    private const int NoSignal = 0x4000; // MSG_NOSIGNAL: a peer that is gone is an error, not SIGPIPE.
    private const int ErrorInterrupted = 4;
    private const int ErrorAgain = 11;

    private readonly Socket _socket;
    private readonly int _descriptor;

    /// <summary>Wraps a socket, which the caller keeps open while it uses this.</summary>
    public SocketOctets(Socket socket)
    {
        _socket = socket;
        _descriptor = (int)socket.Handle;
    }

    /// <summary>Receives what is there.</summary>
    /// <returns>How much, in octets; 0 at the end of the stream, or if there is an error.</returns>
    public int Receive(Span<byte> target, out SocketError error)
    {
        if (!OperatingSystem.IsLinux())
            return _socket.Receive(target, SocketFlags.None, out error);
        return Count(Receive(_descriptor, ref MemoryMarshal.GetReference(target), target.Length, 0), out error);
    }

    /// <summary>Sends as much as there is room for.</summary>
    /// <returns>How much, in octets; 0 if there is an error.</returns>
    public int Send(ReadOnlySpan<byte> source, out SocketError error)
    {
        if (!OperatingSystem.IsLinux())
            return _socket.Send(source, SocketFlags.None, out error);
        return Count(Send(_descriptor, ref MemoryMarshal.GetReference(source), source.Length, NoSignal), out error);
    }

    private static int Count(nint result, out SocketError error)
    {
        error = result >= 0 ? SocketError.Success : Marshal.GetLastPInvokeError() switch
        {
            ErrorAgain => SocketError.WouldBlock,
            ErrorInterrupted => SocketError.Interrupted,
            _ => SocketError.ConnectionReset, // Which one does not matter: nothing can be sent or received any more.
        };
        return (int)Math.Max(result, 0);
    }

    [DllImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static extern nint Receive(int socket, ref byte target, nint bytes, int flags);

    [DllImport("libc", EntryPoint = "send", SetLastError = true)]
    private static extern nint Send(int socket, ref byte source, nint bytes, int flags);
}
