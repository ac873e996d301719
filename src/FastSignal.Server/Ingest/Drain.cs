namespace FastSignal.Server.Ingest;

/// <summary>
/// How a loop ends. Load balancers are told to look elsewhere while service goes on; then the backlog is emptied and the listener
/// closed; requests that have begun are answered; connections without one end after a second. A drain never answers 503.
/// </summary>
internal sealed class Drain(EventLoop loop, IngestState state, ConnectionListener listener)
{
    /// <summary>Longest time from closing the listener to the end. Kubernetes kills after 30 s by default.</summary>
    private const int MaxClosingSeconds = 25;

    /// <summary>
    /// A connection that lies idle when the listener closes may have a request on its way. <c>docker stop</c> kills after 10 s: 5 of the drain's
    /// delay, these, and one of lingering leave one to spare.
    /// </summary>
    private const int IdleSeconds = 3;

    /// <summary>After a fault of the log nobody is waited for: all that can be said is that it failed.</summary>
    private const int FaultSeconds = 1;

    /// <summary>Nothing but lingering connections left: their peers have had their answers.</summary>
    private const int LingeringSeconds = 1;

    private long _delaySeconds = -1;
    private volatile bool _isStopped;
    private long _requestedAt = -1;
    private long _closedAt = -1;
    private long _servedAt = -1;
    private bool _hasFault;

    /// <summary>Nothing is left to do, or waiting has an end.</summary>
    public bool IsOver => _isStopped || (_closedAt >= 0 && IsDone(loop.Tick - _closedAt));

    /// <summary>Asks for a drain. Any thread.</summary>
    public void Request(TimeSpan delay) => Volatile.Write(ref _delaySeconds, (long)Math.Ceiling(delay.TotalSeconds));

    /// <summary>Asks for the end. Any thread.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>The log has failed: whoever is there is told so, and that is the end.</summary>
    public void EndAfterFault()
    {
        _hasFault = true;
        CloseListener();
    }

    /// <summary>Takes the next step when it is due.</summary>
    public void OnTurn()
    {
        if (loop.ServedCount > 0)
            _servedAt = loop.Tick;
        var delay = Volatile.Read(ref _delaySeconds);
        if (delay < 0)
            return;
        if (_requestedAt < 0)
        {
            _requestedAt = loop.Tick;
            state.BeginDrain();
        }

        if (_closedAt < 0 && loop.Tick - _requestedAt >= delay)
            CloseListener();
        else if (_closedAt >= 0 && loop.Tick - _closedAt >= IdleSeconds)
            loop.EndIdleConnections();
    }

    private void CloseListener()
    {
        if (_closedAt >= 0)
            return;
        while (loop.TryAccept())
        {
            // Whoever the kernel has already connected is served.
        }

        listener.Close();
        state.BeginDrain();
        state.BeginClosing();
        _closedAt = loop.Tick;
    }

    private bool IsDone(long seconds) =>
        loop.ConnectionCount == 0
        || seconds >= (_hasFault ? FaultSeconds + LingeringSeconds : MaxClosingSeconds)
        || (loop.ServedCount == 0 && loop.Tick - _servedAt > LingeringSeconds);
}
