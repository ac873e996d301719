using System.Globalization;

namespace FastSignal.Log;

/// <summary>Gives up what cannot be read, so that everything else can: damaged ranges are copied aside and put on the quarantine list.</summary>
/// <remarks>Nothing of the log itself is changed. The caller makes sure that no server writes it meanwhile.</remarks>
public static class LogRepair
{
    /// <summary>Verifies a log and quarantines all damage.</summary>
    /// <returns>What was found, and given up.</returns>
    /// <exception cref="EntryLogException">There is no log, or it cannot be read.</exception>
    public static LogVerification Run(string directory)
    {
        var folder = new LogFolder(directory);
        using var reader = LogReader.Open(directory);
        var found = LogVerification.Of(reader);
        if (found.Damaged.Count == 0)
            return found;

        foreach (var range in found.Damaged)
            KeepCopy(folder, reader.Geometry, range);
        Quarantine.Read(folder).Add(folder, found.Damaged.ToDictionary(r => r.From, r => new LogPosition(r.To, r.NextSequence)));
        return found;
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
