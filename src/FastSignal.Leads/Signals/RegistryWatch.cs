namespace FastSignal.Leads;

/// <summary>Keeps a server's token table up to date: a thread of its own looks for changes every 100 ms, hands them over, then says so.</summary>
/// <remarks>
/// While signals.db cannot be read, or is an older one than that in use, the last table stays, the fault is reported once, and reading is tried again
/// at every look. All tokens are read from a file that was opened just now, which may be another one; from then on only those of the signals that
/// have changed, so that a change costs the same among however many. The version is published only once its rows are in use, so whoever waits for it
/// finds the new table.
/// </remarks>
public sealed class RegistryWatch : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly Func<SignalRegistry> _open;
    private readonly Action<TokenTableRows> _adopt;
    private readonly Action<Exception> _reportFault;
    private readonly TimeProvider _time;
    private readonly ManualResetEvent _stop = new(initialState: false);
    private Thread? _thread;
    private SignalRegistry? _registry;
    private TokenTableRows? _last;
    private long _version;
    private long _dataVersion;
    private bool _isPublished;
    private bool _isFaulted;
    private volatile bool _hasReadOnce;

    /// <summary>Nothing happens before <see cref="Start"/>.</summary>
    /// <param name="open">Opens the registry, which is to be there: <see cref="SignalRegistry.OpenExisting"/>; called on the watch's thread, and
    /// again after a fault.</param>
    /// <param name="adopt">Takes the rows into use; called on the watch's thread. It must not keep the rows' tokens anywhere else.</param>
    /// <param name="reportFault">Told once when reading begins to fail.</param>
    /// <param name="time">The clock that says when an overlap ends.</param>
    public RegistryWatch(Func<SignalRegistry> open, Action<TokenTableRows> adopt, Action<Exception> reportFault, TimeProvider time)
    {
        _open = open;
        _adopt = adopt;
        _reportFault = reportFault;
        _time = time;
    }

    /// <summary>Whether a table has been handed over since the start: before that, an unknown token may be one that is not known yet.</summary>
    public bool HasReadOnce => _hasReadOnce;

    /// <summary>Starts the thread.</summary>
    public void Start()
    {
        _thread = new Thread(Watch) { IsBackground = true, Name = "fastsignal registry" };
        _thread.Start();
    }

    /// <summary>Stops the thread, at once if it waits.</summary>
    public void Dispose()
    {
        _stop.Set();
        _thread?.Join();
        _registry?.Dispose();
        _stop.Dispose();
    }

    /// <summary>One look.</summary>
    internal void Poll()
    {
        try
        {
            _registry ??= OpenAgain();
            ReadIfChanged(_registry);
            _isFaulted = false;
        }
        catch (Exception fault)
        {
            // Whatever it is: the server goes on with the table it has. A new connection gives the next look its best chance.
            _registry?.Dispose();
            _registry = null;
            if (!_isFaulted)
                _reportFault(fault);
            _isFaulted = true;
        }
    }

    private SignalRegistry OpenAgain()
    {
        _isPublished = false;
        _last = null;
        return _open();
    }

    private void ReadIfChanged(SignalRegistry registry)
    {
        registry.EnsureInPlace();

        // Asked before reading: a change that comes in between is seen at the next look.
        var dataVersion = registry.DataVersion();
        if (_isPublished && dataVersion == _dataVersion && !HasOverlapEnded())
            return;

        _isPublished = false;
        var table = registry.ReadTable(_last);
        if (table.Version < _version)
            throw new StoreException(
                $"signals.db has version {table.Version}, older than {_version}, which is in use: put the newer file back, or restart to use this one.");
        _adopt(table);
        _last = table with { Rows = [] };
        _version = table.Version;
        _hasReadOnce = true;

        registry.PublishAdopted(table.Version);
        _dataVersion = dataVersion;
        _isPublished = true;
    }

    private bool HasOverlapEnded() => _last?.NextOverlapEnd is { } end && end <= _time.GetUtcNow();

    private void Watch()
    {
        do
        {
            Poll();
        }
        while (!_stop.WaitOne(PollInterval));
    }
}
