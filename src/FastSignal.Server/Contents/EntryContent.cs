using FastSignal.Parsing;

namespace FastSignal.Server.Contents;

/// <summary>The content of one entry on its way into a record: its content coding is undone, where it has one, and its JSON flattened.</summary>
/// <remarks>Reused from entry to entry. Without a coding nothing is allocated, and nothing is kept but the record.</remarks>
/// <param name="maxBytes">The largest content, in octets, after undoing its coding.</param>
internal sealed class EntryContent(long maxBytes) : IDisposable
{
    private readonly RecordBuffer _record = new();
    private readonly Flattener _flattener = new();

    // Held beside the record and an unfinished token, so hardly any room in it may be unused.
    private readonly PooledOctets _encoded = new() { GrowthDivisor = 8 };
    private readonly ContentBeginning _beginning = new();
    private ContentCoding _coding;

    /// <summary>The refusal of a content that is larger than the limit, in whichever form.</summary>
    public static Refusal TooLarge => new(Rejection.ContentTooLarge, "a content has at most 1048576 octets");

    /// <summary>The record with the free octets of the log's frame in front of it. Whole once <see cref="Complete"/> has said so.</summary>
    public Span<byte> Framed => _record.Framed;

    /// <summary>The memory that the content takes, in octets.</summary>
    public int MemoryBytes => _record.MemoryBytes + _flattener.MemoryBytes + _encoded.MemoryBytes + _beginning.MemoryBytes;

    /// <summary>The first octets of the content, as far as they were remembered. Decoded where that was possible.</summary>
    public ReadOnlySpan<byte> Beginning => _beginning.Octets.IsEmpty ? _encoded.Held[..Math.Min(_encoded.Count, ContentBeginning.MaxBytes)] : _beginning.Octets;

    /// <summary>More than <see cref="Beginning"/> came and was not remembered.</summary>
    public bool IsBeginningCut => _beginning.Octets.IsEmpty ? _encoded.Count > ContentBeginning.MaxBytes : _beginning.IsCut;

    /// <summary>The content has a coding: what arrives is not what a person would want to see.</summary>
    public bool IsCoded => _coding is not ContentCoding.Identity;

    /// <summary>Begins a content.</summary>
    public void Begin(in RecordHeader header, ContentCoding coding)
    {
        _coding = coding;
        _record.Begin(header);
        _flattener.Begin(_record, savesMemory: IsCoded);
    }

    /// <summary>Takes the next octets, all of them.</summary>
    /// <returns>Partial, or Invalid.</returns>
    public ParseStatus Take(ReadOnlySpan<byte> octets, out Refusal why)
    {
        if (!IsCoded)
            return _flattener.Take(octets, out why);

        // Gathered, and decoded at its end: the inflaters of .NET pull their input, and cannot wait for it here.
        _encoded.Append(octets);
        why = default;
        return ParseStatus.Partial;
    }

    /// <summary>What is to be refused first: something in the octets so far, or what was found behind them.</summary>
    public Refusal First(in Refusal behind) => !IsCoded && _flattener.Check(out var why) is ParseStatus.Invalid ? why : behind;

    /// <summary>Remembers octets that were taken and behind which more will come. A content that comes whole needs none of this.</summary>
    public void Remember(ReadOnlySpan<byte> octets)
    {
        if (!IsCoded)
            _beginning.Add(octets);
    }

    /// <summary>Says that the content has ended.</summary>
    /// <returns>Complete: the record is whole. Or Invalid.</returns>
    public ParseStatus Complete(out Refusal why)
    {
        if (IsCoded && _encoded.Count > 0)
        {
            why = ContentDecoder.Decode(_coding, _encoded.HeldMemory, new DecodedContent(_flattener, _beginning, maxBytes));
            if (why.Rejection is not Rejection.None)
                return ParseStatus.Invalid;
        }

        return _flattener.Complete(out why);
    }

    /// <summary>Forgets the content; gives large arrays back.</summary>
    public void Reset()
    {
        _coding = ContentCoding.Identity;
        _record.Reset();
        _flattener.Reset();
        _encoded.Reset();
        _beginning.Reset();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _record.Dispose();
        _flattener.Dispose();
        _encoded.Dispose();
        _beginning.Dispose();
    }
}
