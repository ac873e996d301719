namespace FastSignal.Server.Contents;

/// <summary>Gives an inflater its input, and finds out where the coded content really ends, which the inflater does not say.</summary>
/// <remarks>
/// The last octet is given alone. An inflater asks for more only while its data has not ended: so the data ends exactly with the octets
/// if it asked for the last one, and for nothing behind it.
/// </remarks>
internal sealed class EncodedStream(ReadOnlyMemory<byte> octets) : Stream
{
    private ReadOnlyMemory<byte> _left = octets;

    /// <summary>All octets were asked for.</summary>
    public bool IsUsedUp => _left.IsEmpty;

    /// <summary>More was asked for than there is: the data has not ended.</summary>
    public bool WasTooShort { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        WasTooShort |= _left.IsEmpty;
        var count = Math.Min(buffer.Length, _left.Length > 1 ? _left.Length - 1 : _left.Length);
        _left.Span[..count].CopyTo(buffer);
        _left = _left[count..];
        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
