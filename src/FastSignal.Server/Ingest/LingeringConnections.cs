using System.Net.Sockets;

namespace FastSignal.Server.Ingest;

/// <summary>
/// Connections that have said their last word and shut down their side. What still comes is read and thrown away until the peer ends,
/// since closing on unread input sends a reset, which may take the last answer from the peer's hands (RFC 9112 s9.6).
/// </summary>
/// <param name="loop">The loop.</param>
/// <param name="most">Most of them at once; 0: none, a connection is closed behind its last answer.</param>
internal sealed class LingeringConnections(EventLoop loop, int most)
{
    /// <summary>HTTP.md section 2: with less, a client that writes before it reads never saw its 413.</summary>
    private const long MaxBytes = 128L << 20;

    private const int MaxSilentSeconds = 5;
    private const int MaxSeconds = 30;

    private readonly Dictionary<HttpConnection, Stay> _stays = [];
    private readonly List<HttpConnection> _expired = [];
    private readonly byte[] _scratch = new byte[64 * 1024];
    private long _added;

    /// <summary>How many there are.</summary>
    public int Count => _stays.Count;

    /// <summary>Takes a connection that has shut down its side.</summary>
    public void Add(HttpConnection connection)
    {
        if (most == 0)
        {
            loop.Close(connection);
            return;
        }

        // The one that was here first has had the most time to read its answer.
        if (_stays.Count >= most)
            End(_stays.MinBy(s => s.Value.Number).Key);
        _stays.Add(connection, new Stay(_added++, loop.Tick, loop.Tick, 0));
    }

    /// <summary>Throws away what came.</summary>
    public void OnReadable(HttpConnection connection)
    {
        // Ended earlier in this turn, and closed at its end: the socket is still watched until then.
        if (!_stays.TryGetValue(connection, out var stay))
            return;

        var count = connection.Socket.Receive(_scratch, SocketFlags.None, out var error);
        if (error is SocketError.WouldBlock)
            return;
        _stays[connection] = stay with { Last = loop.Tick, Bytes = stay.Bytes + count };
        if (count == 0 || error is not SocketError.Success || stay.Bytes > MaxBytes)
            End(connection);
    }

    /// <summary>Once a second: ends those that take too long.</summary>
    public void OnTick()
    {
        foreach (var (connection, stay) in _stays)
        {
            if (loop.Tick - stay.Last > MaxSilentSeconds || loop.Tick - stay.Began > MaxSeconds)
                _expired.Add(connection);
        }

        _expired.ForEach(End);
        _expired.Clear();
    }

    /// <summary>Forgets a connection that is closed.</summary>
    public void Remove(HttpConnection connection) => _stays.Remove(connection);

    private void End(HttpConnection connection)
    {
        if (_stays.Remove(connection))
            loop.Close(connection);
    }

    /// <summary>How long a connection has lingered, and what it has sent meanwhile.</summary>
    private readonly record struct Stay(long Number, long Began, long Last, long Bytes);
}
