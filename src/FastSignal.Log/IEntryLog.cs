namespace FastSignal.Log;

/// <summary>The writer's side of a log, as the event loop sees it. All members belong to one thread.</summary>
public interface IEntryLog
{
    /// <summary>Octets that were appended and are not yet durable.</summary>
    long UncommittedBytes { get; }

    /// <summary>Why nothing is acknowledged any more; null while all is well. Sticky: only a restart, which recovers, clears it.</summary>
    EntryLogException? Fault { get; }

    /// <summary>The eight hex digits that name this log in every Entry-Id, as ASCII.</summary>
    ReadOnlySpan<byte> IdText { get; }

    /// <summary>Puts an entry in the log, in memory only until <see cref="Commit"/> returns.</summary>
    /// <param name="framed">The record, with <see cref="Frame.Bytes"/> free octets in front that the frame is written into.</param>
    /// <param name="sequence">The number of the entry, one more than that of the last.</param>
    /// <returns>False if there is no room now, or after a fault: nothing was appended and no sequence was used.</returns>
    bool TryAppend(Span<byte> framed, out long sequence);

    /// <summary>Makes everything appended so far durable, on this thread: when it returns, all of it may be acknowledged.</summary>
    /// <exception cref="EntryLogException">The disk failed. Nothing may be acknowledged any more.</exception>
    void Commit();
}
