using System.Net.Sockets;
using System.Threading.Channels;
using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Scenarios;

namespace FastSignal.LoadTests.Sending;

/// <summary>A scenario's requests for a driver that keeps its own schedule: one for each call, over whichever connection is free.</summary>
internal sealed class RequestsOnDemand : IDisposable
{
    private readonly LoadPlan _plan;
    private readonly Scenario _scenario;
    private readonly Measurement _measurement;
    private readonly SerialConnection[] _connections;
    private readonly Channel<SerialConnection> _free = Channel.CreateUnbounded<SerialConnection>();
    private readonly CancellationTokenSource _giveUp = new();
    private long _taken;

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">The server cannot be reached.</exception>
    public RequestsOnDemand(LoadPlan plan, Scenario scenario, Measurement measurement)
    {
        _plan = plan;
        _scenario = scenario;
        _measurement = measurement;
        _connections = Connections.Open(plan.Connections, () => new SerialConnection(plan.Target, scenario.Mix(plan.Target), measurement));
        foreach (var connection in _connections)
            _free.Writer.TryWrite(connection);
    }

    /// <summary>Sends the next request and waits for its answer. Latency from the call: waiting for a free connection counts.</summary>
    public async Task<Answer> SendNextAsync()
    {
        var startedAt = Measurement.Now;
        var taken = Interlocked.Increment(ref _taken);
        if (taken == 1)
            Start();

        SerialConnection connection;
        try
        {
            connection = await _free.Reader.ReadAsync(_giveUp.Token);
        }
        catch (OperationCanceledException)
        {
            return Unanswered();
        }

        try
        {
            return await connection.ExchangeAsync(_scenario.Repeat(_plan.FirstNumber + taken - 1), startedAt, _giveUp.Token);
        }
        catch (SocketException)
        {
            return Unanswered();
        }
        finally
        {
            _free.Writer.TryWrite(connection);

            // Whatever the driver does before the first request and after the last answer is no time of sending.
            _measurement.Stop();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
        _giveUp.Dispose();
    }

    private void Start()
    {
        _measurement.Start();
        _giveUp.CancelAfter(_plan.Duration + LoadPlan.Grace);
    }

    private Answer Unanswered()
    {
        _measurement.Fail();
        return new(Status: null, IsExpected: false, SentBytes: 0);
    }
}
