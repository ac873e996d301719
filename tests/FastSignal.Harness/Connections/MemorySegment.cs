using System.Buffers;

namespace FastSignal.Harness.Connections;

/// <summary>One piece of a sequence, so that what was left over and what has come lie in two blocks, as they do in a pipe.</summary>
internal sealed class MemorySegment : ReadOnlySequenceSegment<byte>
{
    private MemorySegment(ReadOnlyMemory<byte> memory, long runningIndex)
    {
        Memory = memory;
        RunningIndex = runningIndex;
    }

    /// <summary>Two pieces, one behind the other; an empty one is left out.</summary>
    public static ReadOnlySequence<byte> Join(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        if (first.IsEmpty || second.IsEmpty)
            return new ReadOnlySequence<byte>(first.IsEmpty ? second : first);
        var start = new MemorySegment(first, 0);
        var end = new MemorySegment(second, first.Length);
        start.Next = end;
        return new ReadOnlySequence<byte>(start, 0, end, second.Length);
    }
}
