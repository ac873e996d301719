using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>Looks at the memory of a server again and again, and keeps the largest figure.</summary>
internal sealed class PeakMemory : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly ManualResetEventSlim _stop = new();
    private readonly ServerProcess _server;
    private readonly Task _run;
    private long _bytes;

    /// <summary>Begins.</summary>
    public PeakMemory(ServerProcess server)
    {
        _server = server;
        _run = Task.Factory.StartNew(Look, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Ends, and gives the most that the server held, in octets.</summary>
    public async Task<long> EndAsync()
    {
        _stop.Set();
        await _run;
        return _bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Set();

    private void Look()
    {
        do
        {
            _bytes = Math.Max(_bytes, _server.ResidentBytes);
        }
        while (!_stop.Wait(Pace));
    }
}
