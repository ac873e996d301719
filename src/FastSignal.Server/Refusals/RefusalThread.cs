using FastSignal.Leads;
using FastSignal.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace FastSignal.Server.Refusals;

/// <summary>Stores what the loop refused, on a thread of its own: it waits until something is noted, and writes all of it in one transaction.</summary>
/// <remarks>
/// Whatever goes wrong here costs some refusals that nobody can look up, never an entry or the server: it is reported once when it begins and
/// once when it has passed, and tried again meanwhile.
/// </remarks>
internal sealed class RefusalThread : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    // A disk that does not answer must not keep a server from ending.
    private static readonly TimeSpan MaxStopTime = TimeSpan.FromSeconds(5);

    private readonly RefusalJournal _journal;
    private readonly Func<RejectionStore> _open;
    private readonly Func<bool> _hasRoom;
    private readonly ILogger _events;
    private readonly AutoResetEvent _arrived = new(initialState: false);
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Thread _thread;
    private RejectionStore? _store;
    private bool _hasFailed;

    /// <summary>Makes a thread; until it is started, <see cref="TryStore"/> is called by hand.</summary>
    /// <param name="journal">What the loop notes.</param>
    /// <param name="open">Opens the store; called when there is something to store, and again after a fault.</param>
    /// <param name="hasRoom">Whether the disk is above its floor: below it, nothing is written, and what is noted waits.</param>
    /// <param name="events">Told when storing begins to fail, and when that has passed.</param>
    public RefusalThread(RefusalJournal journal, Func<RejectionStore> open, Func<bool> hasRoom, ILogger events)
    {
        (_journal, _open, _hasRoom, _events) = (journal, open, hasRoom, events);
        journal.WakeWith(_arrived);
        _thread = new Thread(Run) { IsBackground = true, Name = "fastsignal refusals" };
    }

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>Stores all that is noted.</summary>
    /// <returns>False if nothing was, or if it could not be stored now.</returns>
    internal bool TryStore()
    {
        if (_journal.IsEmpty || !_hasRoom())
            return false;

        try
        {
            Store();
            if (_hasFailed)
                _events.RefusalsKeptAgain();
            _hasFailed = false;
            return true;
        }
        catch (Exception e)
        {
            // Of whatever kind. A new connection gives the next try its best chance.
            CloseStore();
            if (!_hasFailed)
                _events.RefusalsNotKept(e.Message);
            _hasFailed = true;
            return false;
        }
    }

    /// <summary>Stores what is left, and ends. The loop has ended before.</summary>
    public void Dispose()
    {
        _stop.Set();
        if (_thread.IsAlive && !_thread.Join(MaxStopTime))
            return;
        CloseStore();
        _arrived.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        do StoreAll();
        while (WaitForMore());
        StoreAll();
    }

    private void StoreAll()
    {
        while (TryStore())
        {
        }
    }

    /// <summary>Waits until something is noted, or, if something is that could not be stored, for a while.</summary>
    /// <returns>False: stop.</returns>
    private bool WaitForMore() => _journal.IsEmpty ? WaitHandle.WaitAny([_stop, _arrived]) != 0 : !_stop.WaitOne(RetryInterval);

    private void Store()
    {
        // A file that somebody has removed is made again; the connection would go on with the one that is gone.
        if (_store is { IsInPlace: false })
            CloseStore();
        _store ??= _open();

        var waiting = _journal.Waiting();
        _store.Keep(waiting);
        _journal.Release(waiting.Count);
    }

    private void CloseStore()
    {
        _store?.Dispose();
        _store = null;
    }
}
