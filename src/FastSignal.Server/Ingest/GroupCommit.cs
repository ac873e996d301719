using FastSignal.Log;

namespace FastSignal.Server.Ingest;

/// <summary>Commits the log for everyone who waits for it, and resumes them. The loop says when: nobody is ready any more, or the batch is large
/// enough.</summary>
internal sealed class GroupCommit(IngestState state, TimeProvider time, bool acknowledgesOnAppend)
{
    /// <summary>A commit is due at this much: a burst of large contents must not hold everybody up.</summary>
    internal const long MaxBatchBytes = 4 << 20;

    /// <summary>How often entries are committed that were acknowledged on append (<c>--ack memory</c>).</summary>
    private static readonly TimeSpan MemoryInterval = TimeSpan.FromMilliseconds(50);

    private List<ReusableSignal> _waiting = [];
    private List<ReusableSignal> _resuming = [];
    private long _lastCommit;
    private long _committedEntries;

    /// <summary>Somebody waits.</summary>
    public bool IsAwaited => _waiting.Count > 0;

    /// <summary>So much is appended that it should be committed before anything else is read.</summary>
    public bool IsBatchFull => state.UncommittedBytes >= MaxBatchBytes;

    /// <summary>How long the loop may wait for sockets: until it has to commit.</summary>
    /// <param name="otherwise">Where nothing is to be committed.</param>
    public TimeSpan WaitTime(TimeSpan otherwise)
    {
        // Somebody who was resumed by the last commit may have appended again: then the loop only looks.
        if (IsAwaited)
            return TimeSpan.Zero;
        return acknowledgesOnAppend && state.UncommittedBytes > 0 ? MemoryInterval : otherwise;
    }

    /// <summary>Waits until everything that was appended may be acknowledged.</summary>
    /// <param name="committed">The waiting connection's own signal.</param>
    /// <returns>False if it never will be.</returns>
    public ValueTask<bool> WaitAsync(ReusableSignal committed)
    {
        _waiting.Add(committed);
        return committed.WaitAsync();
    }

    /// <summary>Commits if it is time to, and resumes those who waited.</summary>
    /// <returns>Why the log failed; null if it did not.</returns>
    public EntryLogException? Run()
    {
        EntryLogException? fault = null;
        if (acknowledgesOnAppend)
        {
            Resume(isCommitted: true);
            if (state.UncommittedBytes == 0 || (time.GetElapsedTime(_lastCommit) < MemoryInterval && !IsBatchFull))
                return null;
            fault = Commit();
        }
        else if (IsAwaited)
        {
            fault = Commit();
        }

        Resume(isCommitted: fault is null);
        return fault;
    }

    /// <summary>Commits what was acknowledged on append and is not durable yet, before the end.</summary>
    public EntryLogException? Finish() => state.UncommittedBytes > 0 ? Commit() : null;

    private EntryLogException? Commit()
    {
        var log = state.Log!;
        _lastCommit = time.GetTimestamp();
        var bytes = log.UncommittedBytes;
        try
        {
            log.Commit();
        }
        catch (EntryLogException e)
        {
            return e;
        }

        state.CountCommitted(bytes);
        state.Figures.CountCommit(time.GetElapsedTime(_lastCommit), state.Figures.Appended - _committedEntries);
        _committedEntries = state.Figures.Appended;
        return null;
    }

    /// <summary>Resumes everyone who waited. Swapped first: who goes on may append, and wait, again.</summary>
    private void Resume(bool isCommitted)
    {
        (_waiting, _resuming) = (_resuming, _waiting);
        foreach (var waiter in _resuming)
            waiter.Set(isCommitted);
        _resuming.Clear();
    }
}
