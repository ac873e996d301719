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
    private readonly CommitSlots? _slots;
    private readonly EntryLog? _writer;
    private readonly SegmentWindow _window;
    private readonly Quarantine _quarantine;
    private CommitSlot _committed;

    private LogReader(LogFolder folder, CommitSlots? slots, CommitSlot committed, EntryLog? writer = null)
    {
        _slots = slots;
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
    public static LogReader Open(string directory, EntryLog? writer = null)
    {
        var folder = new LogFolder(directory);
        folder.ReadId();
        CommitSlots? slots = null;
        try
        {
            slots = CommitSlots.Open(folder.SlotsFile, FileAccess.Read);
            var committed = slots.ReadNewest() ?? throw new EntryLogException($"{folder.SlotsFile} holds no good slot: nothing says how far the log is committed: start the server, which finds it out from the entries.");
            slots.Sync();
            return new LogReader(folder, slots, committed, writer);
        }
        catch (EntryLogException)
        {
            slots?.Dispose();
            throw;
        }
        catch (FileNotFoundException e)
        {
            throw new EntryLogException($"{folder.SlotsFile} is missing, and nothing says how far the log is committed: start the server, which finds it out from the entries.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            slots?.Dispose();
            throw new EntryLogException($"The log in {folder.Path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Opens a log whose slots are lost: up to the end of its files. Its position has sequence 0 if no entry is at its begin.</summary>
    internal static LogReader OpenWithoutSlots(LogFolder folder, LogGeometry geometry)
    {
        var segments = folder.Segments();
        var begin = Math.Max((long)segments[0] << geometry.SegmentBits, LogGeometry.FirstAddress);
        var end = (segments[^1] + 1L) << geometry.SegmentBits;
        var reader = new LogReader(folder, slots: null, new CommitSlot(0, new LogPosition(begin, 0), new LogPosition(end, 0), geometry));
        reader.Seek(new LogPosition(begin, reader.SequenceAt(begin) ?? 0));
        return reader;
    }

    /// <summary>Looks how far the log is committed now. A slot that is just being written leaves the one before it.</summary>
    /// <remarks>A slot counts only once it is synced: what takes effect before that would outlive, after a power cut, the entry it came from.</remarks>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Refresh()
    {
        if (_writer is not null)
        {
            _committed = _writer.Published;
        }
        else if (_slots?.ReadNewest() is { } newest && newest.Number > _committed.Number)
        {
            _slots.Sync();
            _committed = newest;
        }
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
                return Damage(start, _window.Missing);

            var length = BinaryPrimitives.ReadInt32LittleEndian(octets);
            if (length != 0 || limit < pageEnd)
                return ReadRecord(start, length, limit, out entry);

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
        while (outcome is ReadOutcome.Entry or ReadOutcome.Quarantined);
        return outcome is ReadOutcome.Damaged ? DamageText : null;
    }

    /// <summary>Behind damage, looks for the next entry whose number is at least the expected one: behind this record, else at a later page.</summary>
    /// <returns>False if there is none below committed-until; the position is then committed-until.</returns>
    public bool TrySkipDamage()
    {
        var expected = Position.Sequence;
        for (var address = BehindThisRecord(); address < _committed.End.Address; address = _committed.Geometry.PageEnd(address))
        {
            if (SequenceAt(address) is not { } sequence || sequence < expected)
                continue;
            Seek(new LogPosition(address, sequence));
            return true;
        }

        Seek(_committed.End);
        return false;
    }

    /// <summary>Goes to the start of the page that holds the last committed octets.</summary>
    /// <returns>False if the log is empty.</returns>
    public bool SeekToLastPage()
    {
        if (_committed.End.Address <= Begin.Address)
            return false;

        var last = _committed.Geometry.PageEnd(_committed.End.Address - 1) - _committed.Geometry.PageBytes;
        // Where the page does not begin with an entry, only reading from the begin tells whether that was given up.
        Seek(last > Begin.Address && SequenceAt(last) is { } sequence ? new LogPosition(last, sequence) : Begin);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _window.Dispose();
        _slots?.Dispose();
    }

    internal LogGeometry Geometry => _committed.Geometry;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private ReadOutcome ReadRecord(LogPosition start, int length, long limit, out LogEntry entry)
    {
        entry = default;
        var bytes = LogGeometry.RecordBytes(length);
        if (length <= Frame.Bytes || Position.Address + bytes > limit)
            return Damage(start, Text($"a length of {length} octets"));
        if (!_window.TryCover(Position.Address, limit, (int)bytes, out var octets))
            return Damage(start, _window.Missing);
        if (!Frame.TryRead(octets.Slice(LogGeometry.RecordHeaderBytes, length), out var sequence, out var record))
            return Damage(start, "a checksum that does not match");
        if (sequence != Position.Sequence)
            return Damage(start, Text($"entry {sequence}"));

        var next = new LogPosition(Position.Address + bytes, sequence + 1);
        entry = new LogEntry(sequence, Position.Address, next, record);
        Position = next;
        return ReadOutcome.Entry;
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

    private long BehindThisRecord()
    {
        var limit = Math.Min(_committed.Geometry.PageEnd(Position.Address), _committed.End.Address);
        return _window.TryCover(Position.Address, limit, LogGeometry.RecordHeaderBytes, out var octets)
            && BinaryPrimitives.ReadInt32LittleEndian(octets) is > Frame.Bytes and var length
            && Position.Address + LogGeometry.RecordBytes(length) < limit
            && SequenceAt(Position.Address + LogGeometry.RecordBytes(length)) is not null
                ? Position.Address + LogGeometry.RecordBytes(length)
                : _committed.Geometry.PageEnd(Position.Address);
    }

    /// <summary>The number of the entry that starts at an address; null if no whole entry does.</summary>
    internal long? SequenceAt(long address)
    {
        var limit = Math.Min(_committed.Geometry.PageEnd(address), _committed.End.Address);
        if (!_window.TryCover(address, limit, LogGeometry.RecordHeaderBytes, out var octets))
            return null;

        var length = BinaryPrimitives.ReadInt32LittleEndian(octets);
        return length > Frame.Bytes
            && address + LogGeometry.RecordBytes(length) <= limit
            && _window.TryCover(address, limit, (int)LogGeometry.RecordBytes(length), out octets)
            && Frame.TryRead(octets.Slice(LogGeometry.RecordHeaderBytes, length), out var sequence, out _)
                ? sequence
                : null;
    }
}
