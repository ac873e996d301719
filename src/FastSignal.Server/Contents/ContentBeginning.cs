using FastSignal.Parsing;
using FastSignal.Server.Refusals;

namespace FastSignal.Server.Contents;

/// <summary>The first octets of a content, for a person who wants to see what was refused.</summary>
internal sealed class ContentBeginning : IDisposable
{
    /// <summary>How many are remembered: as many as are kept of a content that is refused.</summary>
    public const int MaxBytes = RefusalJournal.MaxContentBytes;

    private readonly PooledOctets _octets = new();

    /// <summary>What is remembered.</summary>
    public ReadOnlySpan<byte> Octets => _octets.Held;

    /// <summary>More came than is remembered.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The memory that it takes, in octets.</summary>
    public int MemoryBytes => _octets.MemoryBytes;

    /// <summary>Remembers the next octets, as far as there is room.</summary>
    public void Add(ReadOnlySpan<byte> octets)
    {
        var room = MaxBytes - _octets.Count;
        IsCut |= octets.Length > room;
        if (room > 0)
            _octets.Append(octets[..Math.Min(room, octets.Length)]);
    }

    /// <summary>Forgets everything, and keeps no memory: most contents come whole, and need none.</summary>
    public void Reset()
    {
        IsCut = false;
        if (_octets.Count > 0)
            _octets.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _octets.Dispose();
}
