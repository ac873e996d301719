using System.Buffers.Binary;

namespace FastSignal.Parsing;

/// <summary>A record as it is read back: the header's members, and the fields for a <see cref="FieldReader"/>. A view: owns nothing.</summary>
public readonly ref struct EntryRecord
{
    private EntryRecord(byte flags, long signalId, long receivedAtMicroseconds, ReadOnlySpan<byte> keyHash, ReadOnlySpan<byte> userAgent,
        ReadOnlySpan<byte> fields)
    {
        IsTest = (flags & RecordFormat.TestFlag) != 0;
        SignalId = signalId;
        ReceivedAtMicroseconds = receivedAtMicroseconds;
        IdempotencyKeyHash = keyHash;
        UserAgent = userAgent;
        Fields = fields;
    }

    /// <summary>The signal that the entry was posted to.</summary>
    public long SignalId { get; }

    /// <summary>Whether the entry is a test entry: a sample, never a lead.</summary>
    public bool IsTest { get; }

    /// <summary>When the request was received: microseconds since the Unix epoch, UTC.</summary>
    public long ReceivedAtMicroseconds { get; }

    /// <summary>SHA-256 of the Idempotency-Key; empty if none was sent.</summary>
    public ReadOnlySpan<byte> IdempotencyKeyHash { get; }

    /// <summary>The first octets of User-Agent, as sent: any octet may be among them.</summary>
    public ReadOnlySpan<byte> UserAgent { get; }

    /// <summary>The fields, not yet looked at: they may be damaged, which <see cref="FieldReader.IsDamaged"/> tells.</summary>
    public ReadOnlySpan<byte> Fields { get; }

    /// <summary>Reads the header. Total: on any octets it answers, and never reads past them.</summary>
    /// <returns>False if this is no record, or one of a version that this program does not know.</returns>
    public static bool TryRead(ReadOnlySpan<byte> record, out EntryRecord entry)
    {
        entry = default;
        if (record.Length < RecordFormat.FixedHeaderBytes || record[0] != RecordFormat.Version)
            return false;

        var flags = record[1];
        if ((flags & ~(RecordFormat.TestFlag | RecordFormat.KeyHashFlag)) != 0)
            return false;

        var rest = record[RecordFormat.FixedHeaderBytes..];
        var keyHashBytes = (flags & RecordFormat.KeyHashFlag) != 0 ? RecordFormat.KeyHashBytes : 0;
        if (rest.Length <= keyHashBytes)
            return false;

        int agentBytes = rest[keyHashBytes];
        var behind = rest[(keyHashBytes + 1)..];
        if (agentBytes > RecordFormat.MaxUserAgentBytes || behind.Length < agentBytes)
            return false;

        entry = new EntryRecord(flags, BinaryPrimitives.ReadInt64LittleEndian(record[2..]), BinaryPrimitives.ReadInt64LittleEndian(record[10..]),
            rest[..keyHashBytes], behind[..agentBytes], behind[agentBytes..]);
        return true;
    }
}
