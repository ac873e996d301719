namespace FastSignal.Console;

/// <summary>The console's one thread that reads: it takes a snapshot when somebody asks and the newest is too old, and sleeps otherwise.</summary>
/// <remarks>
/// SQLite and the disk block, and the log's commits complete on the ThreadPool: a page that read there would hold them up. Askers wait without a
/// thread and share one snapshot, however many they are.
/// </remarks>
internal sealed class SnapshotThread : IDisposable
{
    /// <summary>A snapshot as young as this is answered again.</summary>
    internal static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    // A database of another process may be locked for its busy timeout of 5 s: better an old snapshot, which shows its time, than no answer.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _time;
    private readonly Func<StatusSnapshot> _take;
    private readonly AutoResetEvent _asked = new(initialState: false);
    private readonly Thread _thread;
    private TaskCompletionSource _next = NewAnswer();
    private Dated _latest = new(StatusSnapshot.NotYet, TakenAt: null);
    private volatile bool _isStopping;

    /// <summary>Starts the thread.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="take">Takes a snapshot; called on the thread only.</param>
    internal SnapshotThread(TimeProvider time, Func<StatusSnapshot> take)
    {
        _time = time;
        _take = take;
        _thread = new Thread(Run) { IsBackground = true, Name = "fastsignal console" };
        _thread.Start();
    }

    /// <summary>The newest snapshot, however old.</summary>
    internal StatusSnapshot Latest => Volatile.Read(ref _latest).Snapshot;

    /// <summary>Waits for a snapshot that is fresh; after a while, for none.</summary>
    /// <returns>The newest snapshot.</returns>
    internal async ValueTask<StatusSnapshot> GetAsync(CancellationToken cancellation)
    {
        if (IsFresh(Volatile.Read(ref _latest)))
            return Latest;

        var next = Volatile.Read(ref _next).Task;
        _asked.Set();
        try
        {
            await next.WaitAsync(MaxWait, _time, cancellation);
        }
        catch (TimeoutException)
        {
            // The page shows how old the snapshot is.
        }

        return Latest;
    }

    /// <summary>Ends the thread. Nobody asks any more.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _asked.Set();
        _thread.Join();
        _asked.Dispose();
    }

    private static TaskCompletionSource NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool IsFresh(Dated dated) => dated.TakenAt is { } takenAt && _time.GetElapsedTime(takenAt) < MaxAge;

    private void Run()
    {
        while (_asked.WaitOne() && !_isStopping)
        {
            // Who asks from here on waits for the next one; who asked before gets this one, which has not begun.
            var answer = Interlocked.Exchange(ref _next, NewAnswer());
            try
            {
                Volatile.Write(ref _latest, new Dated(_take(), _time.GetTimestamp()));
                answer.SetResult();
            }
            catch (Exception fault)
            {
                // A fault of ours: the request that asked fails and is logged, the next one tries again.
                answer.SetException(fault);
            }
        }
    }

    private sealed record Dated(StatusSnapshot Snapshot, long? TakenAt);
}
