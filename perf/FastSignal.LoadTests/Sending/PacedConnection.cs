using System.Net.Sockets;
using FastSignal.LoadTests.Results;

namespace FastSignal.LoadTests.Sending;

/// <summary>A connection of the open loop: one request at a time, those that fall due meanwhile wait here. Comes back when the server ends it.</summary>
internal sealed class PacedConnection(Target target, RequestMix mix, Measurement measurement) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<(long DueAt, long Number)> _waiting = new(64);
    private RawConnection? _connection = RawConnection.Connect(target);
    private PreparedRequest? _request;
    private long _dueAt;

    /// <summary>Whether an answer is outstanding.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
                return _request is not null;
        }
    }

    /// <summary>Sends a request that is due now, or later if an answer is outstanding.</summary>
    public void Post(long dueAt, long number)
    {
        lock (_gate)
        {
            if (_request is null)
                Send(dueAt, number);
            else
                _waiting.Enqueue((dueAt, number));
        }
    }

    /// <summary>Receives answers until cancelled; what is outstanding then has failed.</summary>
    public async Task ReceiveAsync(CancellationToken cancel)
    {
        while (_connection is { } connection)
        {
            int? status = null;
            try
            {
                status = await connection.ReceiveAsync(cancel);
            }
            catch (Exception e) when (RawConnection.IsBroken(e))
            {
                // Status stays null: the request that was outstanding, if any, has failed.
            }

            lock (_gate)
            {
                if (status is null || connection.IsEnded)
                    Reconnect(cancel.IsCancellationRequested);
                Complete(status);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection?.Dispose();

    private void Reconnect(bool isOver)
    {
        _connection?.Dispose();
        try
        {
            _connection = isOver ? null : RawConnection.Connect(target);
        }
        catch (SocketException)
        {
            _connection = null;
        }
    }

    private void Complete(int? status)
    {
        if (_request is not { } request)
            return;

        if (status is { } answered)
            measurement.Record(_dueAt, request, answered);
        else
            measurement.Fail();

        _request = null;
        while (_request is null && _waiting.TryDequeue(out var next))
            Send(next.DueAt, next.Number);
    }

    private void Send(long dueAt, long number)
    {
        if (_connection is null)
        {
            measurement.Fail();
            return;
        }

        _dueAt = dueAt;
        _request = mix.Take(number);
        measurement.RecordSent();
        try
        {
            _connection.Send(_request.Octets.Span);
        }
        catch (Exception e) when (RawConnection.IsBroken(e))
        {
            // Wakes the receiver, which counts the failure and connects again.
            _connection.Dispose();
        }
    }
}
