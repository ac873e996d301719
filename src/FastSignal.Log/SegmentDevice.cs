using System.Collections.Concurrent;
using FASTER.core;
using Microsoft.Win32.SafeHandles;

namespace FastSignal.Log;

/// <summary>
/// The segment files as FASTER writes them. A write is only queued; <see cref="WriteQueued"/>, called by the thread that commits,
/// writes everything queued, durably, and then tells FASTER. So FASTER's flushed-until address moves only behind durable octets, and
/// no thread but the committing one ever waits for the disk.
/// </summary>
/// <remarks>The first failed write is final: on Linux the next one may succeed although octets of the failed one are lost.</remarks>
internal sealed unsafe class SegmentDevice : StorageDeviceBase
{
    /// <summary>FASTER aligns its writes, and the memory that they come from, to this: what a file takes that is written past the page cache.</summary>
    private const uint SectorBytes = 4096;

    private readonly LogFolder _folder;
    private readonly LogUpkeep _upkeep;
    private readonly IDiskProbe? _probe;
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _queuedSome = new(initialState: false);
    private readonly ConcurrentDictionary<int, SafeFileHandle> _segments = new();
    private List<QueuedWrite> _queued = [];
    private List<QueuedWrite> _writing = [];
    private volatile EntryLogException? _fault;

    /// <summary>Opens nothing yet: a segment is opened, or made, when it is first written.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="upkeep">Has the next segment file ready.</param>
    /// <param name="probe">Told of each write; for tests.</param>
    public SegmentDevice(LogFolder folder, LogUpkeep upkeep, IDiskProbe? probe)
        : base(folder.SegmentPrefix, SectorBytes, Devices.CAPACITY_UNSPECIFIED) => (_folder, _upkeep, _probe) = (folder, upkeep, probe);

    /// <summary>The first failure; null while all is well.</summary>
    public EntryLogException? Fault => _fault;

    /// <summary>Queues a write. Any thread: whichever leaves FASTER's epoch last issues it.</summary>
    public override void WriteAsync(
        IntPtr sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object context)
    {
        lock (_gate)
            _queued.Add(new QueuedWrite(sourceAddress, segmentId, (long)destinationAddress, numBytesToWrite, callback, context));
        _queuedSome.Set();
    }

    /// <summary>Writes all that is queued, durably, on this thread, then runs FASTER's callbacks.</summary>
    /// <returns>False if nothing was queued. Whether the disk failed, <see cref="Fault"/> says.</returns>
    public bool WriteQueued()
    {
        lock (_gate)
        {
            if (_queued.Count == 0)
                return false;
            (_queued, _writing) = (_writing, _queued);
        }

        var errorCode = TryWrite() ? 0u : (uint)(_fault!.InnerException?.HResult ?? 1);
        foreach (var write in _writing)
            write.Callback(errorCode, errorCode == 0 ? write.Length : 0, write.Context);
        _writing.Clear();
        return true;
    }

    /// <summary>Waits until some thread has queued a write, at most for <paramref name="atMost"/>.</summary>
    public void WaitForQueued(TimeSpan atMost) => _queuedSome.WaitOne(atMost);

    /// <summary>Reads at once: FASTER reads only when it recovers, one page. Through the page cache, which takes any address and length.</summary>
    public override void ReadAsync(
        int segmentId, ulong sourceAddress, IntPtr destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object context)
    {
        uint read = 0;
        uint errorCode = 0;
        try
        {
            // SAFETY: FASTER owns readLength octets at destinationAddress until the callback has run.
            var target = new Span<byte>((void*)destinationAddress, (int)readLength);

            // It may ask for the page of a segment that is not there yet: where the log ends with a segment, after a repair.
            _ = Segment(segmentId);
            using var handle = File.OpenHandle(_folder.SegmentFile(segmentId), share: FileShare.ReadWrite | FileShare.Delete);
            while (RandomAccess.Read(handle, target[(int)read..], (long)sourceAddress + read) is > 0 and var count)
                read += (uint)count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errorCode = (uint)e.HResult;
            _fault ??= new EntryLogException($"The log cannot be read: {e.Message}", e);
        }

        callback(errorCode, read, context);
    }

    /// <summary>Deletes a segment that lies wholly below the begin address. Any thread; none of it is ever written again.</summary>
    /// <exception cref="IOException">It cannot be deleted.</exception>
    public void Delete(int segment)
    {
        Close(segment);
        File.Delete(_folder.SegmentFile(segment));
    }

    private void Close(int segment)
    {
        if (_segments.TryRemove(segment, out var handle))
            handle.Dispose();
    }

    /// <summary>FASTER is never asked to truncate, see <see cref="EntryLog.Truncate"/>.</summary>
    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var handle in _segments.Values)
            handle.Dispose();
        _segments.Clear();
        _queuedSome.Dispose();
    }

    private bool TryWrite()
    {
        if (_fault is not null)
            return false;
        try
        {
            foreach (var write in _writing)
                Write(write);
            return true;
        }
        catch (Exception e)
        {
            // Any kind: too large for the file system comes as an argument out of range.
            _fault = new EntryLogException($"The log cannot be written: {e.Message}", e);
            return false;
        }
    }

    private void Write(in QueuedWrite write)
    {
        var handle = Segment(write.Segment);

        // SAFETY: FASTER keeps the page where it is, unchanged below its read-only address, until the callback has run.
        var octets = new ReadOnlySpan<byte>((void*)write.Source, (int)write.Length);
        _probe?.Writing(_folder.SegmentFile(write.Segment), write.Offset, octets, isSynced: true);
        RandomAccess.Write(handle, octets, write.Offset);
    }

    private SafeFileHandle Segment(int segment) => _segments.TryGetValue(segment, out var handle) ? handle : OpenSegment(segment);

    private SafeFileHandle OpenSegment(int segment)
    {
        var path = _folder.SegmentFile(segment);
        _probe?.Opening(path);
        var isNew = !File.Exists(path);
        if (isNew)
            _upkeep.TryGiveSpare(path);
        var handle = Disk.OpenSynced(path);
        if (isNew)
            Disk.SyncDirectory(_folder.Path);

        // What lies further back is never written again; if it is, it is opened again.
        foreach (var done in _segments.Keys.Where(s => s < segment - 1))
            Close(done);
        return _segments.GetOrAdd(segment, handle);
    }

    /// <summary>A write that FASTER asked for.</summary>
    private readonly record struct QueuedWrite(IntPtr Source, int Segment, long Offset, uint Length, DeviceIOCompletionCallback Callback, object Context);
}
