using Microsoft.Extensions.ObjectPool;

namespace FastSignal.Server.Ingest;

/// <summary>The open connections of a loop, by the numbers that the poller knows them by. A number is given again once its connection is closed.</summary>
/// <param name="pool">Where connections come from, and go back to.</param>
/// <param name="firstKey">The smallest number.</param>
internal sealed class ConnectionTable(ObjectPool<HttpConnection> pool, int firstKey)
{
    private readonly List<HttpConnection?> _connections = [];
    private readonly Stack<int> _freeKeys = new();

    /// <summary>Open connections, forgotten ones among them.</summary>
    public int Count { get; private set; }

    /// <summary>The length of the table. It may grow, and connections may go, while somebody walks through it.</summary>
    public int Length => _connections.Count;

    /// <summary>The connection at a place of the table; null if there is none.</summary>
    public HttpConnection? At(int place) => _connections[place];

    /// <summary>The connection with a number; null if it is closed or forgotten.</summary>
    public HttpConnection? Find(int key) => _connections[key - firstKey];

    /// <summary>Whether a connection has its number still.</summary>
    public bool Holds(HttpConnection connection) => Find(connection.Key) == connection;

    /// <summary>Makes room for one more.</summary>
    /// <returns>A connection without a socket, and its number.</returns>
    public (HttpConnection Connection, int Key) Add()
    {
        if (!_freeKeys.TryPop(out var key))
        {
            key = firstKey + _connections.Count;
            _connections.Add(null);
        }

        Count++;
        var connection = pool.Get();
        _connections[key - firstKey] = connection;
        return (connection, key);
    }

    /// <summary>Nothing that the poller says is about this connection any more; its number stays taken until it is closed.</summary>
    public void Forget(HttpConnection connection) => _connections[connection.Key - firstKey] = null;

    /// <summary>Takes a forgotten connection back.</summary>
    public void Return(HttpConnection connection)
    {
        _freeKeys.Push(connection.Key);
        Count--;
        pool.Return(connection);
    }
}
