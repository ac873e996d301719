namespace FastSignal.Leads;

/// <summary>Runs a consumer on a thread of its own, under the lock of the data folder. The thread gives way to those that answer requests.</summary>
public sealed class ConsumerThread : IDisposable
{
    private static readonly TimeSpan MaxStopTime = TimeSpan.FromSeconds(5);

    private readonly ConsumerLock _lock;
    private readonly Consumer _consumer;
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Thread _thread;

    private ConsumerThread(ConsumerLock held, Consumer consumer)
    {
        _lock = held;
        _consumer = consumer;
        _thread = new Thread(Run) { IsBackground = true, Name = "fastsignal consumer" };
    }

    /// <summary>What the consumer has done.</summary>
    public ConsumerFigures Figures => _consumer.Figures;

    /// <summary>Starts the thread.</summary>
    /// <param name="held">The lock; let go of when the consumer ends, by itself or when this is disposed.</param>
    /// <param name="consumer">The consumer; disposed when it ends. Its source is not.</param>
    public static ConsumerThread Start(ConsumerLock held, Consumer consumer)
    {
        var thread = new ConsumerThread(held, consumer);
        thread._thread.Start();
        return thread;
    }

    /// <summary>
    /// Stops after the batch in hand and waits for the thread, but not for ever: a disk that does not answer must not keep a server from ending.
    /// A batch that is cut off is no batch: its transaction never was, and the next consumer does it again.
    /// </summary>
    public void Dispose()
    {
        _stop.Set();
        if (_thread.Join(MaxStopTime))
            _stop.Dispose();
    }

    /// <summary>A consumer that has stopped holds the lock no longer: another one may be started once the cause is gone, and commands see that none
    /// runs.</summary>
    private void Run()
    {
        // A lead may wait a moment; whoever posts waits for its answer.
        ThreadNiceness.GiveWay();
        using (_lock)
        using (_consumer)
            _consumer.Run(_stop);
    }
}
