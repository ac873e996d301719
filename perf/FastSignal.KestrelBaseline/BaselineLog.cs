using System.Threading.Channels;
using FASTER.core;

namespace FastSignal.KestrelBaseline;

/// <summary>FasterLog as its documentation shows it: with durability, a background task commits and every append waits for its commit.</summary>
internal sealed class BaselineLog : BackgroundService, IEntrySink
{
    private readonly Channel<bool> _appended = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly IDevice _device;
    private readonly FasterLog _log;
    private readonly Committing _committing;

    /// <summary>Opens an empty log in a folder, which is made anew.</summary>
    public BaselineLog(string folder, Committing committing)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);

        _committing = committing;
        _device = Devices.CreateLogDevice(Path.Combine(folder, "entries.log"));

        // 4 MB pages in 64 MB of memory, as FastSignal's own log has: with FASTER's two pages, appends would wait for room.
        _log = new FasterLog(new FasterLogSettings { LogDevice = _device, PageSizeBits = 22, MemorySizeBits = 26, SegmentSizeBits = 28 });
    }

    /// <inheritdoc/>
    public async ValueTask AppendAsync(byte[] entry, CancellationToken cancel)
    {
        var address = _log.Enqueue(entry);
        if (_committing == Committing.Never)
            return;

        if (_committing == Committing.WhenAppended)
            _appended.Writer.TryWrite(true);

        await _log.WaitForCommitAsync(address + 1, token: cancel);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _log.Dispose();
        _device.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_committing == Committing.Always)
            await CommitAlwaysAsync(stoppingToken);

        await foreach (var _ in _appended.Reader.ReadAllAsync(stoppingToken))
            await _log.CommitAsync(stoppingToken);
    }

    // With nothing to commit CommitAsync returns at once: the task spins.
    private async Task CommitAlwaysAsync(CancellationToken cancel)
    {
        await Task.Yield();
        while (!cancel.IsCancellationRequested)
        {
            await _log.CommitAsync(cancel);
            await Task.Yield();
        }
    }
}
