using System.Net.Sockets;

namespace FastSignal.Server.Tests.Ingest.Tls;

/// <summary>A blocking socket as a stream that cuts, holds back and remembers what goes over it.</summary>
internal sealed class Wire(Socket socket) : Stream
{
    private readonly List<byte> _held = [];

    /// <summary>Everything that came, as it came.</summary>
    public List<byte> Received { get; } = [];

    /// <summary>Most octets in one send.</summary>
    public int PieceBytes { get; set; } = int.MaxValue;

    /// <summary>What is written is kept until <see cref="Release"/>.</summary>
    public bool Holds { get; set; }

    /// <summary>How much is kept, in octets.</summary>
    public int HeldBytes => _held.Count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Sends the first of what was kept.</summary>
    public void Release(int count)
    {
        socket.Send([.. _held[..count]]);
        _held.RemoveRange(0, count);
    }

    /// <summary>Takes what was kept, and sends it not.</summary>
    public byte[] Take()
    {
        var octets = _held.ToArray();
        _held.Clear();
        return octets;
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        var count = socket.Receive(buffer);
        Received.AddRange(buffer[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Holds)
        {
            _held.AddRange(buffer);
            return;
        }

        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(PieceBytes, buffer.Length)..])
            socket.Send(buffer[..Math.Min(PieceBytes, buffer.Length)]);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
