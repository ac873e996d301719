using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace FastSignal.LoadTests.Sending;

/// <summary>A socket and one buffer: sends prepared octets, receives one response after the other. Allocates nothing on the way.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[4096];
    private int _held;

    private RawConnection(Socket socket) => _socket = socket;

    /// <summary>Whether the last response ended the connection.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Connects.</summary>
    public static RawConnection Connect(Target target)
    {
        var socket = new Socket(target.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(target.EndPoint);
            return new(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a short request on this thread.</summary>
    public void Send(ReadOnlySpan<byte> request) => _socket.Send(request);

    /// <summary>Sends a request of any length.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        while (!request.IsEmpty)
            request = request[await _socket.SendAsync(request, cancel)..];
    }

    /// <summary>Receives one response and returns its status.</summary>
    /// <exception cref="IOException">The connection ended first.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReceiveAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (Response.TryRead(_buffer.AsSpan(0, _held), out var response) && response.Bytes <= _held)
            {
                _buffer.AsSpan(response.Bytes, _held - response.Bytes).CopyTo(_buffer);
                _held -= response.Bytes;
                IsEnded = response.Closes;
                return response.Status;
            }

            if (_held == _buffer.Length)
                throw new InvalidDataException("A response is longer than any that the contract has.");
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(_held), cancel);
            if (received == 0)
                throw new EndOfStreamException();
            _held += received;
        }
    }

    /// <summary>Whether an exception says that a connection broke, as opposed to a fault of this program.</summary>
    public static bool IsBroken(Exception e) =>
        e is SocketException or IOException or InvalidDataException or ObjectDisposedException or OperationCanceledException;

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
