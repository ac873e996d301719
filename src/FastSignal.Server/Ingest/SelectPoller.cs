using System.Net.Sockets;

namespace FastSignal.Server.Ingest;

/// <summary>The poller for systems without epoll:
/// <see cref="Socket.Select(System.Collections.IList, System.Collections.IList, System.Collections.IList, int)"/>. Right, not fast.</summary>
internal sealed class SelectPoller : IPoller
{
    private readonly Dictionary<int, (Socket Socket, Interest Interest)> _watched = [];
    private readonly List<Socket> _readable = [];
    private readonly List<Socket> _writable = [];

    /// <inheritdoc/>
    public void Add(Socket socket, int key, Interest interest) => _watched.Add(key, (socket, interest));

    /// <inheritdoc/>
    public void Change(Socket socket, int key, Interest interest) => _watched[key] = (socket, interest);

    /// <inheritdoc/>
    public void Remove(Socket socket, int key) => _watched.Remove(key);

    /// <inheritdoc/>
    public int Wait(Span<ReadySocket> ready, TimeSpan atMost)
    {
        _readable.Clear();
        _writable.Clear();
        foreach (var (socket, interest) in _watched.Values)
        {
            if (interest.HasFlag(Interest.Read))
                _readable.Add(socket);
            if (interest.HasFlag(Interest.Write))
                _writable.Add(socket);
        }

        Socket.Select(_readable, _writable, checkError: null, atMost);
        var count = 0;
        foreach (var (key, (socket, _)) in _watched)
        {
            var found = (_readable.Contains(socket) ? Interest.Read : Interest.None) | (_writable.Contains(socket) ? Interest.Write : Interest.None);
            if (found is not Interest.None && count < ready.Length)
                ready[count++] = new ReadySocket(key, found);
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _watched.Clear();
}
