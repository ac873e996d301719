using System.Buffers;

namespace FastSignal.Server.Http;

/// <summary>The answers of a connection that are not sent yet, in order, in one array: a small one of its own, or a pooled one while they do not fit.</summary>
internal sealed class OutputBuffer
{
    /// <summary>An acknowledgement fits: all that a connection has to say as a rule, and all that an idle one holds.</summary>
    private const int KeptBytes = 256;

    /// <summary>What a pooled array has at least: a few dozen acknowledgements, or any refusal.</summary>
    private const int MinPooledBytes = 4096;

    private readonly byte[] _kept = new byte[KeptBytes];
    private byte[] _octets;
    private int _start;
    private int _end;

    /// <summary>Makes an empty one.</summary>
    public OutputBuffer() => _octets = _kept;

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
        GiveBack();
        _octets = _kept;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(Length + count, _octets.Length * 2), MinPooledBytes));
        Unsent.CopyTo(larger);
        GiveBack();
        (_octets, _start, _end) = (larger, 0, Length);
    }

    private void GiveBack()
    {
        if (_octets != _kept)
            ArrayPool<byte>.Shared.Return(_octets);
    }
}
