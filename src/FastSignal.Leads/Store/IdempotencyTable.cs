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

        _claim.Bind(signalId).BindBlob(hash).Bind(receivedAt).Run();
        _newest = Math.Max(_newest, receivedAt);
        return true;
    }

    /// <summary>Deletes keys that have long ceased to count, once an hour of time received.</summary>
    internal void Purge()
    {
        if (_newest - _purgedUntil < UtcMicroseconds.Hour)
            return;

        _purge.Bind(_newest - Kept).Run();
        _purgedUntil = _newest;
    }
}
