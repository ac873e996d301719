using System.Net.Sockets;
using FastSignal.Server.Http;
using FastSignal.Server.Ingest.Tls;

namespace FastSignal.Server.Ingest;

/// <summary>
/// The way between a connection and its socket, with TLS or without: what is received comes out of <see cref="Input"/>, what is sent goes
/// in as answers. It reports and decides nothing: when to receive, to send and to end is the connection's affair.
/// </summary>
/// <remarks>Pooled with its connection. On the loop's thread.</remarks>
internal sealed class Transport : IDisposable
{
    private readonly TlsSession? _tls;
    private readonly Action<Exception> _fault;
    private Socket? _socket;
    private SocketOctets _octets;

    /// <summary>Makes a transport that serves one socket after the other.</summary>
    /// <param name="identity">What TLS is spoken with; null: it is not.</param>
    /// <param name="changed">Told whenever the input may have been paused, resumed or ended.</param>
    /// <param name="flush">Told when the peer may wait for what TLS has to say of its own accord: <see cref="TryFlush"/> sends it.</param>
    /// <param name="fault">Told of a fault of ours while octets are decrypted.</param>
    public Transport(TlsIdentity? identity, Action changed, Action flush, Action<Exception> fault)
    {
        _fault = fault;
        Input = new InputPipe(changed);
        _tls = identity is null ? null : new TlsSession(identity, Input, flush);
    }

    /// <summary>What has been received.</summary>
    public InputPipe Input { get; }

    /// <summary>The socket while there is one.</summary>
    public Socket Socket => _socket!;

    /// <summary>TLS is spoken, and begins with a handshake.</summary>
    public bool NeedsHandshake => _tls is not null;

    /// <summary>Nothing can be sent or received any more.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The peer speaks plain HTTP where TLS is spoken.</summary>
    public bool IsPlaintext => _tls is { IsPlain: true };

    /// <summary>What has come of a TLS record that is not whole yet, in octets.</summary>
    public int UndecryptedBytes => _tls?.UndecryptedBytes ?? 0;

    /// <summary>Takes a socket.</summary>
    public void Open(Socket socket)
    {
        _socket = socket;
        _octets = new SocketOctets(socket);
    }

    /// <summary>Does the handshake of TLS; after it, octets are decrypted as they come.</summary>
    /// <returns>False if it failed.</returns>
    public async ValueTask<bool> HandshakeAsync()
    {
        if (!await _tls!.HandshakeAsync(Socket))
            return false;
        _ = DecryptAsync(_tls);
        return true;
    }

    /// <summary>A handshake that has not ended fails.</summary>
    public void AbandonHandshake() => _tls?.EndInput();

    /// <summary>The socket has input: receives it, which runs the connection.</summary>
    public void Receive()
    {
        if (_tls is not null)
        {
            _tls.OnReadable();
            return;
        }

        var target = Input.GetMemory();
        var count = _octets.Receive(target.Span, out var error);
        if (error is SocketError.WouldBlock or SocketError.Interrupted)
            return;
        if (error is not SocketError.Success || count == 0)
            EndInput(error);
        else
            Input.Add(count, isFull: count == target.Length);
    }

    /// <summary>Sends answers.</summary>
    /// <returns>False if the socket has no room for all of them.</returns>
    public bool TrySend(OutputBuffer answers)
    {
        if (_tls is null || IsBroken)
            return TryWrite(answers);
        var output = _tls.Seal(answers);
        IsBroken = _tls.IsBroken;
        return TryWrite(output);
    }

    /// <summary>Sends what TLS has to say of its own accord.</summary>
    /// <returns>False if the socket has no room for all of it.</returns>
    public bool TryFlush() => TryWrite(_tls!.Output);

    /// <summary>These are the last answers. TLS says so to the peer behind them.</summary>
    public void Finish(OutputBuffer answers) => _tls?.Finish(answers);

    /// <summary>Nothing can be sent or received any more: the peer is gone, or we are at fault.</summary>
    public void Break() => IsBroken = true;

    /// <summary>Ends our side, so that the peer sees the end behind the last answer.</summary>
    /// <returns>False if there is no peer any more that might send, or read.</returns>
    public bool TryShutdownSend()
    {
        // The last word in TLS is not that of the socket: until that has come, closing might send a reset.
        if (IsBroken || (_tls?.HasFin ?? Input.IsEnded))
            return false;
        try
        {
            Socket.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (SocketException)
        {
            // The peer has gone in the meantime: there is nobody to be polite to.
            return false;
        }
    }

    /// <summary>Frees the socket, ready for another one.</summary>
    public void Reset()
    {
        _tls?.Close();
        Input.Reset();
        _socket?.Dispose();
        _socket = null;
        IsBroken = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket?.Dispose();
        _tls?.Dispose();
    }

    private async Task DecryptAsync(TlsSession tls)
    {
        try
        {
            await tls.ReceiveAsync();
            if (!tls.IsOver)
                EndInput(tls.Error);
        }
        catch (Exception e)
        {
            _fault(e);
        }
    }

    private void EndInput(SocketError error)
    {
        IsBroken |= error is not SocketError.Success;
        Input.End();
    }

    private bool TryWrite(OutputBuffer output)
    {
        while (output.Length > 0 && !IsBroken)
        {
            var count = _octets.Send(output.Unsent, out var error);
            if (error is SocketError.WouldBlock)
                return false;
            if (error is SocketError.Success)
                output.Sent(count);
            else if (error is not SocketError.Interrupted)
                IsBroken = true;
        }

        return true;
    }
}
