using FastSignal.Log;
using FastSignal.Parsing;

namespace FastSignal.Server.Tests;

/// <summary>A log in memory that makes everything durable at once, and keeps what it was given if asked to.</summary>
internal sealed class LogDouble(bool keeps = true) : IEntryLog
{
    private static readonly byte[] Id = "0123abcd"u8.ToArray();

    private long _sequence;

    public List<byte[]> Records { get; } = [];

    public bool IsFull { get; set; }

    public bool FailsToCommit { get; set; }

    public int Commits { get; private set; }

    public long UncommittedBytes { get; set; }

    public EntryLogException? Fault { get; private set; }

    public ReadOnlySpan<byte> IdText => Id;

    public bool TryAppend(Span<byte> framed, out long sequence)
    {
        sequence = 0;
        if (IsFull || Fault is not null)
            return false;
        if (keeps)
            Records.Add(framed[RecordBuffer.FrameBytes..].ToArray());
        UncommittedBytes += framed.Length;
        sequence = ++_sequence;
        return true;
    }

    public void Fail() => Fault = new EntryLogException("the disk is on fire");

    public void Commit()
    {
        if (FailsToCommit)
            throw Fault ??= new EntryLogException("the disk is on fire");
        Commits++;
        UncommittedBytes = 0;
    }
}
