using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using FastSignal.Server.Http;

namespace FastSignal.Server.Ingest.Tls;

/// <summary>TLS between a connection's socket and its input and answers. Runs inside the calls of the loop: nothing here changes the thread.</summary>
/// <remarks>What SslStream throws is decided by the octets of a stranger, so it ends the session, whatever it is, and is nobody's fault here.</remarks>
internal sealed class TlsSession : IDisposable
{
    private readonly TlsIdentity _identity;
    private readonly InputPipe _input;
    private readonly CipherStream _cipher;
    private SslStream? _ssl;
    private int _targetBytes;
    private bool _isEstablished;

    /// <summary>Makes a session that serves one socket after the other.</summary>
    /// <param name="identity">The certificate.</param>
    /// <param name="input">Where decrypted octets go.</param>
    /// <param name="flush">Sends <see cref="Output"/>: called when the peer may wait for what TLS has to say of its own accord.</param>
    public TlsSession(TlsIdentity identity, InputPipe input, Action flush)
    {
        _identity = identity;
        _input = input;
        _cipher = new CipherStream(flush);
    }

    /// <summary>What is still to be sent, encrypted.</summary>
    public OutputBuffer Output => _cipher.Output;

    /// <summary>The peer speaks something else than TLS.</summary>
    public bool IsPlain => _cipher.IsPlain;

    /// <summary>The peer has shut down its side of the socket. Its last word in TLS may come earlier.</summary>
    public bool HasFin => _cipher.HasFin;

    /// <summary>Octets that have come and could not be decrypted yet, since their record is not whole.</summary>
    public int UndecryptedBytes => _cipher.PartialBytes;

    /// <summary>No more is received: the session, or the connection, is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Octets cannot be decrypted, or encrypted, any more.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>How the input ended.</summary>
    public SocketError Error => IsBroken ? SocketError.ConnectionAborted : _cipher.Error;

    /// <summary>Does the handshake.</summary>
    /// <returns>False if it failed; <see cref="Output"/> then holds the alert that says why.</returns>
    public async ValueTask<bool> HandshakeAsync(Socket socket)
    {
        IsOver = false;
        _cipher.Open(socket);
        _ssl = new SslStream(_cipher, leaveInnerStreamOpen: true);
        try
        {
            await _ssl.AuthenticateAsServerAsync(_identity.Options, CancellationToken.None);
            _isEstablished = true;
        }
        catch (Exception)
        {
            IsOver = true;
        }

        return _isEstablished;
    }

    /// <summary>Decrypts what comes into the input, until the peer ends or the session is over.</summary>
    public async Task ReceiveAsync()
    {
        while (!IsOver && await ReadAsync() is > 0 and var count && !IsOver)
        {
            _input.Add(count, isFull: count == _targetBytes);
            if (_input.IsPaused)
                await _input.ResumedAsync();
        }
    }

    /// <summary>The socket has input.</summary>
    public void OnReadable() => _cipher.OnReadable();

    /// <summary>Nothing more is taken from the peer: a handshake that has not ended fails.</summary>
    public void EndInput() => _cipher.End();

    /// <summary>Encrypts answers.</summary>
    /// <param name="answers">Emptied, unless they can only be sent as they are.</param>
    /// <returns>What is to be sent.</returns>
    public OutputBuffer Seal(OutputBuffer answers)
    {
        if (IsPlain)
            return answers;
        if (_isEstablished && answers.Length > 0)
            Write(answers);
        return Output;
    }

    /// <summary>Encrypts the last answers, and says that they are the last: a peer can tell that nothing was cut off (RFC 8446 s6.1).</summary>
    public void Finish(OutputBuffer answers)
    {
        if (!_isEstablished || IsOver)
            return;
        Seal(answers);
        IsOver = true;
        try
        {
            var written = _ssl!.ShutdownAsync();
            IsBroken |= !written.IsCompletedSuccessfully;
        }
        catch (Exception)
        {
            IsBroken = true;
        }
    }

    /// <summary>Ready for another socket. Whatever waits goes on before this returns, finds the session over and ends.</summary>
    public void Close()
    {
        IsOver = true;
        _cipher.End();
        _ssl?.Dispose();
        _ssl = null;
        _isEstablished = IsBroken = false;
        _cipher.Output.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ssl?.Dispose();
        _cipher.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadAsync()
    {
        try
        {
            // First without a buffer, which gives 0 when something has come: until then the connection holds no memory for it.
            return await _ssl!.ReadAsync(Memory<byte>.Empty) + await _ssl.ReadAsync(GetTarget());
        }
        catch (Exception)
        {
            IsBroken = true;
            return 0;
        }
    }

    private Memory<byte> GetTarget()
    {
        var target = _input.GetMemory();
        _targetBytes = target.Length;
        return target;
    }

    private void Write(OutputBuffer answers)
    {
        try
        {
            _ssl!.Write(answers.Unsent);
        }
        catch (Exception)
        {
            IsBroken = true;
        }

        answers.Clear();
    }
}
