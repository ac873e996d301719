using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using FastSignal.Server.Http;

namespace FastSignal.Server.Ingest.Tls;

/// <summary>
/// The encrypted side of a connection, as <see cref="System.Net.Security.SslStream"/> sees it. A read waits until the loop finds the
/// socket readable, and goes on inside that call, on the loop's thread; a write is done at once, into <see cref="Output"/>.
/// </summary>
/// <remarks>
/// SslStream asks for nothing before it asks for something (a read without a buffer), so that an idle connection holds no memory. Whatever
/// Stream does by default in the asynchronous methods goes through the ThreadPool: all of them are overridden here.
/// </remarks>
/// <param name="flush">Called before a read waits while there is output: the peer may wait for it, too.</param>
internal sealed class CipherStream(Action flush) : Stream, IValueTaskSource<int>
{
    /// <summary>RFC 8446 s5.1: the content type of a handshake record, with which every TLS connection begins. No HTTP message does.</summary>
    private const byte HandshakeRecord = 0x16;

    private Socket? _socket;
    private ManualResetValueTaskSourceCore<int> _read;
    private RecordMeter _meter;
    private Memory<byte> _target;
    private bool _isReading;
    private bool _isReadable;
    private bool _hasBegun;
    private bool _isEnded;

    /// <summary>What is still to be sent, encrypted.</summary>
    public OutputBuffer Output { get; } = new();

    /// <summary>The peer does not speak TLS: its first octet says so.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>The peer has shut down its side.</summary>
    public bool HasFin { get; private set; }

    /// <summary>What went wrong with the socket.</summary>
    public SocketError Error { get; private set; }

    /// <summary>What has come of a record that is not whole yet, in octets.</summary>
    public int PartialBytes => _meter.PartialBytes;

    /// <summary>Begins with a socket.</summary>
    public void Open(Socket socket)
    {
        _socket = socket;
        _meter = default;
        Error = SocketError.Success;
        _isEnded = _hasBegun = IsPlain = HasFin = false;
        Output.Clear();
    }

    /// <summary>The socket has input: the read that waits for it goes on before this returns.</summary>
    public void OnReadable()
    {
        // For one receive, as on a plain connection: a fast peer has its turn, and then it is that of the others.
        _isReadable = true;
        var count = 0;
        if (_isReading && (_target.IsEmpty || TryReceive(_target, out count)))
            Complete(count);
        _isReadable = false;
    }

    /// <summary>Every read ends from now on, the one that waits before this returns.</summary>
    public void End()
    {
        _isEnded = true;
        if (_isReading)
            Complete(0);
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = 0;
        if (_isEnded || (_isReadable && (buffer.IsEmpty || TryReceive(buffer, out count))))
            return new ValueTask<int>(count);

        _read.Reset();
        _target = buffer;
        _isReading = true;
        var version = _read.Version;
        if (Output.Length > 0)
            flush();
        return new ValueTask<int>(this, version);
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Output.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Output.Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => Output.Write(buffer);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Output.Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
        // The connection sends when a read waits, or when it has answers.
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public int GetResult(short token) => _read.GetResult(token);

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _read.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A read may wait, and the loop must not.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private bool TryReceive(Memory<byte> target, out int count)
    {
        _isReadable = false;
        count = _socket!.Receive(target.Span, SocketFlags.None, out var error);
        if (error is SocketError.WouldBlock or SocketError.Interrupted)
            return false;

        if (error is not SocketError.Success || count == 0)
        {
            (Error, HasFin, _isEnded, count) = (error, error is SocketError.Success, true, 0);
            return true;
        }

        _meter.Take(target.Span[..count]);
        if (!_hasBegun && target.Span[0] != HandshakeRecord)
            (IsPlain, _isEnded, count) = (true, true, 0);
        _hasBegun = true;
        return true;
    }

    private void Complete(int count)
    {
        _isReading = false;
        _target = default;
        _read.SetResult(count);
    }
}
