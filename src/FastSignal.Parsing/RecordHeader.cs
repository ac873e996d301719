namespace FastSignal.Parsing;

/// <summary>What a record says about its entry besides the fields. The spans are copied by <see cref="RecordBuffer.Begin"/>.</summary>
public readonly ref struct RecordHeader
{
    /// <summary>The signal that the entry was posted to.</summary>
    public long SignalId { get; init; }

    /// <summary>Whether the entry is a test entry: a sample, never a lead.</summary>
    public bool IsTest { get; init; }

    /// <summary>When the request was received: microseconds since the Unix epoch, UTC.</summary>
    public long ReceivedAtMicroseconds { get; init; }

    /// <summary>SHA-256 of the whole Idempotency-Key (32 octets); empty if none was sent. Any other length counts as none.</summary>
    public ReadOnlySpan<byte> IdempotencyKeyHash { get; init; }

    /// <summary>User-Agent as sent; the record keeps the first <see cref="RecordFormat.MaxUserAgentBytes"/> octets.</summary>
    public ReadOnlySpan<byte> UserAgent { get; init; }
}
