using System.Threading.Channels;
using FastSignal.Log;

namespace FastSignal.KestrelBaseline;

/// <summary>FastSignal's own log behind Kestrel: what the listener is worth without it. One thread appends whatever waits, commits once, and releases
/// all of it.</summary>
internal sealed class SharedLog : BackgroundService, IEntrySink
{
    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<Waiting> _batch = [];
    private readonly EntryLog _log;

    /// <summary>Opens an empty log in a folder, which is made anew.</summary>
    public SharedLog(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        _log = EntryLog.Open(Path.Combine(folder, "log"));
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(byte[] entry, CancellationToken cancel)
    {
        var waiting = new Waiting(entry);
        _waiting.Writer.TryWrite(waiting);
        return new ValueTask(waiting.Done.Task.WaitAsync(cancel));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _log.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => Run(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // The log belongs to one thread, which a commit blocks.
    private void Run(CancellationToken stop)
    {
        var reader = _waiting.Reader;
        while (!stop.IsCancellationRequested && reader.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
        {
            while (reader.TryRead(out var waiting))
            {
                while (!_log.TryAppend(waiting.Framed, out _))
                    _log.Commit();
                _batch.Add(waiting);
            }

            _log.Commit();
            foreach (var waiting in _batch)
                waiting.Done.SetResult();
            _batch.Clear();
        }
    }

    private sealed class Waiting(byte[] entry)
    {
        public byte[] Framed { get; } = [.. new byte[Frame.Bytes], .. entry];

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
