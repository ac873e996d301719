using System.Net.Sockets;

namespace FastSignal.Server.Ingest;

/// <summary>Accepts connections, and keeps errors of accepting from ending or spinning the loop.</summary>
internal sealed class ConnectionListener : IDisposable
{
    /// <summary>Answers that the kernel keeps for a slow reader: its default, up to megabytes, would hide for a long time that it does not read.</summary>
    private const int SendBufferBytes = 64 * 1024;

    private readonly Socket _socket;
    private readonly IPoller _poller;
    private readonly int _key;
    private readonly IIngestEvents _events;
    private readonly DescriptorReserve _reserve = new();
    private bool _isPaused;

    /// <summary>Begins to listen to a bound socket.</summary>
    public ConnectionListener(Socket socket, IPoller poller, int key, IIngestEvents events)
    {
        (_socket, _poller, _key, _events) = (socket, poller, key, events);
        _poller.Add(socket, key, Interest.Read);
        _reserve.TryTake();
    }

    /// <summary>No more connections are accepted.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Accepts one connection; null if none is there, or none can be had now.</summary>
    public Socket? TryAccept()
    {
        try
        {
            if (IsClosed || !_socket.Poll(TimeSpan.Zero, SelectMode.SelectRead))
                return null;
            var socket = _socket.Accept();
            socket.Blocking = false;
            socket.NoDelay = true;
            socket.SendBufferSize = SendBufferBytes;
            return socket;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
        {
            _reserve.Release();
            Pause(e.Message);
            return null;
        }
        catch (SocketException)
        {
            // Transient: the peer gave up between the event and the accept.
            return null;
        }
    }

    /// <summary>Accepts again after a pause, if there are descriptors again. Otherwise tries at the next call.</summary>
    public void Resume()
    {
        if (!_isPaused || IsClosed || !_reserve.TryTake())
            return;
        _isPaused = false;
        _poller.Change(_socket, _key, Interest.Read);
    }

    /// <summary>Accepts nothing any more.</summary>
    public void Close()
    {
        if (IsClosed)
            return;
        IsClosed = true;
        _poller.Remove(_socket, _key);
        _socket.Dispose();
        _reserve.Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IsClosed = true;
        _socket.Dispose();
        _reserve.Dispose();
    }

    /// <summary>Accepts nothing for a while: whoever comes waits in the backlog, on which a level-triggered poll would spin.</summary>
    private void Pause(string cause)
    {
        if (_isPaused)
            return;
        _isPaused = true;
        _poller.Change(_socket, _key, Interest.None);
        _events.AcceptPaused(cause);
    }
}
