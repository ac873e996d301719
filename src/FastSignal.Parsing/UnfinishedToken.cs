using System.Buffers;

namespace FastSignal.Parsing;

/// <summary>The octets of a token that has not ended, and what may stand in front of it; empty between tokens.</summary>
/// <remarks>It is tried again only when there is twice as much of it: all the looks at a token of n octets add up to 2n octets, whatever the
/// size of the pieces it comes in.</remarks>
internal sealed class UnfinishedToken : IDisposable
{
    private const int MaxUnendedEscapeBytes = 5; // \uXXX

    private static readonly SearchValues<byte> InFrontOfToken = SearchValues.Create(",: \t\r\n"u8);

    private readonly PooledOctets _octets = new();
    private int _triedBytes;
    private int _dueBytes;

    /// <summary>How many octets there are.</summary>
    public int Count => _octets.Count;

    /// <summary>The octets.</summary>
    public Span<byte> Held => _octets.Held;

    /// <summary>The memory that they take, in octets.</summary>
    public int MemoryBytes => _octets.MemoryBytes;

    /// <summary>How many more octets make another try worth its cost; nothing or less, if those that are there do.</summary>
    public int MissingBytes => _dueBytes - _octets.Count;

    /// <summary>Whether all that is there was tried.</summary>
    public bool IsTried => _octets.Count <= _triedBytes;

    /// <summary>Starts anew; see <see cref="PooledOctets.GrowthDivisor"/>.</summary>
    public void Begin(int growthDivisor)
    {
        Reset();
        _octets.GrowthDivisor = growthDivisor;
    }

    /// <summary>Adds octets that have come.</summary>
    public void Append(ReadOnlySpan<byte> octets) => _octets.Append(octets);

    /// <summary>Holds only the first octets.</summary>
    public void HoldFirst(int count) => _octets.HoldFirst(count);

    /// <summary>Takes out what was read; the rest was tried, and has not ended.</summary>
    public void RemoveRead(int count)
    {
        _octets.RemoveFirst(count);
        _triedBytes = _octets.Count;
        _dueBytes = 2 * _octets.Count;
    }

    /// <summary>Where the text of a string begins, if that is the token, and what has come since it was tried neither ends it nor can be wrong: a reader
    /// would say no more. Else 0.</summary>
    /// <param name="scannedBytes">How many octets were looked at.</param>
    public int FindTextThatGoesOn(out int scannedBytes)
    {
        scannedBytes = 0;
        ReadOnlySpan<byte> held = _octets.Held;
        var quoteAt = held.IndexOfAnyExcept(InFrontOfToken);
        if (quoteAt < 0 || held[quoteAt] != (byte)'"')
            return 0;

        var fresh = held[Math.Max(0, _triedBytes - MaxUnendedEscapeBytes)..];
        var plain = fresh.IndexOfAny(JsonMistake.EndsPlainText);
        scannedBytes = plain < 0 ? fresh.Length : plain;
        return plain < 0 ? quoteAt + 1 : 0;
    }

    /// <summary>Takes out the text of a string, of which only what will come is still of interest.</summary>
    /// <param name="textAt">Where it begins.</param>
    /// <param name="dueBytes">After how many more octets it is tried again.</param>
    public void RemoveText(int textAt, int dueBytes)
    {
        _octets.HoldFirst(textAt);
        _triedBytes = textAt;
        _dueBytes = textAt + dueBytes;
    }

    /// <summary>Forgets the token; gives a large array back to the pool and keeps a small one.</summary>
    public void Reset()
    {
        _octets.Reset();
        _triedBytes = 0;
        _dueBytes = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _octets.Dispose();
}
