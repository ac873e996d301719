using FastSignal.Server.Ingest;
using Microsoft.Extensions.Logging;

namespace FastSignal.Server.Hosting;

/// <summary>
/// Stops taking entries before the disk is full, and goes on by itself when there is room again: a full disk is a fault of the log and of
/// the lead store, and costs a restart; a nearly full one costs senders a 503.
/// </summary>
internal sealed class DiskFloor : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Func<long> _freeBytes;
    private readonly long _minFreeBytes;
    private readonly IngestState _state;
    private readonly ILogger _events;
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Thread _thread;

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
        (_freeBytes, _minFreeBytes, _state, _events) = (freeBytes, minFreeBytes, state, events);
        _thread = new Thread(Run) { IsBackground = true, Name = "fastsignal disk" };
    }

    /// <summary>Looks once.</summary>
    internal void Look()
    {
        var free = FreeBytes();
        var hasRoom = free > _minFreeBytes;
        if (hasRoom == _state.HasRoom)
            return;
        _state.HasRoom = hasRoom;
        if (hasRoom)
            _events.DiskHasRoom(free >> 20);
        else
            _events.DiskNearlyFull(free >> 20, _minFreeBytes >> 20);
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
            return long.MaxValue;
        }
    }
}
