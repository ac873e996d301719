using System.Buffers.Text;

namespace FastSignal.Parsing;

/// <summary>The one reused buffer in which a <see cref="FieldReader"/> builds paths. Owns pooled memory; serves one reader at a time.</summary>
/// <remarks>A path is made from the path around it by cutting it off there and adding a key or an index: no path is built twice.</remarks>
public sealed class PathBuffer : IDisposable
{
    private const int MaxIndexBytes = 10;

    private readonly PooledOctets _octets = new();

    // The containers around the current leaf, the root first.
    private readonly Level[] _levels = new Level[RecordFormat.MaxDepth];
    private int _depth;

    /// <summary>The path as it stands; lives until the reader reads on.</summary>
    public ReadOnlySpan<byte> Path => _octets.Held;

    /// <summary>Gives the array back to the pool.</summary>
    public void Dispose() => _octets.Dispose();

    /// <summary>Whether the container around the current leaf is the root.</summary>
    internal bool IsAtRoot => _depth == 0;

    /// <summary>Whether the container around the current leaf is an array.</summary>
    internal bool IsInArray => _levels[_depth].IsArray;

    /// <summary>Starts over at the root.</summary>
    internal void Begin()
    {
        _octets.Reset();
        _depth = 0;
        _levels[0] = default;
    }

    /// <summary>The path of the member with this key of the container around.</summary>
    internal void SetKey(ReadOnlySpan<byte> key)
    {
        CutToContainer();
        _octets.Append(key);
    }

    /// <summary>The path of the next element of the array around.</summary>
    internal void SetNextIndex()
    {
        CutToContainer();
        var target = _octets.Reserve(MaxIndexBytes).AsSpan(_octets.Count);
        Utf8Formatter.TryFormat(_levels[_depth].NextIndex++, target, out var written);
        _octets.HoldFirst(_octets.Count + written);
    }

    /// <summary>Enters the container that stands at the current path.</summary>
    /// <returns>False if it is deeper than any content may nest.</returns>
    internal bool TryEnter(bool isArray)
    {
        if (_depth + 1 == _levels.Length)
            return false;
        _levels[++_depth] = new Level { PathBytes = _octets.Count, IsArray = isArray };
        return true;
    }

    /// <summary>Leaves the container around, which is not the root.</summary>
    internal void Leave() => _depth--;

    private void CutToContainer()
    {
        _octets.HoldFirst(_levels[_depth].PathBytes);
        if (_depth > 0)
            _octets.Append((byte)'.');
    }

    private struct Level
    {
        public int PathBytes;
        public int NextIndex;
        public bool IsArray;
    }
}
