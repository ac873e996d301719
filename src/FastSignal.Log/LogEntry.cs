namespace FastSignal.Log;

/// <summary>One committed entry, as a reader sees it.</summary>
/// <param name="sequence">Its number: the entries of a log are numbered from 1 without a gap, in address order.</param>
/// <param name="address">Where it starts.</param>
/// <param name="next">Where reading goes on behind it.</param>
/// <param name="record">Its record; the octets live until the reader's next call.</param>
public readonly ref struct LogEntry(long sequence, long address, LogPosition next, ReadOnlySpan<byte> record)
{
    /// <summary>Its number: the entries of a log are numbered from 1 without a gap, in address order.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>Where it starts.</summary>
    public long Address { get; } = address;

    /// <summary>Where reading goes on behind it.</summary>
    public LogPosition Next { get; } = next;

    /// <summary>Its record; the octets live until the reader's next call.</summary>
    public ReadOnlySpan<byte> Record { get; } = record;
}
