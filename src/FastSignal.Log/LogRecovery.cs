namespace FastSignal.Log;

/// <summary>
/// Makes a log ready for its writer: finds its true end, says so in a synced slot, and clears what lies behind it. Until then FASTER may
/// not see the log, since its own recovery discards everything behind the slot.
/// </summary>
/// <param name="folder">The log's folder.</param>
/// <param name="geometry">The geometry of a log that is new, or has lost its slots.</param>
/// <param name="probe">Told of each write; for tests.</param>
internal sealed class LogRecovery(LogFolder folder, LogGeometry geometry, IDiskProbe? probe)
{
    /// <summary>The commit slots were lost, and how far the log reaches was found from its entries alone.</summary>
    public bool IsRescued { get; private set; }

    /// <summary>Recovers the log; one that is not there is made.</summary>
    /// <returns>Up to where it is committed.</returns>
    /// <exception cref="EntryLogException">It cannot be trusted. Nothing was changed.</exception>
    public CommitSlot Run()
    {
        var segments = folder.Segments();
        if (segments.Count == 0 && !File.Exists(folder.SlotsFile))
            folder.Create();
        folder.ReadId();
        folder.SyncNames();

        var format = LogFormat.Read(folder);
        var hint = CommitSlots.ReadHint(folder.SlotsFile);
        IsRescued = hint is null && segments.Count > 0;
        var committed = hint is null && segments.Count == 0 ? New(format) : LogTail.Find(folder, hint, format ?? geometry);
        if (format is null)
            LogFormat.Write(folder, committed.Geometry);
        if (hint is null)
            CommitSlots.Create(folder.SlotsFile, committed);
        else if (hint != committed)
            Write(committed);

        // What was written and never acknowledged must not come back: a later entry with its number may lie in front of it one day.
        foreach (var segment in segments.Where(s => s >= committed.Geometry.Segment(committed.End.Address)))
            ZeroFill.Clear(folder.SegmentFile(segment), OffsetOfEnd(segment, committed), probe);
        return committed;
    }

    private static long OffsetOfEnd(int segment, in CommitSlot committed) =>
        segment == committed.Geometry.Segment(committed.End.Address) ? committed.Geometry.OffsetInSegment(committed.End.Address) : 0;

    private CommitSlot New(LogGeometry? format)
    {
        var first = new LogPosition(LogGeometry.FirstAddress, 1);
        return new CommitSlot(1, first, first, format ?? geometry);
    }

    private void Write(in CommitSlot committed)
    {
        using var slots = CommitSlots.Open(folder.SlotsFile, FileAccess.ReadWrite, probe);
        slots.Write(committed);
        slots.Sync();
    }
}
