namespace FastSignal.Leads;

/// <summary>Which entries of the log are tombstoned, since their person was deleted on request. Whoever shows entries of the log, or works them off,
/// asks here first.</summary>
/// <remarks>
/// Made for readers that go up: it remembers up to where there is none, so that a log without tombstones costs one indexed look-up and then a comparison
/// an entry. What is written meanwhile behind what it remembers shows after <see cref="LookAgain"/>. Belongs to one thread.
/// </remarks>
public sealed class ForgottenEntries
{
    private readonly Statement _next;
    private long _from;
    private long _nextForgotten = -1;

    /// <summary>On the connection that it is asked through.</summary>
    internal ForgottenEntries(Database database) => _next = database.Prepare("SELECT min(sequence) FROM forgotten WHERE sequence >= ?");

    /// <summary>Whether an entry is tombstoned.</summary>
    /// <param name="sequence">Its sequence.</param>
    public bool Contains(long sequence)
    {
        if (sequence < _from || sequence > _nextForgotten)
        {
            _nextForgotten = _next.Bind(sequence).Scalar() ?? long.MaxValue;
            _from = sequence;
        }

        return sequence == _nextForgotten;
    }

    /// <summary>Forgets what it remembers. At the beginning of a write transaction: until its end nobody adds a tombstone.</summary>
    public void LookAgain() => _nextForgotten = -1;
}
