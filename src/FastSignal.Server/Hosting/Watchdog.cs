namespace FastSignal.Server.Hosting;

/// <summary>
/// Ends the process when the event loop makes no progress: a disk that never answers hangs a commit without an error, and a server that
/// hangs is worse than one that is restarted.
/// </summary>
/// <remarks>It counts its own one-second ticks, so that a process that was stopped and continued is not taken for a stuck one.</remarks>
internal sealed class Watchdog : IDisposable
{
    /// <summary>Ticks without progress that are a fault (ENTRY-LOG.md section 10).</summary>
    public const int MaxStillTicks = 8;

    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);

    private readonly Func<long> _progress;
    private readonly Action _onStuck;
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Thread _thread;
    private long _last = -1;
    private int _stillTicks;

    /// <summary>Begins to watch.</summary>
    /// <param name="progress">A number that changes at least once a second while all is well.</param>
    /// <param name="onStuck">Called once, on the watchdog's thread.</param>
    public Watchdog(Func<long> progress, Action onStuck)
    {
        _progress = progress;
        _onStuck = onStuck;
        _thread = new Thread(Watch) { IsBackground = true, Name = "fastsignal watchdog" };
    }

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>One tick.</summary>
    /// <returns>Whether the loop is stuck.</returns>
    internal bool IsStuck()
    {
        var now = _progress();
        _stillTicks = now == _last ? _stillTicks + 1 : 0;
        _last = now;
        return _stillTicks >= MaxStillTicks;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Set();
        if (_thread.IsAlive)
            _thread.Join();
        _stop.Dispose();
    }

    private void Watch()
    {
        while (!_stop.WaitOne(TickInterval))
        {
            if (!IsStuck())
                continue;
            _onStuck();
            return;
        }
    }
}
