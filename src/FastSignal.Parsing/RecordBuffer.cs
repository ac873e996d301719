using System.Buffers.Binary;

namespace FastSignal.Parsing;

/// <summary>The octets of one record while it is written: room for the log's frame, the record's header, then its fields.</summary>
/// <remarks>Reused from entry to entry without allocating. Owns the memory: every span it hands out lives until the next call of
/// <see cref="Begin"/>, <see cref="Reset"/> or <see cref="Dispose"/>, or of the flattener that writes into it.</remarks>
public sealed class RecordBuffer : IDisposable
{
    /// <summary>Octets left free in front of the record, for the frame that the log puts there.</summary>
    public const int FrameBytes = 24;

    /// <summary>The most that a record's header takes; a test holds the format to it.</summary>
    public const int MaxHeaderBytes = 256;

    private readonly PooledOctets _octets = new();
    private int _fieldsAt;

    /// <summary>The memory that the record takes, in octets.</summary>
    public int MemoryBytes => _octets.MemoryBytes;

    /// <summary>Everything: the free octets of the frame, then the record. Empty before <see cref="Begin"/>.</summary>
    public Span<byte> Framed => _octets.Held;

    /// <summary>The record: header and fields. Empty before <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Record => _octets.Held[Math.Min(FrameBytes, _octets.Count)..];

    /// <summary>The record's fields. Empty before <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Fields => _octets.Held[_fieldsAt..];

    /// <summary>Starts a record: forgets what was there and writes the header.</summary>
    public void Begin(in RecordHeader header)
    {
        _octets.HoldFirst(0);
        var target = _octets.Reserve(FrameBytes + MaxHeaderBytes).AsSpan();
        target[..FrameBytes].Clear();
        _fieldsAt = FrameBytes + WriteHeader(header, target[FrameBytes..]);
        _octets.HoldFirst(_fieldsAt);
    }

    /// <summary>Forgets the record; gives a large array back to the pool and keeps a small one.</summary>
    public void Reset()
    {
        _octets.Reset();
        _fieldsAt = 0;
    }

    /// <summary>Gives the array back to the pool.</summary>
    public void Dispose()
    {
        _octets.Dispose();
        _fieldsAt = 0;
    }

    /// <summary>How a large array grows; see <see cref="PooledOctets.GrowthDivisor"/>.</summary>
    internal int GrowthDivisor
    {
        set => _octets.GrowthDivisor = value;
    }

    /// <summary>How many octets are written, the frame's included: where the next field goes in the array of <see cref="Reserve"/>.</summary>
    internal int Count => _octets.Count;

    /// <summary>The array behind <see cref="Framed"/>, with room for at least <paramref name="freeBytes"/> more.</summary>
    internal byte[] Reserve(int freeBytes) => _octets.Reserve(freeBytes);

    /// <summary>Says that fields were written up to <paramref name="count"/> octets in all.</summary>
    internal void Written(int count) => _octets.HoldFirst(count);

    private static int WriteHeader(in RecordHeader header, Span<byte> target)
    {
        var hasKeyHash = header.IdempotencyKeyHash.Length == RecordFormat.KeyHashBytes;
        target[0] = RecordFormat.Version;
        target[1] = (byte)((header.IsTest ? RecordFormat.TestFlag : 0) | (hasKeyHash ? RecordFormat.KeyHashFlag : 0));
        BinaryPrimitives.WriteInt64LittleEndian(target[2..], header.SignalId);
        BinaryPrimitives.WriteInt64LittleEndian(target[10..], header.ReceivedAtMicroseconds);
        var written = RecordFormat.FixedHeaderBytes;
        if (hasKeyHash)
        {
            header.IdempotencyKeyHash.CopyTo(target[written..]);
            written += RecordFormat.KeyHashBytes;
        }

        var agent = header.UserAgent[..Math.Min(header.UserAgent.Length, RecordFormat.MaxUserAgentBytes)];
        target[written++] = (byte)agent.Length;
        agent.CopyTo(target[written..]);
        return written + agent.Length;
    }
}
