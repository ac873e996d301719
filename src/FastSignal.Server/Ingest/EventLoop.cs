using System.Net.Sockets;
using FastSignal.Log;
using Microsoft.Extensions.ObjectPool;

namespace FastSignal.Server.Ingest;

/// <summary>
/// The thread that owns the hot path: it waits for ready sockets, receives into their pipes, which runs their connections up to the
/// append; when nobody is ready any more it commits the log, once for all, and resumes everyone who waited for that.
/// </summary>
/// <remarks>No lock, no hand-over: everything a connection touches belongs to this thread. Other threads only set flags and wake it.</remarks>
internal sealed class EventLoop : IDisposable
{
    private const int ListenerKey = 0;
    private const int WakerKey = 1;
    private const int FirstConnectionKey = 2;

    /// <summary>Looks for more ready sockets before a commit: whoever is ready by now rides along. 64 connections gain 7 %, 512 gain 21 %; above 16
    /// nothing more.</summary>
    private const int MaxRoundsPerCommit = 16;

    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);

    /// <summary>How often the loop looks for room, in the log or in memory, while somebody waits for it: the disk's own look comes once a second.</summary>
    private static readonly TimeSpan RoomInterval = TimeSpan.FromMilliseconds(100);

    private readonly IngestState _state;
    private readonly IIngestEvents _events;
    private readonly IPoller _poller;
    private readonly Waker _waker = new();
    private readonly ConnectionListener _listener;
    private readonly ConnectionTable _connections;
    private readonly GroupCommit _commit;
    private readonly LingeringConnections _lingering;
    private readonly ContentPressure _pressure;
    private readonly Drain _drain;
    private readonly ReadySocket[] _ready = new ReadySocket[512];
    private readonly List<HttpConnection> _closed = [];
    private long _lastTick;
    private long _turns;
    private bool _isFull;

    /// <summary>Makes a loop on a bound listening socket.</summary>
    /// <param name="listener">The socket, listening and not blocking.</param>
    /// <param name="state">What the connections share.</param>
    /// <param name="time">The clock.</param>
    /// <param name="acknowledgesOnAppend">Answers on append, not on commit: a crash then loses acknowledged entries.</param>
    /// <param name="events">Told what is wrong with connections.</param>
    /// <param name="poller">The poller; the system's best if null.</param>
    public EventLoop(Socket listener, IngestState state, TimeProvider time, bool acknowledgesOnAppend, IIngestEvents events, IPoller? poller = null)
    {
        _state = state;
        _events = events;
        _poller = poller ?? Poller.Create();
        _listener = new ConnectionListener(listener, _poller, ListenerKey, events);
        _lingering = new LingeringConnections(this, state.Limits.MaxLingering);
        _pressure = new ContentPressure(state);
        _drain = new Drain(this, state, _listener);
        _connections = new ConnectionTable(new DefaultObjectPool<HttpConnection>(new ConnectionPolicy(this, state), maximumRetained: 1024), FirstConnectionKey);
        _commit = new GroupCommit(state, time, acknowledgesOnAppend);
        _poller.Add(_waker.Socket, WakerKey, Interest.Read);
    }

    /// <summary>Turns so far: what the watchdog looks at. A loop that is well turns at least once a second.</summary>
    public long Turns => Volatile.Read(ref _turns);

    /// <summary>Why the loop ended; null if it was asked to.</summary>
    public EntryLogException? Fault { get; private set; }

    /// <summary>The clock, in seconds.</summary>
    public long Tick => _state.Clock.Tick;

    /// <summary>Open connections, lingering ones among them.</summary>
    public int ConnectionCount => _connections.Count;

    /// <summary>Connections that are not lingering.</summary>
    public int ServedCount => ConnectionCount - _lingering.Count;

    /// <summary>Connections that wait for room; each counts itself.</summary>
    public int ParkedCount { get; set; }

    /// <summary>Runs until a drain ends, the log fails, or it is stopped.</summary>
    public void Run()
    {
        while (!_drain.IsOver && TryTurn())
        {
            // Each turn waits for what there is to do.
        }

        // What was acknowledged on append is durable before the end, too.
        Fault ??= _commit.Finish();
        for (var i = 0; i < _connections.Length; i++)
            _connections.At(i)?.Dispose();
    }

    /// <summary>Begins a drain. Any thread.</summary>
    /// <param name="delay">How long service goes on as usual while load balancers are told to look elsewhere.</param>
    public void BeginDrain(TimeSpan delay)
    {
        _drain.Request(delay);
        _waker.Wake();
    }

    /// <summary>Ends the loop at once. Any thread.</summary>
    public void Stop()
    {
        _drain.Stop();
        _waker.Wake();
    }

    /// <summary>Waits until everything that was appended may be acknowledged.</summary>
    /// <param name="committed">The waiting connection's own signal.</param>
    /// <returns>False if it never will be.</returns>
    public ValueTask<bool> CommitAsync(ReusableSignal committed) => _commit.WaitAsync(committed);

    /// <summary>Watches a connection for something else.</summary>
    public void Watch(HttpConnection connection, Interest interest)
    {
        if (connection.Interest == interest || !_connections.Holds(connection))
            return;
        connection.Interest = interest;
        _poller.Change(connection.Socket, connection.Key, interest);
    }

    /// <summary>Watches a connection no more: its peer is gone, which epoll would report again and again.</summary>
    public void Forget(HttpConnection connection)
    {
        _poller.Remove(connection.Socket, connection.Key);
        connection.Interest = Interest.None;
        _connections.Forget(connection);
    }

    /// <summary>Lets a connection wait for its peer's end.</summary>
    public void Linger(HttpConnection connection)
    {
        _lingering.Add(connection);
        Watch(connection, Interest.Read);
    }

    /// <summary>Closes a connection at the end of this turn: it may be in the middle of a call of its pipe.</summary>
    public void Close(HttpConnection connection) => _closed.Add(connection);

    /// <summary>Ends every connection that has no request.</summary>
    public void EndIdleConnections()
    {
        for (var i = 0; i < _connections.Length; i++)
            _connections.At(i)?.EndIfIdle();
    }

    /// <summary>Reports a fault of ours.</summary>
    public void ReportFault(Exception fault) => _events.ConnectionFault(fault);

    /// <summary>Accepts a connection that is ready.</summary>
    /// <returns>False if none is.</returns>
    public bool TryAccept()
    {
        if (_listener.TryAccept() is not { } socket)
            return false;
        Add(socket);
        return true;
    }

    /// <summary>Lets a connection wait that is about to be read, if contents take too much memory.</summary>
    public bool TryHoldBack(HttpConnection connection) => _pressure.TryHoldBack(connection);

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _poller.Dispose();
        _waker.Dispose();
    }

    /// <summary>The one place where a fault of the loop itself ends up: it is reported, and a restart is the way out.</summary>
    private bool TryTurn()
    {
        try
        {
            Turn();
            return true;
        }
        catch (Exception e)
        {
            _events.ConnectionFault(e);
            Fault = new EntryLogException($"The event loop failed: {e.Message}", e);
            return false;
        }
    }

    private void Turn()
    {
        var count = _poller.Wait(_ready, _commit.WaitTime(ParkedCount > 0 || _pressure.HoldsBack ? RoomInterval : TickInterval));
        _state.Clock.Update();
        for (var round = 1; count > 0; round++)
        {
            foreach (var ready in _ready.AsSpan(0, count))
            {
                Dispatch(ready);

                // The rest is still ready at the next turn: there is room for a batch, not for one of each connection.
                if (_commit.IsBatchFull)
                    break;
            }

            if (!_commit.IsAwaited || round == MaxRoundsPerCommit || _commit.IsBatchFull)
                break;
            count = _poller.Wait(_ready, TimeSpan.Zero);
        }

        if ((_commit.Run() ?? _state.Log?.Fault) is { } fault && Fault is null)
            FailLog(fault);
        ResumeParked();
        _pressure.OnTurn();
        if (Tick != _lastTick)
            OnTick();
        _drain.OnTurn();
        RecycleClosed();
        _state.Figures.Note(ConnectionCount, _state.UncommittedBytes, _state.RoomBytes);
        Volatile.Write(ref _turns, _turns + 1);
    }

    private void Dispatch(ReadySocket ready)
    {
        if (ready.Key >= FirstConnectionKey)
            DispatchConnection(_connections.Find(ready.Key), ready.Ready);
        else if (ready.Key == ListenerKey)
            TryAccept();
        else
            _waker.Drain();
    }

    private void DispatchConnection(HttpConnection? connection, Interest ready)
    {
        // Null: closed earlier in this turn.
        if (connection is null)
            return;
        if (connection.IsLingering)
            _lingering.OnReadable(connection);
        else if ((ready & connection.Interest) is Interest.None)
            connection.OnHangUp();
        else if (connection.Interest.HasFlag(Interest.Write))
            connection.OnWritable();
        else
            connection.OnReadable();
    }

    private void Add(Socket socket)
    {
        var isTooMany = ServedCount >= _state.Limits.MaxConnections;
        var (connection, key) = _connections.Add();
        connection.Interest = Interest.Read;
        _poller.Add(socket, key, Interest.Read);
        if (isTooMany)
            TurnAway(connection, socket, key);
        else
            connection.Open(socket, key);
    }

    private void TurnAway(HttpConnection connection, Socket socket, int key)
    {
        connection.TurnAway(socket, key);
        if (!_isFull)
            _events.ConnectionsFull(ServedCount);
        _isFull = true;
    }

    /// <summary>Sticky: the loop goes on only to say 503 to those who are there.</summary>
    private void FailLog(EntryLogException fault)
    {
        Fault = fault;
        _drain.EndAfterFault();
    }

    /// <summary>After the commit, which makes room: the parked try again, a batch at a time. After a fault of the log, too, to be told of it.</summary>
    private void ResumeParked()
    {
        if (ParkedCount == 0)
            return;
        var takesEntries = _state.TakesEntries;
        for (var i = 0; i < _connections.Length && (!takesEntries || (_state.HasRoomFor(0) && !_commit.IsBatchFull)); i++)
            _connections.At(i)?.OnRoom();
    }

    private void OnTick()
    {
        _lastTick = Tick;
        _listener.Resume();
        _isFull &= ServedCount >= _state.Limits.MaxConnections;
        _lingering.OnTick();
        _pressure.OnTick();
        for (var i = 0; i < _connections.Length; i++)
            _connections.At(i)?.OnTick();
    }

    private void RecycleClosed()
    {
        foreach (var connection in _closed)
        {
            _lingering.Remove(connection);
            _pressure.Remove(connection);
            if (_connections.Holds(connection))
                Forget(connection);
            _connections.Return(connection);
        }

        _closed.Clear();
    }

    private sealed class ConnectionPolicy(EventLoop loop, IngestState state) : PooledObjectPolicy<HttpConnection>
    {
        public override HttpConnection Create() => new(loop, state);

        public override bool Return(HttpConnection obj)
        {
            obj.Recycle();
            return true;
        }
    }
}
