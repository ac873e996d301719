using System.Collections.Concurrent;
using FASTER.core;
using Microsoft.Win32.SafeHandles;

namespace FastSignal.Log;

/// <summary>
/// The segment files as FASTER writes them. A write is only queued; <see cref="WriteQueued"/>, called by the thread that commits,
/// writes and syncs everything queued and then tells FASTER. So FASTER's flushed-until address moves only behind synced octets, and
/// no thread but the committing one ever waits for the disk.
/// </summary>
/// <remarks>The first failed write or sync is final: on Linux the next sync after a failed one succeeds, although octets are lost.</remarks>
internal sealed unsafe class SegmentDevice : StorageDeviceBase
{
    /// <summary>FASTER aligns its writes to this; sectors of 4096 octets hold eight of them.</summary>
    private const uint SectorBytes = 512;

    private readonly LogFolder _folder;
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _queuedSome = new(initialState: false);
    private readonly ConcurrentDictionary<int, SafeFileHandle> _segments = new();
    private readonly HashSet<SafeFileHandle> _unsynced = [];
    private List<QueuedWrite> _queued = [];
    private List<QueuedWrite> _writing = [];
    private volatile EntryLogException? _fault;

    /// <summary>Opens nothing yet: a segment is opened, or made, when it is first written or read.</summary>
    public SegmentDevice(LogFolder folder)
        : base(folder.SegmentPrefix, SectorBytes, Devices.CAPACITY_UNSPECIFIED) => _folder = folder;

    /// <summary>The first failure; null while all is well.</summary>
    public EntryLogException? Fault => _fault;

    /// <summary>Queues a write. Any thread: whichever leaves FASTER's epoch last issues it.</summary>
    public override void WriteAsync(IntPtr sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object context)
    {
        lock (_gate)
            _queued.Add(new QueuedWrite(sourceAddress, segmentId, (long)destinationAddress, numBytesToWrite, callback, context));
        _queuedSome.Set();
    }

    /// <summary>Writes and syncs all that is queued, on this thread, then runs FASTER's callbacks.</summary>
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

    /// <summary>Reads at once: FASTER reads only when it recovers, one page.</summary>
    public override void ReadAsync(int segmentId, ulong sourceAddress, IntPtr destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object context)
    {
        uint read = 0;
        uint errorCode = 0;
        try
        {
            // SAFETY: FASTER owns readLength octets at destinationAddress until the callback has run.
            var target = new Span<byte>((void*)destinationAddress, (int)readLength);
            var handle = Segment(segmentId);
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

    /// <summary>Deletes a segment that lies wholly below the begin address.</summary>
    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result)
    {
        if (_segments.TryRemove(segment, out var handle))
            handle.Dispose();
        File.Delete(_folder.SegmentFile(segment));
        callback(result);
    }

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
            foreach (var handle in _unsynced)
                Disk.Sync(handle);
            _unsynced.Clear();
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
        RandomAccess.Write(handle, new ReadOnlySpan<byte>((void*)write.Source, (int)write.Length), write.Offset);
        _unsynced.Add(handle);
    }

    private SafeFileHandle Segment(int segment) => _segments.TryGetValue(segment, out var handle) ? handle : OpenSegment(segment);

    private SafeFileHandle OpenSegment(int segment)
    {
        var path = _folder.SegmentFile(segment);
        var isNew = !File.Exists(path);
        var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (isNew)
            Disk.SyncDirectory(_folder.Path);
        return _segments.GetOrAdd(segment, handle);
    }

    /// <summary>A write that FASTER asked for.</summary>
    private readonly record struct QueuedWrite(IntPtr Source, int Segment, long Offset, uint Length, DeviceIOCompletionCallback Callback, object Context);
}
