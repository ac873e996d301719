namespace FastSignal.Server.Ingest;

/// <summary>How long a request has been in its present phase, and how long it has waited for us. In whole seconds of the loop's clock; no timer.</summary>
internal struct RequestClock(LoopClock clock)
{
    private long _waitedSeconds;
    private long _stoppedAt;
    private long _progressAt;

    /// <summary>When the phase began, in ticks of the clock.</summary>
    public long Since { get; private set; }

    /// <summary>How long the phase has lasted.</summary>
    public readonly long Seconds => clock.Tick - Since;

    /// <summary>How long the request has waited for room: in earlier phases, and in this one if that is one of waiting.</summary>
    public readonly long WaitedSeconds => _waitedSeconds + Seconds;

    /// <summary>For how long the client has not been read.</summary>
    public readonly long StoppedSeconds => clock.Tick - _stoppedAt;

    /// <summary>How long nothing has come.</summary>
    public readonly long StalledSeconds => clock.Tick - _progressAt;

    /// <summary>A phase begins.</summary>
    public void BeginPhase() => Since = _progressAt = clock.Tick;

    /// <summary>Something has come.</summary>
    public void Progress() => _progressAt = clock.Tick;

    /// <summary>The present phase was one of waiting for room.</summary>
    public void NoteWait() => _waitedSeconds += Seconds;

    /// <summary>The client is not read for a while, by no fault of its own.</summary>
    public void Stop() => _stoppedAt = clock.Tick;

    /// <summary>The client is read again: the time between is not its own.</summary>
    public void GoOn()
    {
        Since += StoppedSeconds;
        _progressAt += StoppedSeconds;
    }

    /// <summary>The request has ended.</summary>
    public void Reset() => _waitedSeconds = 0;
}
