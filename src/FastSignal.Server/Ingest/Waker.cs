using System.Net;
using System.Net.Sockets;

namespace FastSignal.Server.Ingest;

/// <summary>Ends the loop's wait from another thread: a datagram that the loop sends itself, watched like any other socket.</summary>
internal sealed class Waker : IDisposable
{
    private static readonly byte[] Octet = [1];

    private readonly byte[] _scratch = new byte[16];

    /// <summary>Binds the socket to a free loopback port and connects it to itself: nobody else can send to it.</summary>
    public Waker()
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Socket.Connect(Socket.LocalEndPoint!);
        Socket.Blocking = false;
    }

    /// <summary>The socket to watch.</summary>
    public Socket Socket { get; }

    /// <summary>Ends the loop's present or next wait. Any thread.</summary>
    public void Wake() => Socket.Send(Octet, SocketFlags.None, out _);

    /// <summary>Takes the wake-ups that have come. The loop's thread.</summary>
    public void Drain()
    {
        SocketError error;
        do Socket.Receive(_scratch, SocketFlags.None, out error);
        while (error is SocketError.Success);
    }

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();
}
