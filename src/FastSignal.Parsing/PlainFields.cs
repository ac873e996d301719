using System.Numerics;
using System.Runtime.CompilerServices;

namespace FastSignal.Parsing;

/// <summary>Reads the field lines that have arrived as a whole and in which nothing is wrong: what nearly every line is.</summary>
/// <remarks>
/// It only recognises; whatever is not plain is read by <see cref="LineScanner"/> and <see cref="FieldLineParser"/>, which know why. Octets are
/// marked a block at a time and only forwards; the last block overlaps the one before.
/// </remarks>
internal ref struct PlainFields
{
    private readonly ReadOnlySpan<byte> _octets;
    private OctetMarks _marks;
    private int _blockStart;
    private int _lineStart;
    private int _nameEnd;
    private int _valueEnd;

    /// <summary>Starts in front of a line.</summary>
    /// <param name="octets">What has arrived, at least <see cref="OctetMarks.BlockBytes"/>.</param>
    public PlainFields(ReadOnlySpan<byte> octets)
    {
        _octets = octets;
        _marks = OctetMarks.Of(octets, 0);
    }

    /// <summary>How many octets the lines read so far have, with their CRLFs.</summary>
    public int ReadBytes { get; private set; }

    /// <summary>The name in the line read last, a token.</summary>
    public readonly ReadOnlySpan<byte> Name => _octets[_lineStart.._nameEnd];

    /// <summary>The value in the line read last, without the blanks around it.</summary>
    public readonly ReadOnlySpan<byte> Value => FieldSyntax.TrimBlanks(_octets[(_nameEnd + 1).._valueEnd]);

    /// <summary>Recognises the next line; false says only that it is not plain, or not all there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead()
    {
        _lineStart = ReadBytes;
        _nameEnd = ReadBytes;
        while (TryReach(_nameEnd) && !TryMove(ref _nameEnd, _marks.NonTokens))
        {
        }

        if (_nameEnd == _lineStart || _nameEnd >= _octets.Length || _octets[_nameEnd] != ':')
            return false;

        _valueEnd = _nameEnd;
        while (TryReach(_valueEnd) && !TryMove(ref _valueEnd, _marks.Controls))
        {
        }

        if (!IsLineEnd(_valueEnd))
            return false;

        ReadBytes = _valueEnd + FieldSyntax.LineEnd.Length;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryMove(ref int place, ulong marks)
    {
        marks >>= place - _blockStart;
        place = marks == 0 ? _blockStart + OctetMarks.BlockBytes : place + BitOperations.TrailingZeroCount(marks);
        return marks != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReach(int place)
    {
        if (place < _blockStart + OctetMarks.BlockBytes)
            return true;

        if (place >= _octets.Length)
            return false;

        _blockStart = Math.Min(place, _octets.Length - OctetMarks.BlockBytes);
        _marks = OctetMarks.Of(_octets, _blockStart);
        return true;
    }

    private readonly bool IsLineEnd(int at) => at + 1 < _octets.Length && _octets[at] == FieldSyntax.Cr && _octets[at + 1] == FieldSyntax.Lf;
}
