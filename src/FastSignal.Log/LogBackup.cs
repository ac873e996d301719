using System.Globalization;

namespace FastSignal.Log;

/// <summary>Copies a log up to committed-until, while a server writes it or not, and reads the copy back.</summary>
public static class LogBackup
{
    /// <summary>How often the copy is begun again because the server has truncated what was to be copied. // it truncates every 10 s at most</summary>
    private const int MaxTries = 5;

    /// <summary>Makes a durable copy and reads every entry of it.</summary>
    /// <param name="source">The folder of the log.</param>
    /// <param name="target">The folder of the copy, which must not be there.</param>
    /// <param name="progress">Told the part of the work that is done, from 0 to 1; may be null.</param>
    /// <returns>What the copy holds. Damage in it is damage of the log.</returns>
    /// <exception cref="EntryLogException">There is no log, or it cannot be read.</exception>
    /// <exception cref="IOException">The disk failed, or is full.</exception>
    public static LogCopy Copy(string source, string target, Action<double>? progress = null)
    {
        var (from, to) = (new LogFolder(source), new LogFolder(target));
        for (var triesLeft = MaxTries; triesLeft > 0; triesLeft--)
        {
            using var reader = LogReader.Open(source);
            DurableFiles.MakeFolder(to.Path);
            if (TryCopySegments(from, to, reader, progress))
                return Finish(from, to, reader, progress);
            Directory.Delete(to.Path, recursive: true);
        }

        throw new EntryLogException(
            $"The log in {from.Path} was truncated {MaxTries} times while it was copied: make the backup again, or let the server keep entries longer (--retention).");
    }

    /// <summary>Copies the segments.</summary>
    /// <returns>False if the server has given one back meanwhile: the log begins later now.</returns>
    private static bool TryCopySegments(LogFolder from, LogFolder to, LogReader reader, Action<double>? progress)
    {
        var (begin, end, geometry) = (reader.Begin.Address, reader.CommittedUntil.Address, reader.Geometry);
        var segmentBytes = 1L << geometry.SegmentBits;
        var first = geometry.Segment(begin) * segmentBytes;
        long done = 0;
        for (var start = first; start < end; start += segmentBytes)
        {
            var segment = geometry.Segment(start);
            try
            {
                DurableFiles.Copy(from.SegmentFile(segment), to.SegmentFile(segment), Math.Min(segmentBytes, end - start),
                    count => progress?.Invoke((done += count) / 2.0 / (end - first)));
            }
            catch (FileNotFoundException)
            {
                // Truncated, or lost: what is lost, reading the copy shows.
                reader.Refresh();
                if (reader.Begin.Address > begin)
                    return false;
            }
        }

        return true;
    }

    private static LogCopy Finish(LogFolder from, LogFolder to, LogReader reader, Action<double>? progress)
    {
        var (begin, end) = (reader.Begin, reader.CommittedUntil);
        foreach (var path in Directory.GetFiles(from.Path))
        {
            var name = Path.GetFileName(path);
            if (name is "id" or "format" || IsOfQuarantine(name))
                DurableFiles.Copy(path, Path.Combine(to.Path, name));
        }

        CommitSlots.Create(to.SlotsFile, new CommitSlot(1, begin, end, reader.Geometry));
        to.SyncNames();

        using var copy = LogReader.Open(to.Path);
        var bytes = Math.Max(1, end.Address - begin.Address);
        var found = LogVerification.Of(copy, address => progress?.Invoke(0.5 + ((address - begin.Address) / 2.0 / bytes)));
        EnsureWhole(from, begin, end, found);
        return new LogCopy(copy.LogId, begin, end, found);
    }

    /// <summary>Readers check the numbers; this is the sum, made another way.</summary>
    private static void EnsureWhole(LogFolder from, LogPosition begin, LogPosition end, LogVerification found)
    {
        var expected = end.Sequence - begin.Sequence;
        if (found.Damaged.Count == 0 && found.Entries != expected && Quarantine.Read(from).Count == 0)
            throw new EntryLogException(
                string.Create(CultureInfo.InvariantCulture,
                    $"The copy of the log in {from.Path} has {found.Entries} entries, but must have {expected}: make it again, to another disk."));
    }

    private static bool IsOfQuarantine(string name) =>
        string.Equals(name, "quarantine", StringComparison.Ordinal)
            || (name.StartsWith("quarantine.", StringComparison.Ordinal) && !name.EndsWith(".new", StringComparison.Ordinal));
}
