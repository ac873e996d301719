using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>When a record was received, for whoever shows how far the consumer is behind.</summary>
public static class RecordTime
{
    /// <summary>The time; null if the octets are no record.</summary>
    public static DateTimeOffset? Of(ReadOnlySpan<byte> record) =>
        EntryRecord.TryRead(record, out var entry) ? UtcMicroseconds.ToTime(entry.ReceivedAtMicroseconds) : null;
}
