using System.Globalization;

namespace FastSignal.Log;

/// <summary>Gives up what cannot be read, so that everything else can: damaged ranges are copied aside and put on the quarantine list.</summary>
/// <remarks>No entry of the log is changed; lost or lagging commit slots are written anew. The caller makes sure that no server writes the log
/// meanwhile.</remarks>
public static class LogRepair
{
    /// <summary>Reads a log to its true end, whatever its commit slots say, and quarantines all damage.</summary>
    /// <returns>What was found, and given up.</returns>
    /// <exception cref="EntryLogException">There is no log, or it cannot be read.</exception>
    public static LogVerification Run(string directory)
    {
        var folder = new LogFolder(directory);
        folder.ReadId();
        var hint = CommitSlots.ReadHint(folder.SlotsFile);
        using var reader = LogReader.OpenUnbounded(folder, hint, LogFormat.Read(folder) ?? LogGeometry.Default);
        var found = LogTail.Walk(reader, hint);
        foreach (var range in found.Damaged)
            KeepCopy(folder, reader.Geometry, range);
        if (found.Damaged.Count > 0)
            Quarantine.Read(folder).Add(folder, found.Damaged.ToDictionary(r => r.From, r => new LogPosition(r.To, r.NextSequence)));

        var begin = hint?.Begin ?? found.First;
        if (found.End.Sequence > 0 && found.End != hint?.End)
            CommitSlots.Create(folder.SlotsFile, new CommitSlot(hint?.Number + 1 ?? 1, begin, found.End, reader.Geometry));
        return LogVerification.Of(found);
    }

    private static void KeepCopy(LogFolder folder, LogGeometry geometry, LogVerification.DamagedRange range)
    {
        var octets = new MemoryStream();
        for (var address = range.From; address < range.To;)
        {
            var path = folder.SegmentFile(geometry.Segment(address));
            var wanted = (int)Math.Min(range.To - address, geometry.PageEnd(address) - address);
            if (File.Exists(path))
            {
                using var segment = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                var buffer = new byte[wanted];
                octets.Write(buffer, 0, RandomAccess.Read(segment, buffer, geometry.OffsetInSegment(address)));
            }

            address += wanted;
        }

        Disk.Replace(folder.QuarantineFile + string.Create(CultureInfo.InvariantCulture, $".{range.From}-{range.To}"), octets.ToArray());
    }
}
