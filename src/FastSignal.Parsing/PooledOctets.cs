namespace FastSignal.Parsing;

/// <summary>A growable run of octets in one pooled array. Owns the array; spans of it live until the next call that adds octets.</summary>
/// <remarks>A small array is kept from one use to the next; a large one goes back at <see cref="Reset"/>, so that one big entry does not
/// stay with a connection for life.</remarks>
/// <param name="growthDivisor">A large array that has become too small is followed by one that is larger by this part of it: 4 is a quarter.
/// The smaller the part, the less room is unused and the more often everything is copied.</param>
public sealed class PooledOctets(int growthDivisor = 4) : IDisposable
{
    /// <summary>The largest array that <see cref="Reset"/> keeps, in octets.</summary>
    public const int MaxKeptBytes = 4096;

    private const int MinBytes = 512;

    private byte[] _array = [];

    /// <summary>The memory that the run takes, in octets: that of its array.</summary>
    public int MemoryBytes => _array.Length;

    /// <summary>How many octets are held.</summary>
    public int Count { get; private set; }

    /// <summary>The octets held.</summary>
    public Span<byte> Held => _array.AsSpan(0, Count);

    /// <summary>The octets held, for readers that cannot take a span.</summary>
    public ReadOnlyMemory<byte> HeldMemory => _array.AsMemory(0, Count);

    /// <summary>The whole array, the octets held first: with room for at least <paramref name="freeBytes"/> more behind them.</summary>
    public byte[] Reserve(int freeBytes)
    {
        if (_array.Length - Count < freeBytes)
            Grow(freeBytes);
        return _array;
    }

    /// <summary>Says that octets were written behind the ones held, up to <paramref name="count"/> in all.</summary>
    public void HoldFirst(int count) => Count = count;

    /// <summary>Adds octets at the end.</summary>
    public void Append(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(Reserve(octets.Length).AsSpan(Count));
        Count += octets.Length;
    }

    /// <summary>Adds one octet at the end.</summary>
    public void Append(byte octet)
    {
        Reserve(1)[Count] = octet;
        Count++;
    }

    /// <summary>Takes the first <paramref name="count"/> octets out.</summary>
    public void RemoveFirst(int count)
    {
        if (count == 0)
            return;
        _array.AsSpan(count, Count - count).CopyTo(_array);
        Count -= count;
    }

    /// <summary>Empties the run; gives a large array back to the pool.</summary>
    public void Reset()
    {
        Count = 0;
        if (_array.Length > MaxKeptBytes)
            GiveBack();
    }

    /// <summary>Empties the run and gives the array back, whatever its size. It may be used again afterwards.</summary>
    public void Dispose()
    {
        Count = 0;
        GiveBack();
    }

    // Doubled while it is small, so that many small additions copy each octet only a few times; a large one would waste too much.
    private void Grow(int freeBytes)
    {
        var more = _array.Length < OctetArrays.MaxSharedBytes ? _array.Length : _array.Length / growthDivisor;
        var least = Math.Min((long)_array.Length + more, Array.MaxLength);
        var grown = OctetArrays.Rent((int)Math.Max(Math.Max(Count + freeBytes, MinBytes), least));
        Held.CopyTo(grown);
        GiveBack();
        _array = grown;
    }

    private void GiveBack()
    {
        if (_array.Length > 0)
            OctetArrays.Return(_array);
        _array = [];
    }
}
