namespace FastSignal.Log;

/// <summary>How much of a log is kept behind the checkpoint, so that a mapping can be tried on history and entries be replayed. Only plans; changes
/// nothing.</summary>
/// <param name="Time">For how long an entry is kept after it was received; null: for ever, as far as <paramref name="Bytes"/> allows.</param>
/// <param name="Bytes">How many octets of log are kept; null: as many as come within <paramref name="Time"/>.</param>
/// <remarks>
/// Space is given back by whole segments, since that is what a file system takes back. Neither what the consumer has not worked off nor
/// the segment that is being written is ever given up: both limits count only behind the checkpoint.
/// </remarks>
public sealed record LogRetention(TimeSpan? Time, long? Bytes)
{
    /// <summary>Size of the segments of a log, in octets: fixed when it was made.</summary>
    public static long SegmentBytes(LogReader reader) => 1L << reader.Geometry.SegmentBits;

    /// <summary>How many segments hold committed octets.</summary>
    public static int SegmentCount(LogReader reader) => reader.CommittedUntil.Address > reader.Begin.Address
        ? reader.Geometry.Segment(reader.CommittedUntil.Address - 1) - reader.Geometry.Segment(reader.Begin.Address) + 1
        : 0;

    /// <summary>Finds where the log should begin.</summary>
    /// <param name="reader">The log, as far as it was refreshed; its position is lost.</param>
    /// <param name="from">Its begin, or where an earlier plan would have it begin: what may go once, may always go.</param>
    /// <param name="checkpoint">Where the consumer resumes; null if that is not known, and then nothing is given up.</param>
    /// <param name="now">The time.</param>
    /// <param name="receivedAt">Reads from a record when it was received; null if it cannot.</param>
    /// <returns>The first entry that is kept: the first of a segment, or <paramref name="from"/>.</returns>
    public LogPosition Plan(
        LogReader reader, LogPosition from, LogPosition? checkpoint, DateTimeOffset now, Func<ReadOnlySpan<byte>, DateTimeOffset?> receivedAt)
    {
        if (checkpoint is not { } consumed)
            return from;

        var begin = from;

        var segmentBytes = SegmentBytes(reader);
        var last = Math.Min(consumed.Address, reader.CommittedUntil.Address);
        for (var start = (reader.Geometry.Segment(begin.Address) + 1) * segmentBytes; start <= last; start += segmentBytes)
        {
            // Where damage hides the first entry the log cannot begin; a later segment decides about this one, too.
            if (reader.SequenceAt(start) is not { } sequence)
                continue;
            var first = new LogPosition(start, sequence);
            var keptBytes = reader.CommittedUntil.Address - Math.Max(begin.Address, start - segmentBytes);
            if (!(keptBytes > Bytes) && !IsPast(reader, first, now, receivedAt))
                break;
            begin = first;
        }

        return begin;
    }

    /// <summary>Whether everything in front of an entry is older than what is kept: it was received before that entry was.</summary>
    private bool IsPast(LogReader reader, LogPosition first, DateTimeOffset now, Func<ReadOnlySpan<byte>, DateTimeOffset?> receivedAt)
    {
        if (Time is not { } time)
            return false;
        reader.Seek(first);
        return reader.Read(out var entry) is ReadOutcome.Entry && now - receivedAt(entry.Record) > time;
    }
}
