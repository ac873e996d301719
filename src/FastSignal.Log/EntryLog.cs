using System.Text;
using FASTER.core;

namespace FastSignal.Log;

/// <summary>
/// The log of entries, open for writing: the only class that uses FASTER. One thread, the event loop, appends and commits.
/// </summary>
/// <remarks>
/// <para>Durability of each verb: <see cref="TryAppend"/> puts an entry in memory only; <see cref="Commit"/> returns when the octets of
/// every appended entry are durable: one synced write, and recovery finds them by themselves. What was appended and not committed when
/// the process dies is gone, or comes back whole; it was never acknowledged.</para>
/// <para>FASTER's own completion of a commit (its committed-until address, on the ThreadPool) is not used, nor its truncation.</para>
/// </remarks>
public sealed class EntryLog : IEntryLog, IDisposable
{
    private static readonly TimeSpan WaitForAnotherThread = TimeSpan.FromMilliseconds(20);

    private readonly LogFolder _folder;
    private readonly LogUpkeep _upkeep;
    private readonly SegmentDevice _device;
    private readonly CommitSlots _slots;
    private readonly FasterLog _log;
    private readonly FasterCommits _fasterCommits;
    private readonly byte[] _idText;
    private readonly Lock _slotGate = new();
    private CommitSlot _slot;
    private bool _isSlotSynced = true;
    private LogPosition _committedUntil;
    private long _appendedUntil;
    private long _nextSequence;
    private EntryLogException? _fault;
    private bool _isDisposed;

    private EntryLog(LogFolder folder, FasterLog log, FasterCommits fasterCommits, SegmentDevice device, LogUpkeep upkeep, CommitSlots slots,
        CommitSlot committed)
    {
        _folder = folder;
        Id = folder.ReadId();
        _idText = Encoding.ASCII.GetBytes(Id);
        _device = device;
        _slots = slots;
        _log = log;
        _fasterCommits = fasterCommits;
        _upkeep = upkeep;
        _slot = committed;
        _committedUntil = committed.End;
        _appendedUntil = committed.End.Address;
        _nextSequence = committed.End.Sequence;
    }

    /// <summary>The eight hex digits that name this log.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> IdText => _idText;

    /// <inheritdoc/>
    public EntryLogException? Fault => Volatile.Read(ref _fault) ?? _device.Fault;

    /// <inheritdoc/>
    public long UncommittedBytes => _appendedUntil - _committedUntil.Address;

    /// <summary>The commit slots were lost, and how far the log reaches was found from its entries.</summary>
    public bool IsRescued { get; private init; }

    /// <summary>The sequence that the next entry gets.</summary>
    public long NextSequence => _nextSequence;

    /// <summary>Where the next entry will go once everything appended is committed.</summary>
    public LogPosition CommittedUntil => _committedUntil;

    /// <summary>How the log's addresses become files: as it was made, whatever was asked for when it was opened.</summary>
    public LogGeometry Geometry => _slot.Geometry;

    /// <summary>Opens the log in a folder, makes it if there is none, and recovers it.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="geometry">The geometry of a log that is made.</param>
    /// <param name="keepFreeBytes">Octets of the file system that are left free when files are filled with zeros ahead of their use.</param>
    /// <exception cref="EntryLogException">What is there cannot be trusted, or not be opened; it is left as it is, never replaced by an empty log.</exception>
    public static EntryLog Open(string directory, LogGeometry? geometry = null, long keepFreeBytes = 0) =>
        Open(directory, geometry, keepFreeBytes, probe: null);

    /// <summary>As the other, with a probe.</summary>
    internal static EntryLog Open(string directory, LogGeometry? geometry, long keepFreeBytes, IDiskProbe? probe)
    {
        try
        {
            var folder = new LogFolder(directory);
            var recovery = new LogRecovery(folder, geometry ?? LogGeometry.Default, probe);
            return Start(folder, recovery.Run(), recovery.IsRescued, keepFreeBytes, probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EntryLogException($"The log in {directory} cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>How far the log is committed, for readers in this process. Any thread.</summary>
    internal CommitSlot Published
    {
        get
        {
            lock (_slotGate)
                return _slot;
        }
    }

    /// <inheritdoc/>
    public bool TryAppend(Span<byte> framed, out long sequence)
    {
        sequence = _nextSequence;
        if (Fault is not null || framed.Length > Geometry.MaxFramedBytes)
            return false;

        Frame.Complete(framed, sequence, _committedUntil.Sequence);
        try
        {
            // Not Enqueue: without room it spins, and allocates at each turn.
            if (!_log.TryEnqueue((ReadOnlySpan<byte>)framed, out var address))
                return false;

            // Not FASTER's tail: an append that finds no room may leave that at the start of the next page.
            _appendedUntil = address + LogGeometry.RecordBytes(framed.Length);
        }
        catch (Exception e)
        {
            Fail(new EntryLogException($"The log takes no entries any more: {e.Message}", e));
            return false;
        }

        _nextSequence++;
        return true;
    }

    /// <inheritdoc/>
    public void Commit()
    {
        // FASTER does not say that it has given up: after a failed write it issues none, and its flushed-until address stands still.
        if (Fault is { } fault)
            throw fault;

        var until = _appendedUntil;
        if (until == _committedUntil.Address)
            return;

        try
        {
            _log.Commit(spinWait: false);
            while (_log.FlushedUntilAddress < until)
            {
                // Nearly always FASTER has queued the write on this very thread.
                if (!_device.WriteQueued())
                    _device.WaitForQueued(WaitForAnotherThread);
                if (_device.Fault is { } failed)
                    throw failed;
            }

            _committedUntil = new LogPosition(until, _nextSequence);
            WriteSlot(_committedUntil, begin: null);
        }
        catch (EntryLogException e)
        {
            throw Fail(e);
        }
        catch (Exception e)
        {
            // Whatever the disk or FASTER throws: what is durable is not known any more.
            throw Fail(new EntryLogException($"The log cannot be committed: {e.Message}", e));
        }
    }

    /// <summary>Gives back what lies below an entry: moves the begin there, durably, then deletes the segment files below it. Any thread.</summary>
    /// <param name="begin">An entry of the log, committed, as a reader gives it.</param>
    /// <remarks>FASTER is not told: it never reads what it has written. A reader below the new begin is moved there.</remarks>
    /// <exception cref="EntryLogException">The disk failed. What is not deleted is deleted by the next truncation.</exception>
    public void Truncate(LogPosition begin)
    {
        try
        {
            lock (_slotGate)
            {
                if (begin.Address <= _slot.Begin.Address || begin.Address > _slot.End.Address)
                    return;

                // Both slots: if the newest is ever lost, the other must not begin in what is deleted.
                WriteSlot(end: null, begin);
                WriteSlot(end: null, begin);
            }

            // Durable first: recovery would look for the files. Not left to the upkeep, which may have begun a sync before.
            if (!TrySyncSlots(isForced: true))
                throw Fault!;
            foreach (var segment in _folder.Segments().Where(s => s < Geometry.Segment(begin.Address)))
                _device.Delete(segment);
            Disk.SyncDirectory(_folder.Path);
        }
        catch (IOException e)
        {
            throw new EntryLogException($"The log cannot be truncated: {e.Message}", e);
        }
    }

    /// <summary>Closes the files. What was not committed is not kept: it was not acknowledged either.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _upkeep.Dispose();
        _fasterCommits.End();
        _log.Dispose();
        _device.Dispose();
        TrySyncSlots();
        _slots.Dispose();
    }

    private EntryLogException Fail(EntryLogException fault) => Interlocked.CompareExchange(ref _fault, fault, null) ?? fault;

    private void WriteSlot(LogPosition? end, LogPosition? begin)
    {
        lock (_slotGate)
        {
            var slot = _slot with { Number = _slot.Number + 1, Begin = begin ?? _slot.Begin, End = end ?? _slot.End };
            _slots.Write(slot);
            _slot = slot;
            _isSlotSynced = false;
        }
    }

    /// <summary>Syncs the slots, if they were written since. A disk that does not take a slot does not take entries either: sticky.</summary>
    private bool TrySyncSlots(bool isForced = false)
    {
        lock (_slotGate)
        {
            if (_isSlotSynced && !isForced)
                return true;
            _isSlotSynced = true;
        }

        try
        {
            _slots.Sync();
            return true;
        }
        catch (IOException e)
        {
            Fail(new EntryLogException($"The commit slot cannot be synced: {e.Message}", e));
            return false;
        }
    }

    private static EntryLog Start(LogFolder folder, CommitSlot committed, bool isRescued, long keepFreeBytes, IDiskProbe? probe)
    {
        EntryLog? started = null;
        var upkeep = new LogUpkeep(
            folder, committed.Geometry, () => Disk.FreeBytes(folder.Path) - keepFreeBytes, () => Volatile.Read(ref started)?.TrySyncSlots());
        upkeep.Start(needsSegment: !File.Exists(folder.SegmentFile(committed.Geometry.Segment(committed.End.Address))));
        var device = new SegmentDevice(folder, upkeep, probe);
        var fasterCommits = new FasterCommits(committed);
        var log = OpenFaster(device, fasterCommits, committed);

        // Recover() swallows most of what goes wrong and then shows an empty log.
        if (device.Fault is null && log.TailAddress == committed.End.Address && log.BeginAddress == committed.Begin.Address)
        {
            var slots = CommitSlots.Open(folder.SlotsFile, FileAccess.ReadWrite, probe);
            Volatile.Write(ref started, new EntryLog(folder, log, fasterCommits, device, upkeep, slots, committed) { IsRescued = isRescued });
            return started;
        }

        var cause = device.Fault?.Message
            ?? $"it recovered {log.BeginAddress}..{log.TailAddress} instead of {committed.Begin.Address}..{committed.End.Address}";
        upkeep.Dispose();
        log.Dispose();
        device.Dispose();
        throw new EntryLogException($"The log in {folder.Path} was not recovered: {cause}. No entry was changed.");
    }

    private static FasterLog OpenFaster(SegmentDevice device, FasterCommits commits, CommitSlot committed)
    {
        var log = new FasterLog(new FasterLogSettings
        {
            LogDevice = device,
            LogCommitManager = commits,
            PageSizeBits = committed.Geometry.PageBits,
            SegmentSizeBits = committed.Geometry.SegmentBits,
            MemorySizeBits = committed.Geometry.MemoryBits,
            LogChecksum = LogChecksumType.None,
            FastCommitMode = false,
            TryRecoverLatest = false,
            TolerateDeviceFailure = false,
            AutoCommit = false,
        });

        try
        {
            // An empty log recovers to where it begins; FASTER has no page to read for it.
            if (committed.End.Address > LogGeometry.FirstAddress)
                log.Recover();
        }
        catch (FasterException)
        {
            // The device knows why, and the addresses show it.
        }

        return log;
    }
}
