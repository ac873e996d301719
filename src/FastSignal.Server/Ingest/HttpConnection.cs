using System.IO.Pipelines;
using System.Net.Sockets;

namespace FastSignal.Server.Ingest;

/// <summary>
/// One connection. <see cref="RunAsync"/> owns its control flow; the loop fills the pipe, and resumes what it waits for. Everything
/// runs on the loop's thread, so a connection never blocks.
/// </summary>
/// <remarks>Pooled: a connection serves one socket after the other, with the buffers of the last.</remarks>
internal sealed class HttpConnection : IDisposable
{
    private readonly EventLoop _loop;
    private readonly IngestState _state;
    private readonly HttpExchange _exchange;
    private readonly ReusableSignal _committed = new();
    private readonly ReusableSignal _writable = new();
    private readonly ReusableSignal _room = new();
    private readonly Transport _transport;
    private readonly InputPipe _input;
    private ConnectionPhase _phase;
    private long _phaseSince;
    private bool _isHeldBack;
    private bool _givesWay;

    /// <summary>Makes a connection of a loop.</summary>
    public HttpConnection(EventLoop loop, IngestState state)
    {
        _loop = loop;
        _state = state;
        _exchange = new HttpExchange(state);
        _transport = new Transport(state.Tls, WatchForInput, FlushTransport, OnFault);
        _input = _transport.Input;
    }

    /// <summary>The number that the poller knows the connection by.</summary>
    public int Key { get; private set; }

    /// <summary>The socket while the connection is open.</summary>
    public Socket Socket => _transport.Socket;

    /// <summary>What the socket is watched for.</summary>
    public Interest Interest { get; set; }

    /// <summary>The connection has answered all and waits for the peer to end it.</summary>
    public bool IsLingering => _phase is ConnectionPhase.Lingering;

    /// <summary>Takes a socket and begins to serve it.</summary>
    public void Open(Socket socket, int key)
    {
        _transport.Open(socket);
        Key = key;
        _phase = ConnectionPhase.Reading;
        _exchange.Begin();
        _ = RunAsync();
    }

    /// <summary>Takes a socket that is one too many: says so, and waits for its end. In TLS it would take a handshake to say anything, which is what
    /// there is no room for.</summary>
    public void TurnAway(Socket socket, int key)
    {
        _transport.Open(socket);
        Key = key;
        _exchange.TurnAway();
        if (_transport.NeedsHandshake)
            _transport.Break();
        _ = _transport.TrySend(_exchange.Output); // All of it: the socket is new, and has room for an answer.
        End();
    }

    /// <summary>Serves requests, in order, until either side ends the connection.</summary>
    public async Task RunAsync()
    {
        try
        {
            var step = !_transport.NeedsHandshake || await HandshakeAsync() ? ExchangeStep.NeedsInput : ExchangeStep.Close;
            while (step is not ExchangeStep.Close && !_transport.IsBroken)
            {
                var input = await _input.ReadAsync();
                step = input.IsCanceled && !_exchange.AwaitsRoom ? GiveUp(input) : Serve(input);

                if (_exchange.AwaitsCommit)
                {
                    _phase = ConnectionPhase.AwaitingCommit;
                    if (await _loop.CommitAsync(_committed))
                        _exchange.Committed();
                    else
                        step = FailEntries();
                }

                if (step is ExchangeStep.Close)
                    _transport.Finish(_exchange.Output);
                while (!_transport.TrySend(_exchange.Output))
                {
                    WatchForRoom();
                    await _writable.WaitAsync();
                }

                _phase = ConnectionPhase.Reading;
                if (step is ExchangeStep.NeedsRoom && !_transport.IsBroken)
                {
                    Park();
                    await _room.WaitAsync();
                }
            }
        }
        catch (Exception e)
        {
            // The one page of a connection: what gets here is a fault of ours, costs this connection, and is reported.
            _transport.Break();
            _loop.ReportFault(e);
        }

        End();
    }

    /// <summary>The socket has input: receiving it runs the connection.</summary>
    public void OnReadable()
    {
        if (_phase is ConnectionPhase.Closed || !Interest.HasFlag(Interest.Read))
            return;
        if (!_exchange.HoldsContent || !_loop.TryHoldBack(this))
            _transport.Receive();
    }

    /// <summary>The socket has room for answers again.</summary>
    public void OnWritable()
    {
        if (_phase is ConnectionPhase.Handshaking)
            FlushTransport();
        if (_phase is not ConnectionPhase.Sending)
            return;
        _phase = ConnectionPhase.Reading;
        WatchForInput();
        _writable.Set(result: true);
    }

    /// <summary>The peer is gone; noticed while the connection was not being read.</summary>
    public void OnHangUp()
    {
        _loop.Forget(this);
        _transport.Break();
        if (_phase is ConnectionPhase.Sending)
            _writable.Set(result: false);
        else if (_phase is ConnectionPhase.AwaitingRoom)
            Unpark();
        else if (_phase is ConnectionPhase.Handshaking)
            _transport.AbandonHandshake();
        else if (_phase is ConnectionPhase.Reading)
            _input.CancelPendingRead();
    }

    /// <summary>There may be room for an entry: a parked connection tries again.</summary>
    public void OnRoom()
    {
        if (_phase is ConnectionPhase.AwaitingRoom)
            Unpark();
    }

    /// <summary>Part of a content has come, and takes memory.</summary>
    public bool HoldsContent => _exchange.HoldsContent;

    /// <summary>How long the connection has not been read because contents take too much memory, in seconds.</summary>
    public long HeldBackSeconds => _exchange.StoppedSeconds;

    /// <summary>When its content began: the larger, the newer.</summary>
    public long ContentSince => _exchange.ReceivedAtMicroseconds;

    /// <summary>Contents take too much memory: the connection is not read for a while.</summary>
    public void HoldBack()
    {
        _isHeldBack = true;
        _exchange.StopClock();
        WatchForInput();
    }

    /// <summary>There is memory again.</summary>
    public void ReadOn()
    {
        _isHeldBack = false;
        _exchange.StartClock();
        WatchForInput();
    }

    /// <summary>There is no memory, and others came first: the request is refused.</summary>
    public void GiveWay()
    {
        _givesWay = true;
        ReadOn();
        _input.CancelPendingRead();
    }

    /// <summary>Once a second: ends what takes too long.</summary>
    public void OnTick()
    {
        var (tick, limits) = (_loop.Tick, _state.Limits);
        switch (_phase)
        {
            case ConnectionPhase.Handshaking when tick - _phaseSince > limits.TlsHandshakeSeconds:
                _transport.AbandonHandshake();
                break;

            case ConnectionPhase.Reading when !_isHeldBack
                && (_exchange.IsIdle ? tick - _exchange.PhaseSince > limits.IdleSeconds : _exchange.IsTooSlow(_transport.UndecryptedBytes)):
                _input.CancelPendingRead();
                break;

            case ConnectionPhase.AwaitingRoom when _exchange.HasWaited:
                Unpark();
                break;

            case ConnectionPhase.Sending when tick - _phaseSince > limits.SendSeconds:
                OnHangUp();
                break;

            default:
                break;
        }
    }

    /// <summary>The end of a drain: a connection without a request ends now.</summary>
    public void EndIfIdle()
    {
        if (_phase is ConnectionPhase.Handshaking)
            _transport.AbandonHandshake();
        else if (_phase is ConnectionPhase.Reading && _exchange.IsIdle)
            _input.CancelPendingRead();
    }

    /// <summary>Frees the socket and makes the connection ready for another one.</summary>
    public void Recycle()
    {
        _phase = ConnectionPhase.Closed;
        _transport.Reset();
        _exchange.Reset();
        _isHeldBack = _givesWay = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transport.Dispose();
        _exchange.Dispose();
    }

    /// <summary>Agrees on keys with the peer. A failure is the peer's affair: an alert tells it why, and who speaks plain HTTP is told in its own
    /// language.</summary>
    private async ValueTask<bool> HandshakeAsync()
    {
        Enter(ConnectionPhase.Handshaking);
        var isDone = await _transport.HandshakeAsync();
        _phase = ConnectionPhase.Reading;
        if (isDone)
        {
            _exchange.Begin();
            WatchForInput();
            return true;
        }

        _state.Figures.CountFailedHandshake();
        if (_transport.IsPlaintext)
            _exchange.RefusePlaintext();
        _transport.TrySend(_exchange.Output);
        return false;
    }

    private ExchangeStep Serve(ReadResult input)
    {
        var step = _exchange.Serve(input.Buffer, out var consumed);
        var isUsedUp = step is ExchangeStep.NeedsInput;

        // Behind the last answer nothing is looked at any more, and need not take memory while the connection lingers.
        if (step is ExchangeStep.Close)
            consumed = input.Buffer.End;
        _input.AdvanceTo(consumed, isUsedUp ? input.Buffer.End : consumed);

        // RFC 9112 s8: a message that ends early is never processed.
        return isUsedUp && input.IsCompleted ? ExchangeStep.Close : step;
    }

    /// <summary>The read was ended from outside: idle too long, too slow, or broken.</summary>
    private ExchangeStep GiveUp(ReadResult input)
    {
        _input.AdvanceTo(input.Buffer.End);
        if (_transport.IsBroken || _exchange.IsIdle || _exchange.IsAnswered)
            return ExchangeStep.Close;
        if (_givesWay)
            _exchange.GiveWay();
        else
            _exchange.TimeOut();
        return ExchangeStep.Close;
    }

    private ExchangeStep FailEntries()
    {
        _exchange.Fail();
        return ExchangeStep.Close;
    }

    /// <summary>What TLS has to say of its own accord goes out at once, whether there are answers or not: the peer may wait for it.</summary>
    private void FlushTransport()
    {
        if (_phase is ConnectionPhase.Sending)
            return;
        var isSent = _transport.TryFlush();
        if (_phase is ConnectionPhase.Handshaking)
            _loop.Watch(this, isSent ? Interest.Read : Interest.Write);
    }

    private void Enter(ConnectionPhase phase)
    {
        _phase = phase;
        _phaseSince = _loop.Tick;
    }

    private void WatchForRoom()
    {
        Enter(ConnectionPhase.Sending);
        _loop.Watch(this, Interest.Write);
    }

    /// <summary>Waits for room without being read: what the client sends meanwhile stays with its system, and no clock of the request runs.</summary>
    private void Park()
    {
        _phase = ConnectionPhase.AwaitingRoom;
        _loop.Watch(this, Interest.None);
        _loop.ParkedCount++;
    }

    private void Unpark()
    {
        _loop.ParkedCount--;
        _phase = ConnectionPhase.Reading;
        WatchForInput();

        // All that has come may be used already, and a read would wait for more: ended beforehand, it gives what there is.
        _input.CancelPendingRead();
        _room.Set(result: true);
    }

    private void OnFault(Exception fault)
    {
        _loop.ReportFault(fault);
        OnHangUp();
    }

    /// <summary>Watches for what the connection can take now. A client that does not read its answers is not read either.</summary>
    private void WatchForInput()
    {
        if (_phase is ConnectionPhase.Reading or ConnectionPhase.AwaitingCommit)
            _loop.Watch(this, _input.IsOpen && !_isHeldBack ? Interest.Read : Interest.None);
    }

    /// <summary>Ends the connection so that the peer can still read the last answer (RFC 9112 s9.6).</summary>
    private void End()
    {
        _phase = ConnectionPhase.Lingering;
        if (!_transport.TryShutdownSend())
        {
            _phase = ConnectionPhase.Closed;
            _loop.Close(this);
            return;
        }

        _loop.Linger(this);
    }
}
