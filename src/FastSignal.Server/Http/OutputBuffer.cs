using System.Buffers;

namespace FastSignal.Server.Http;

/// <summary>The answers of a connection that are not sent yet, in order, in one pooled array.</summary>
internal sealed class OutputBuffer
{
    /// <summary>What an array starts with: a dozen answers. Larger ones go back to the pool once they are sent.</summary>
    private const int KeptBytes = 4096;

    private byte[] _octets = ArrayPool<byte>.Shared.Rent(KeptBytes);
    private int _start;
    private int _end;

    /// <summary>What is still to be sent.</summary>
    public ReadOnlySpan<byte> Unsent => _octets.AsSpan(_start, _end - _start);

    /// <summary>How much is still to be sent, in octets.</summary>
    public int Length => _end - _start;

    /// <summary>Adds octets.</summary>
    public void Write(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(GetSpan(octets.Length));
        Advance(octets.Length);
    }

    /// <summary>Room for at least <paramref name="count"/> octets behind what is there.</summary>
    public Span<byte> GetSpan(int count)
    {
        if (_octets.Length - _end < count)
            Grow(count);
        return _octets.AsSpan(_end);
    }

    /// <summary>Adds what was written into <see cref="GetSpan"/>.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>Notes that the first octets are sent.</summary>
    public void Sent(int count)
    {
        _start += count;
        if (_start == _end)
            Clear();
    }

    /// <summary>Drops what stands behind the first unsent octets.</summary>
    public void Truncate(int length) => _end = _start + length;

    /// <summary>Drops everything.</summary>
    public void Clear()
    {
        _start = _end = 0;
        if (_octets.Length <= KeptBytes)
            return;
        ArrayPool<byte>.Shared.Return(_octets);
        _octets = ArrayPool<byte>.Shared.Rent(KeptBytes);
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + count, _octets.Length * 2));
        Unsent.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_octets);
        (_octets, _start, _end) = (larger, 0, Length);
    }
}
