using FastSignal.Server.Ingest;
using Microsoft.Extensions.Logging;

namespace FastSignal.Server.Hosting;

/// <summary>
/// Stops taking entries before the disk is full, and goes on by itself when there is room again: a full disk is a fault of the log and of
/// the lead store, and costs a restart; a nearly full one costs senders a 503.
/// </summary>
/// <remarks>
/// Each look says how much may be appended until the next, since a fast sender fills a small disk within a second. What is committed is
/// read before the disk is asked: if a commit comes between, it is counted twice, and the room is a little less than there is.
/// </remarks>
internal sealed class DiskFloor : IDisposable
{
    /// <summary>What a file system that cannot be asked has: endless for a log, and far from an overflow.</summary>
    private const long Endless = 1L << 60;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Func<long> _freeBytes;
    private readonly IngestState _state;
    private readonly ILogger _events;
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Thread _thread;
    private bool _wasFull;

    /// <summary>Begins to watch the file system of a folder.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="minFreeBytes">The floor; null: the smaller of 1 GiB and 5 % of the file system.</param>
    /// <param name="state">Told whether there is room.</param>
    /// <param name="events">Told when that changes.</param>
    public static DiskFloor Watch(DataFolder folder, long? minFreeBytes, IngestState state, ILogger events)
    {
        var drive = new DriveInfo(folder.Path);
        var floor = new DiskFloor(() => drive.AvailableFreeSpace, minFreeBytes ?? Math.Min(1L << 30, drive.TotalSize / 20), state, events);
        floor.Look();
        floor._thread.Start();
        return floor;
    }

    /// <summary>Makes a floor that is looked at by hand.</summary>
    internal DiskFloor(Func<long> freeBytes, long minFreeBytes, IngestState state, ILogger events)
    {
        (_freeBytes, MinFreeBytes, _state, _events) = (freeBytes, minFreeBytes, state, events);
        _thread = new Thread(Run) { IsBackground = true, Name = "fastsignal disk" };
    }

    /// <summary>The floor, in octets.</summary>
    public long MinFreeBytes { get; }

    /// <summary>Looks once.</summary>
    internal void Look()
    {
        var committed = _state.CommittedBytes;
        var free = FreeBytes();
        _state.SetRoomUntil(committed + free - MinFreeBytes);
        var isFull = free <= MinFreeBytes;
        if (isFull == _wasFull)
            return;
        _wasFull = isFull;
        if (isFull)
            _events.DiskNearlyFull(free >> 20, MinFreeBytes >> 20);
        else
            _events.DiskHasRoom(free >> 20);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Set();
        if (_thread.IsAlive)
            _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.WaitOne(Interval))
            Look();
    }

    /// <summary>A file system that cannot be asked says nothing about its room: the log will say so when it is written.</summary>
    private long FreeBytes()
    {
        try
        {
            return _freeBytes();
        }
        catch (IOException)
        {
            return Endless;
        }
    }
}
