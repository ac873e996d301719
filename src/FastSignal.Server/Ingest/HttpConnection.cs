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
    /// <summary>Input that may wait unread. More than a receive, so that a pipelining client is not stopped at each one.</summary>
    private const int PauseBytes = 128 * 1024;

    private const int ResumeBytes = 64 * 1024;

    /// <summary>A request of RB2B with its head fits: one receive, and little memory for an idle connection.</summary>
    private const int SmallReceiveBytes = 4 * 1024;

    private const int LargeReceiveBytes = 64 * 1024;

    private readonly EventLoop _loop;
    private readonly HttpExchange _exchange;
    private readonly ReusableSignal _committed = new();
    private readonly ReusableSignal _writable = new();
    private readonly ReusableSignal _room = new();
    private readonly Action _resumeReading;
    private readonly Pipe _pipe = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.Inline,
        pauseWriterThreshold: PauseBytes,
        resumeWriterThreshold: ResumeBytes,
        minimumSegmentSize: SmallReceiveBytes,
        useSynchronizationContext: false));

    private Socket? _socket;
    private ValueTask<FlushResult> _pausedFlush;
    private ConnectionPhase _phase;
    private int _receiveBytes = SmallReceiveBytes;
    private long _sendingSince;
    private bool _isPaused;
    private bool _isHeldBack;
    private bool _givesWay;
    private bool _isInputEnded;
    private bool _isBroken;

    /// <summary>Makes a connection of a loop.</summary>
    public HttpConnection(EventLoop loop, IngestState state)
    {
        _loop = loop;
        _exchange = new HttpExchange(state);
        _resumeReading = ResumeReading;
    }

    /// <summary>The number that the poller knows the connection by.</summary>
    public int Key { get; private set; }

    /// <summary>The socket while the connection is open.</summary>
    public Socket Socket => _socket!;

    /// <summary>What the socket is watched for.</summary>
    public Interest Interest { get; set; }

    /// <summary>The connection has answered all and waits for the peer to end it.</summary>
    public bool IsLingering => _phase is ConnectionPhase.Lingering;

    /// <summary>Takes a socket and begins to serve it.</summary>
    public void Open(Socket socket, int key)
    {
        _socket = socket;
        Key = key;
        _phase = ConnectionPhase.Reading;
        _exchange.Begin();
        _ = RunAsync();
    }

    /// <summary>Takes a socket that is one too many: says so, and waits for its end.</summary>
    public void TurnAway(Socket socket, int key)
    {
        _socket = socket;
        Key = key;
        _exchange.TurnAway();
        _ = TrySend(); // All of it: the socket is new, and has room for an answer.
        End();
    }

    /// <summary>Serves requests, in order, until either side ends the connection.</summary>
    public async Task RunAsync()
    {
        try
        {
            ExchangeStep step;
            do
            {
                var input = await _pipe.Reader.ReadAsync();
                step = input.IsCanceled && !_exchange.AwaitsRoom ? GiveUp(input) : Serve(input);

                if (_exchange.AwaitsCommit)
                {
                    _phase = ConnectionPhase.AwaitingCommit;
                    if (await _loop.CommitAsync(_committed))
                        _exchange.Committed();
                    else
                        step = FailEntries();
                }

                while (!TrySend())
                {
                    WatchForRoom();
                    await _writable.WaitAsync();
                }

                _phase = ConnectionPhase.Reading;
                if (step is ExchangeStep.NeedsRoom && !_isBroken)
                {
                    Park();
                    await _room.WaitAsync();
                }
            }
            while (step is not ExchangeStep.Close && !_isBroken);
        }
        catch (Exception e)
        {
            // The one page of a connection: what gets here is a fault of ours, costs this connection, and is reported.
            _isBroken = true;
            _loop.ReportFault(e);
        }

        End();
    }

    /// <summary>The socket has input: receives it into the pipe, which runs the connection.</summary>
    public void OnReadable()
    {
        if (_phase is ConnectionPhase.Closed || !Interest.HasFlag(Interest.Read))
            return;
        if (_exchange.HoldsContent && _loop.TryHoldBack(this))
            return;

        var target = _pipe.Writer.GetMemory(_receiveBytes);
        var count = Socket.Receive(target.Span, SocketFlags.None, out var error);
        if (error is SocketError.WouldBlock or SocketError.Interrupted)
            return;
        if (error is not SocketError.Success || count == 0)
        {
            EndInput(error);
            return;
        }

        // A full buffer says that more is waiting: a large content, worth larger receives.
        _receiveBytes = count == target.Length ? LargeReceiveBytes : SmallReceiveBytes;
        _pipe.Writer.Advance(count);
        var flush = _pipe.Writer.FlushAsync();
        if (flush.IsCompleted)
            _ = flush.Result;
        else
            PauseReading(flush);
    }

    /// <summary>The socket has room for answers again.</summary>
    public void OnWritable()
    {
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
        _isBroken = true;
        if (_phase is ConnectionPhase.Sending)
            _writable.Set(result: false);
        else if (_phase is ConnectionPhase.AwaitingRoom)
            Unpark();
        else if (_phase is ConnectionPhase.Reading)
            _pipe.Reader.CancelPendingRead();
    }

    /// <summary>There may be room for an entry: a parked connection tries again.</summary>
    public void OnRoom()
    {
        if (_phase is ConnectionPhase.AwaitingRoom)
            Unpark();
    }

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
        _pipe.Reader.CancelPendingRead();
    }

    /// <summary>Once a second: ends what takes too long.</summary>
    /// <param name="tick">The clock.</param>
    /// <param name="idleSeconds">How long a connection may wait for a request.</param>
    /// <param name="sendSeconds">How long it may wait for room to send.</param>
    public void OnTick(long tick, int idleSeconds, int sendSeconds)
    {
        switch (_phase)
        {
            case ConnectionPhase.Reading when !_isHeldBack && (_exchange.IsIdle ? tick - _exchange.PhaseSince > idleSeconds : _exchange.IsTooSlow()):
                _pipe.Reader.CancelPendingRead();
                break;

            case ConnectionPhase.AwaitingRoom when _exchange.HasWaited:
                Unpark();
                break;

            case ConnectionPhase.Sending when tick - _sendingSince > sendSeconds:
                OnHangUp();
                break;

            default:
                break;
        }
    }

    /// <summary>The end of a drain: a connection without a request ends now.</summary>
    public void EndIfIdle()
    {
        if (_phase is ConnectionPhase.Reading && _exchange.IsIdle)
            _pipe.Reader.CancelPendingRead();
    }

    /// <summary>Frees the socket and makes the connection ready for another one.</summary>
    public void Recycle()
    {
        _socket?.Dispose();
        _socket = null;
        _pipe.Writer.Complete();
        _pipe.Reader.Complete();
        _pipe.Reset();
        _exchange.Reset();
        _phase = ConnectionPhase.Closed;
        _receiveBytes = SmallReceiveBytes;
        _isPaused = _isHeldBack = _givesWay = _isInputEnded = _isBroken = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket?.Dispose();
        _exchange.Dispose();
    }

    private ExchangeStep Serve(ReadResult input)
    {
        var step = _exchange.Serve(input.Buffer, out var consumed);
        var isUsedUp = step is ExchangeStep.NeedsInput;
        _pipe.Reader.AdvanceTo(consumed, isUsedUp ? input.Buffer.End : consumed);

        // RFC 9112 s8: a message that ends early is never processed.
        return isUsedUp && input.IsCompleted ? ExchangeStep.Close : step;
    }

    /// <summary>The read was ended from outside: idle too long, too slow, or broken.</summary>
    private ExchangeStep GiveUp(ReadResult input)
    {
        _pipe.Reader.AdvanceTo(input.Buffer.Start);
        if (_givesWay && !_isBroken)
            _exchange.GiveWay();
        else if (!_isBroken && !_exchange.IsIdle && !_exchange.IsAnswered)
            _exchange.TimeOut();
        return ExchangeStep.Close;
    }

    private ExchangeStep FailEntries()
    {
        _exchange.Fail();
        return ExchangeStep.Close;
    }

    private bool TrySend()
    {
        var output = _exchange.Output;
        while (output.Length > 0 && !_isBroken)
        {
            var count = Socket.Send(output.Unsent, SocketFlags.None, out var error);
            if (error is SocketError.WouldBlock)
                return false;
            if (error is SocketError.Success)
                output.Sent(count);
            else
                _isBroken = true;
        }

        return true;
    }

    private void WatchForRoom()
    {
        _phase = ConnectionPhase.Sending;
        _sendingSince = _loop.Tick;
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
        _pipe.Reader.CancelPendingRead();
        _room.Set(result: true);
    }

    private void EndInput(SocketError error)
    {
        _isInputEnded = true;
        _isBroken |= error is not SocketError.Success;
        WatchForInput();
        _pipe.Writer.Complete();
    }

    private void PauseReading(ValueTask<FlushResult> flush)
    {
        _pausedFlush = flush;
        _isPaused = true;
        WatchForInput();
        _pausedFlush.GetAwaiter().UnsafeOnCompleted(_resumeReading);
    }

    private void ResumeReading()
    {
        _ = _pausedFlush.Result;
        _isPaused = false;
        WatchForInput();
    }

    /// <summary>Watches for what the connection can take now. A client that does not read its answers is not read either.</summary>
    private void WatchForInput()
    {
        if (_phase is ConnectionPhase.Reading or ConnectionPhase.AwaitingCommit)
            _loop.Watch(this, _isPaused || _isHeldBack || _isInputEnded ? Interest.None : Interest.Read);
    }

    /// <summary>Ends the connection so that the peer can still read the last answer (RFC 9112 s9.6).</summary>
    private void End()
    {
        _phase = ConnectionPhase.Lingering;
        if (_isBroken || _isInputEnded || !TryShutdownSend())
        {
            _phase = ConnectionPhase.Closed;
            _loop.Close(this);
            return;
        }

        _loop.Linger(this);
    }

    private bool TryShutdownSend()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (SocketException)
        {
            // The peer has gone in the meantime: there is nobody to be polite to.
            return false;
        }
    }
}
