using FastSignal.LoadTests.Results;

namespace FastSignal.LoadTests.Sending;

/// <summary>A connection whose owner sends a request when it has the answer to the one before. Connects again when the server has ended it.</summary>
internal sealed class SerialConnection(Target target, RequestMix mix, Measurement measurement) : IDisposable
{
    private RawConnection? _connection = RawConnection.Connect(target);

    /// <summary>Sends the request of a number, waits for its answer and records it.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The server cannot be reached any more.</exception>
    public async ValueTask<Answer> ExchangeAsync(long number, long startedAt, CancellationToken giveUp)
    {
        _connection ??= RawConnection.Connect(target);
        var request = mix.Take(number);
        try
        {
            measurement.RecordSent();
            await _connection.SendAsync(request.Octets, giveUp);
            var status = await _connection.ReceiveAsync(giveUp);
            measurement.Record(startedAt, request, status);
            if (_connection.IsEnded || request.Closes)
                End();
            return new(status, request.Expects(status), request.Octets.Length);
        }
        catch (Exception e) when (RawConnection.IsBroken(e))
        {
            measurement.Fail();
            End();
            return new(Status: null, IsExpected: false, request.Octets.Length);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => End();

    private void End()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
