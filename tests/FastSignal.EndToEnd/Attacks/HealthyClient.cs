using System.Diagnostics;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>Posts one small entry after the other at a steady pace, on one connection, while others misbehave. Every one has to be acknowledged.</summary>
internal sealed class HealthyClient : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);

    private readonly ManualResetEventSlim _stop = new();
    private readonly RawClient _client;
    private readonly List<double> _times = [];
    private readonly byte[] _request;
    private readonly Task _run;

    /// <summary>Begins.</summary>
    public HealthyClient(ServerProcess server, string token)
    {
        _client = server.Connect();
        _request = Request.Post(token, """{"healthy":true}""");
        _run = Task.Factory.StartNew(Post, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Ends, and gives what the requests took.</summary>
    public async Task<Latencies> EndAsync()
    {
        _stop.Set();
        await _run;
        return Latencies.Of(_times);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Set();
        _client.Dispose();
    }

    private void Post()
    {
        do
        {
            var began = Stopwatch.GetTimestamp();
            _client.Exchange(_request).Acknowledged();
            _times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        while (!_stop.Wait(Pace));
    }
}
