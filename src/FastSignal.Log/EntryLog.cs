using System.Text;
using FASTER.core;

namespace FastSignal.Log;

/// <summary>
/// The log of entries, open for writing: the only class that uses FASTER. One thread, the event loop, appends and commits.
/// </summary>
/// <remarks>
/// <para>Durability of each verb: <see cref="TryAppend"/> puts an entry in memory only; <see cref="Commit"/> returns when the octets of
/// every appended entry are synced, and then the slot that recovery needs to find them. What was appended and not committed when the
/// process dies is gone, and was never acknowledged.</para>
/// <para>FASTER's own completion of a commit (its committed-until address, on the ThreadPool) is not used: it may come before the slot.</para>
/// </remarks>
public sealed class EntryLog : IEntryLog, IDisposable
{
    private static readonly TimeSpan WaitForAnotherThread = TimeSpan.FromMilliseconds(20);

    private readonly SegmentDevice _device;
    private readonly CommitSlots _slots;
    private readonly FasterLog _log;
    private readonly byte[] _idText;
    private readonly Lock _publishing = new();
    private CommitSlot _committed;
    private CommitSlot _published;
    private long _nextSequence;
    private EntryLogException? _fault;

    private EntryLog(string id, SegmentDevice device, CommitSlots slots, FasterLog log, CommitSlot committed)
    {
        Id = id;
        _idText = Encoding.ASCII.GetBytes(id);
        _device = device;
        _slots = slots;
        _log = log;
        _committed = _published = committed;
        _nextSequence = committed.End.Sequence;
    }

    /// <summary>The eight hex digits that name this log.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> IdText => _idText;

    /// <inheritdoc/>
    public EntryLogException? Fault => _fault ?? _device.Fault;

    /// <inheritdoc/>
    public long UncommittedBytes => _log.TailAddress - _committed.End.Address;

    /// <summary>The commit slots were lost, and how far the log reaches was found from its entries.</summary>
    public bool IsRescued { get; private init; }

    /// <summary>The sequence that the next entry gets.</summary>
    public long NextSequence => _nextSequence;

    /// <summary>Where the next entry will go once everything appended is committed.</summary>
    public LogPosition CommittedUntil => _committed.End;

    /// <summary>Opens the log in a folder, makes it if there is none, and recovers it.</summary>
    /// <exception cref="EntryLogException">What is there cannot be trusted, or not be opened; it is left as it is, never replaced by an empty log.</exception>
    public static EntryLog Open(string directory, LogGeometry? geometry = null)
    {
        try
        {
            return Recover(new LogFolder(directory), geometry ?? LogGeometry.Default);
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
            lock (_publishing)
                return _published;
        }
    }

    /// <inheritdoc/>
    public bool TryAppend(Span<byte> framed, out long sequence)
    {
        sequence = _nextSequence;
        if (Fault is not null)
            return false;

        Frame.Complete(framed, sequence);
        try
        {
            // Not Enqueue: without room it spins, and allocates at each turn.
            if (!_log.TryEnqueue((ReadOnlySpan<byte>)framed, out _))
                return false;
        }
        catch (Exception e)
        {
            _fault = new EntryLogException($"The log takes no entries any more: {e.Message}", e);
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

        var until = _log.TailAddress;
        if (until == _committed.End.Address)
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

            var slot = _committed with { Number = _committed.Number + 1, End = new LogPosition(until, _nextSequence) };
            _slots.Write(slot);
            _committed = slot;
            lock (_publishing)
                _published = slot;
        }
        catch (EntryLogException e)
        {
            _fault ??= e;
            throw;
        }
        catch (Exception e)
        {
            // Whatever the disk or FASTER throws: what is durable is not known any more.
            throw _fault ??= new EntryLogException($"The log cannot be committed: {e.Message}", e);
        }
    }

    /// <summary>Closes the files. What was not committed is not kept: it was not acknowledged either.</summary>
    public void Dispose()
    {
        _log.Dispose();
        _device.Dispose();
        _slots.Dispose();
    }

    private static EntryLog Recover(LogFolder folder, LogGeometry geometry)
    {
        var isRescued = EnsureSlots(folder, geometry);
        var slots = CommitSlots.Open(folder.SlotsFile, FileAccess.ReadWrite);
        try
        {
            CheckTail(folder);
            return Start(folder, slots, slots.ReadNewest()!.Value, isRescued);
        }
        catch
        {
            slots.Dispose();
            throw;
        }
    }

    /// <summary>Makes sure that a good slot is there: of a new log, or rescued from the entries themselves.</summary>
    /// <returns>Whether the slots were lost.</returns>
    private static bool EnsureSlots(LogFolder folder, LogGeometry geometry)
    {
        var hasSegments = folder.Segments().Count > 0;
        if (!hasSegments && !File.Exists(folder.SlotsFile))
            folder.Create();
        folder.SyncNames();
        if (File.Exists(folder.SlotsFile))
        {
            using var slots = CommitSlots.Open(folder.SlotsFile, FileAccess.Read);
            if (slots.ReadNewest() is not null)
                return false;
        }

        var first = new LogPosition(LogGeometry.FirstAddress, 1);
        CommitSlots.Create(folder.SlotsFile, hasSegments ? LogRescue.Find(folder, geometry) : new CommitSlot(1, first, first, geometry));
        return hasSegments;
    }

    private static EntryLog Start(LogFolder folder, CommitSlots slots, CommitSlot committed, bool isRescued)
    {
        var device = new SegmentDevice(folder);
        var log = new FasterLog(new FasterLogSettings
        {
            LogDevice = device,
            LogCommitManager = new RecoveredCommit(committed),
            PageSizeBits = committed.Geometry.PageBits,
            SegmentSizeBits = committed.Geometry.SegmentBits,
            MemorySizeBits = committed.Geometry.MemoryBits,
            LogChecksum = LogChecksumType.None,
            FastCommitMode = false,
            TryRecoverLatest = false,
            TolerateDeviceFailure = false,
            AutoCommit = false,
        });

        // An empty log recovers to where it begins; FASTER has no page to read for it.
        if (committed.End.Address > LogGeometry.FirstAddress)
            log.Recover();

        // Recover() swallows what goes wrong and then shows an empty log.
        if (device.Fault is null && log.TailAddress == committed.End.Address && log.BeginAddress == committed.Begin.Address)
            return new EntryLog(folder.ReadId(), device, slots, log, committed) { IsRescued = isRescued };

        var cause = device.Fault?.Message ?? $"it recovered {log.BeginAddress}..{log.TailAddress} instead of {committed.Begin.Address}..{committed.End.Address}";
        log.Dispose();
        device.Dispose();
        throw new EntryLogException($"The log in {folder.Path} was not recovered: {cause}. Nothing was changed.");
    }

    /// <summary>Walks the last page: it must hold the committed entries up to the committed tail, with their numbers.</summary>
    private static void CheckTail(LogFolder folder)
    {
        using var reader = LogReader.Open(folder.Path);
        if (reader.SeekToLastPage() && reader.ReadToEnd() is { } damage)
            throw new EntryLogException($"The end of the log in {folder.Path} is damaged: {damage}. Nothing was changed. `fastsignal log verify` shows all damage; put the folder back from a backup, or give the damaged range up with `fastsignal log repair`.");
    }
}
