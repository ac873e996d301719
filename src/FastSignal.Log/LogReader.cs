using System.Buffers.Binary;
using System.Globalization;

namespace FastSignal.Log;

/// <summary>
/// Reads committed entries in order, straight from the segment files: in the server's process or in another, while the server writes.
/// It holds no lock and no epoch of the writer's, so that a slow reader costs the writer nothing.
/// </summary>
/// <remarks>
/// Every entry is checked: its frame's checksum, and its sequence, which must be the next one. A zeroed block looks to FASTER like the
/// end of a page; here the missing numbers show it. One thread at a time.
/// </remarks>
public sealed class LogReader : IDisposable
{
    private readonly string? _slotsFile;
    private readonly EntryLog? _writer;
    private readonly SegmentWindow _window;
    private readonly Quarantine _quarantine;
    private CommitSlot _committed;

    private LogReader(LogFolder folder, string? slotsFile, CommitSlot committed, EntryLog? writer = null)
    {
        _slotsFile = slotsFile;
        _writer = writer;
        _committed = committed;
        _window = new SegmentWindow(folder, committed.Geometry);
        _quarantine = Quarantine.Read(folder);
        LogId = folder.ReadId();
        Position = committed.Begin;
    }

    /// <summary>The eight hex digits that name this log.</summary>
    public string LogId { get; }

    /// <summary>The first entry that is still there.</summary>
    public LogPosition Begin => _committed.Begin;

    /// <summary>Where the next entry will go: everything below is durable. As of the last <see cref="Refresh"/>.</summary>
    public LogPosition CommittedUntil => _committed.End;

    /// <summary>Where reading goes on.</summary>
    public LogPosition Position { get; private set; }

    /// <summary>Where the entry that <see cref="Read"/> last found damaged begins, and why it is not an entry; null if it found none.</summary>
    public string? DamageText { get; private set; }

    /// <summary>Opens a log for reading, at its begin.</summary>
    /// <param name="directory">Its folder.</param>
    /// <param name="writer">The log, if this process writes it: it knows what is synced.</param>
    /// <exception cref="EntryLogException">There is no log here, or nothing says how far it is committed.</exception>
    public static LogReader Open(string directory, EntryLog? writer = null) => Open(directory, folder =>
    {
        var committed = CommitSlots.ReadHint(folder.SlotsFile) ?? throw new EntryLogException(
            $"{folder.SlotsFile} is missing or holds no good slot, and nothing else says how far the log is committed: start the server, which finds it out from the entries.");
        return new LogReader(folder, folder.SlotsFile, committed, writer);
    });

    /// <summary>Opens a log that no server writes, up to where a start would find it to reach: what was acknowledged last before a crash may be in no
    /// slot.</summary>
    /// <param name="directory">Its folder.</param>
    /// <exception cref="EntryLogException">There is no log here, it cannot be read, or its end is damaged.</exception>
    public static LogReader OpenStopped(string directory) => Open(directory, static folder =>
        new LogReader(folder, folder.SlotsFile, LogTail.Find(folder, CommitSlots.ReadHint(folder.SlotsFile), LogFormat.Read(folder) ?? LogGeometry.Default)));

    /// <summary>Opens a log up to the end of its files, whatever its slots say. Without slots its position has sequence 0 if no entry is at its
    /// begin.</summary>
    internal static LogReader OpenUnbounded(LogFolder folder, CommitSlot? hint, LogGeometry geometry)
    {
        geometry = hint?.Geometry ?? geometry;
        var segments = folder.Segments();
        var end = new LogPosition((segments.DefaultIfEmpty(-1).Last() + 1L) << geometry.SegmentBits, 0);
        if (hint is { } known)
            return new LogReader(folder, slotsFile: null, known with { End = end });

        var begin = Math.Max((long)segments.DefaultIfEmpty(0).First() << geometry.SegmentBits, LogGeometry.FirstAddress);
        var reader = new LogReader(folder, slotsFile: null, new CommitSlot(0, new LogPosition(begin, 0), end, geometry));
        reader.Seek(new LogPosition(begin, reader.SequenceAt(begin) ?? 0));
        return reader;
    }

    /// <summary>Looks how far the log is committed now, and where it begins. A slot that is just being written leaves the one before it.</summary>
    /// <remarks>A slot is written when what it stands for is durable, so it need not be durable itself: recovery finds the entries without it.</remarks>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Refresh()
    {
        if (_writer is not null)
            _committed = _writer.Published;
        else if (_slotsFile is not null && CommitSlots.ReadHint(_slotsFile) is { } newest && IsNews(newest))
            _committed = newest;
    }

    /// <summary>Goes on reading elsewhere: at a position that an entry or a checkpoint gave.</summary>
    public void Seek(LogPosition position)
    {
        Position = position;
        DamageText = null;
    }

    /// <summary>Reads one entry and moves behind it.</summary>
    /// <returns><see cref="ReadOutcome.Damaged"/> does not move: reading on there finds the same again.</returns>
    public ReadOutcome Read(out LogEntry entry)
    {
        entry = default;
        var start = Position;
        while (Position.Address < _committed.End.Address)
        {
            var pageEnd = _committed.Geometry.PageEnd(Position.Address);
            var limit = Math.Min(pageEnd, _committed.End.Address);
            if (!_window.TryCover(Position.Address, limit, LogGeometry.RecordHeaderBytes, out var octets))
                return Missing(start);

            var length = BinaryPrimitives.ReadInt32LittleEndian(octets);
            if (length != 0 || limit < pageEnd)
                return ReadRecord(start, length, limit, out entry);
            if (Position != start)
                return Damage(start, "an empty page");

            // The rest of a page is empty when the next entry did not fit. Whether entries were there before, the numbers tell.
            Position = Position with { Address = pageEnd };
        }

        return Position.Sequence == _committed.End.Sequence || Position.Address > _committed.End.Address
            ? ReadOutcome.End
            : Damage(start, Text($"the end of the log, whose next entry is {_committed.End.Sequence}"));
    }

    /// <summary>Reads to the end.</summary>
    /// <returns>The damage it met, in words; null if there is none.</returns>
    public string? ReadToEnd()
    {
        ReadOutcome outcome;
        do outcome = Read(out _);
        while (outcome is ReadOutcome.Entry or ReadOutcome.Quarantined or ReadOutcome.Truncated);
        return outcome is ReadOutcome.Damaged ? DamageText : null;
    }

    /// <summary>Behind damage, looks for the next entry whose number is at least the expected one.</summary>
    /// <returns>False if there is none below committed-until; the position is then committed-until.</returns>
    public bool TrySkipDamage() => TrySkipDamage(static _ => true);

    /// <summary>Looks for the next place behind the position where a good entry stands that can be a later one, and is accepted.</summary>
    /// <returns>False if there is none; the position is then the end.</returns>
    internal bool TrySkipDamage(Func<FrameHeader, bool> accepts)
    {
        var hole = Position;
        var claimed = Claimed(hole.Address);
        for (var address = hole.Address + LogGeometry.AlignmentBytes; TryFindFrame(ref address); address += LogGeometry.AlignmentBytes)
        {
            if (HeaderAt(address) is not { } header || !CanFollow(hole, address, header.Sequence) || IsContent(address, header.Sequence, claimed)
                || !accepts(header))
                continue;
            Seek(new LogPosition(address, header.Sequence));
            return true;
        }

        Seek(_committed.End);
        return false;
    }

    /// <summary>Goes to the start of the page that holds the last octets below a slot's end; to the begin where that page does not start with an
    /// entry.</summary>
    internal void SeekToPageOf(in CommitSlot slot)
    {
        var page = slot.Geometry.PageEnd(Math.Max(slot.End.Address - 1, slot.Begin.Address)) - slot.Geometry.PageBytes;
        // Where the page does not begin with an entry, only reading from the begin tells whether that was given up.
        Seek(page > Begin.Address && SequenceAt(page) is { } sequence ? new LogPosition(page, sequence) : Begin);
    }

    /// <inheritdoc/>
    public void Dispose() => _window.Dispose();

    internal LogGeometry Geometry => _committed.Geometry;

    private static LogReader Open(string directory, Func<LogFolder, LogReader> open)
    {
        var folder = new LogFolder(directory);
        folder.ReadId();
        try
        {
            return open(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EntryLogException($"The log in {folder.Path} cannot be read: {e.Message}", e);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private ReadOutcome ReadRecord(LogPosition start, int length, long limit, out LogEntry entry)
    {
        entry = default;
        var bytes = LogGeometry.RecordBytes(length);
        if (length <= Frame.MinBytes || Position.Address + bytes > limit)
            return Damage(start, Text($"a length of {length} octets"));
        // The octets up to the next multiple of four mean nothing: a file may end before them.
        if (!_window.TryCover(Position.Address, limit, LogGeometry.RecordHeaderBytes + length, out var octets))
            return Missing(start);
        if (!Frame.TryRead(octets.Slice(LogGeometry.RecordHeaderBytes, length), out var header, out var record))
            return Damage(start, "a checksum that does not match");
        if (header.Sequence != Position.Sequence)
            return Damage(start, Text($"entry {header.Sequence}"));

        var next = new LogPosition(Position.Address + bytes, header.Sequence + 1);
        entry = new LogEntry(header.Sequence, Position.Address, next, record);
        Position = next;
        return ReadOutcome.Entry;
    }

    private bool IsNews(in CommitSlot newest) => newest.End.Sequence > _committed.End.Sequence || newest.Begin.Address > Begin.Address;

    /// <summary>
    /// Whether an entry can be the one that a sequence of entries from the hole on has there: between them is room for those that are
    /// missing. A sender can put into a content what looks like an entry of any number. Without an expected number any may follow.
    /// </summary>
    private static bool CanFollow(LogPosition hole, long address, long sequence) =>
        hole.Sequence == 0 || (sequence >= hole.Sequence && sequence - hole.Sequence <= (address - hole.Address) / LogGeometry.RecordBytes(Frame.MinBytes + 1));

    /// <summary>The stretch that the damaged entry says it takes; an empty one if it does not say it twice alike.</summary>
    private (long Start, long End) Claimed(long address)
    {
        // Damage is reported at the end of the entry before; the damaged one may lie on the next page.
        for (var page = 0; page < 2; page++)
        {
            var pageEnd = _committed.Geometry.PageEnd(address);
            if (!_window.TryCover(address, Math.Min(pageEnd, _committed.End.Address), LogGeometry.RecordHeaderBytes + Frame.MinBytes, out var octets))
                return default;

            var length = BinaryPrimitives.ReadInt32LittleEndian(octets);
            if (length != 0)
                return Frame.HasLength(octets[LogGeometry.RecordHeaderBytes..], length) ? (address, address + LogGeometry.RecordBytes(length)) : default;
            address = pageEnd;
        }

        return default;
    }

    /// <summary>
    /// Whether what looks like an entry is what a sender has put into the content of the damaged one. Entries that overlap with where that
    /// one claims to end, since its own octets are overwritten, go on behind there; what a content holds does not. What lies before the
    /// damaged one is none of its content: its first octets may be zeros, so that an entry of the next page was taken for it.
    /// </summary>
    private bool IsContent(long address, long sequence, (long Start, long End) claimed)
    {
        if (address <= claimed.Start)
            return false;
        for (var next = address; next < claimed.End; sequence++)
        {
            if (HeaderAt(next)?.Sequence != sequence)
                return true;
            _window.TryCover(next, claimed.End, LogGeometry.RecordHeaderBytes, out var octets);
            next += LogGeometry.RecordBytes(BinaryPrimitives.ReadInt32LittleEndian(octets));
            if (next == claimed.End)
                return true;
        }

        return false;
    }

    /// <summary>The files do not have what the slot says they have: truncated since it was read, or damage.</summary>
    private ReadOutcome Missing(LogPosition start)
    {
        Refresh();
        if (start.Address >= Begin.Address)
            return Damage(start, _window.Missing);
        Seek(Begin);
        return ReadOutcome.Truncated;
    }

    private ReadOutcome Damage(LogPosition start, string found)
    {
        if (_quarantine.TryGetBehind(start.Address, out var behind))
        {
            Position = behind;
            return ReadOutcome.Quarantined;
        }

        Position = start;
        DamageText = Text($"at address {start.Address}, where entry {start.Sequence} should be, there is {found}");
        return ReadOutcome.Damaged;
    }

    /// <summary>Finds the next address, from the given one on, where a frame may stand: its octets begin with the magic, behind FASTER's header.</summary>
    private bool TryFindFrame(ref long address)
    {
        while (address < _committed.End.Address)
        {
            var pageEnd = _committed.Geometry.PageEnd(address);
            if (!_window.TryCover(address, Math.Min(pageEnd, _committed.End.Address), LogGeometry.RecordHeaderBytes + Frame.Magic.Length, out var octets))
            {
                address = pageEnd;
                continue;
            }

            var at = octets[LogGeometry.RecordHeaderBytes..].IndexOf(Frame.Magic);
            if (at >= 0 && LogGeometry.Aligned(at) == at)
            {
                address += at;
                return true;
            }

            address += at >= 0
                ? LogGeometry.Aligned(at)
                : Math.Max(LogGeometry.AlignmentBytes, (octets.Length - LogGeometry.RecordHeaderBytes - Frame.Magic.Length) & -LogGeometry.AlignmentBytes);
        }

        return false;
    }

    /// <summary>The number of the entry that starts at an address; null if no whole entry does.</summary>
    internal long? SequenceAt(long address) => HeaderAt(address)?.Sequence;

    private FrameHeader? HeaderAt(long address)
    {
        var limit = Math.Min(_committed.Geometry.PageEnd(address), _committed.End.Address);
        if (!_window.TryCover(address, limit, LogGeometry.RecordHeaderBytes, out var octets))
            return null;

        var length = BinaryPrimitives.ReadInt32LittleEndian(octets);
        return length > Frame.MinBytes
            && address + LogGeometry.RecordBytes(length) <= limit
            && _window.TryCover(address, limit, LogGeometry.RecordHeaderBytes + length, out octets)
            && Frame.TryRead(octets.Slice(LogGeometry.RecordHeaderBytes, length), out var header, out _)
                ? header
                : null;
    }
}
