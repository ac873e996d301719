namespace FastSignal.Leads;

/// <summary>The statements on Idempotency-Keys: which live entry of a signal used one last, by time received.</summary>
/// <param name="database">The connection of the consumer.</param>
internal sealed class IdempotencyTable(Database database)
{
    /// <summary>How long a key is remembered. Twice the time that it counts, so that no clock that is set back makes an answer differ.</summary>
    private const long Kept = 2 * UtcMicroseconds.Day;

    private readonly Statement _find = database.Prepare("SELECT received_at FROM idempotency WHERE signal_id = ? AND hash = ?");
    private readonly Statement _claim = database.Prepare("INSERT OR REPLACE INTO idempotency (signal_id, hash, received_at) VALUES (?, ?, ?)");
    private readonly Statement _purge = database.Prepare("DELETE FROM idempotency WHERE received_at < ?");
    private long _newest;
    private long _purgedUntil;

    /// <summary>Claims a key for an entry.</summary>
    /// <returns>False if another entry used it within the 24 hours before.</returns>
    internal bool TryClaim(long signalId, ReadOnlySpan<byte> hash, long receivedAt)
    {
        if (_find.Bind(signalId).BindBlob(hash).Scalar() is { } used && receivedAt - used < UtcMicroseconds.Day)
            return false;

        return Claim(signalId, hash, receivedAt);
    }

    /// <summary>Claims a key for an entry that was held while later ones went on. One that used the key within 24 hours, before or after it, has it.</summary>
    /// <param name="signalId">The signal.</param>
    /// <param name="hash">The key.</param>
    /// <param name="receivedAt">When the entry was received.</param>
    /// <param name="mayBeOwn">Whether the entry may have claimed it before it was held: then a claim of just its time is its own.</param>
    internal bool TryClaimLate(long signalId, ReadOnlySpan<byte> hash, long receivedAt, bool mayBeOwn)
    {
        if (_find.Bind(signalId).BindBlob(hash).Scalar() is not { } used)
            return Claim(signalId, hash, receivedAt);
        if (mayBeOwn && used == receivedAt)
            return true;
        if (Math.Abs(receivedAt - used) < UtcMicroseconds.Day)
            return false;

        // A later claim stays: it decides about those that are still to come.
        return used > receivedAt || Claim(signalId, hash, receivedAt);
    }

    /// <summary>Deletes keys that have long ceased to count, once an hour of time received.</summary>
    internal void Purge()
    {
        if (_newest - _purgedUntil < UtcMicroseconds.Hour)
            return;

        _purge.Bind(_newest - Kept).Run();
        _purgedUntil = _newest;
    }

    private bool Claim(long signalId, ReadOnlySpan<byte> hash, long receivedAt)
    {
        _claim.Bind(signalId).BindBlob(hash).Bind(receivedAt).Run();
        _newest = Math.Max(_newest, receivedAt);
        return true;
    }
}
