using FastSignal.Log;
using FastSignal.Parsing;

namespace FastSignal.Harness.Connections;

/// <summary>A log in memory that keeps the records it was given.</summary>
internal sealed class MemoryLog : IEntryLog
{
    private readonly List<byte[]> _records = [];

    /// <summary>The records in their order, without frames.</summary>
    public IReadOnlyList<byte[]> Records => _records;

    /// <inheritdoc/>
    public long UncommittedBytes { get; private set; }

    /// <inheritdoc/>
    public EntryLogException? Fault => null;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> IdText => "0123abcd"u8;

    /// <inheritdoc/>
    public bool TryAppend(Span<byte> framed, out long sequence)
    {
        _records.Add(framed[RecordBuffer.FrameBytes..].ToArray());
        UncommittedBytes += framed.Length;
        sequence = _records.Count;
        return true;
    }

    /// <inheritdoc/>
    public void Commit() => UncommittedBytes = 0;
}
