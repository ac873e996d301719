using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace FastSignal.Parsing;

/// <summary>Checks that octets are UTF-8 (RFC 3629) as they arrive, in pieces cut anywhere. Zero-initialised is the start state.</summary>
/// <remarks>A sequence that a piece begins and does not end is held here, at most three octets, until the next piece ends it: nobody
/// behind the validator ever sees a part of a character.</remarks>
internal struct Utf8Validator
{
    /// <summary>The longest sequence of one character, in octets.</summary>
    public const int MaxSequenceBytes = 4;

    private uint _pending;
    private int _pendingCount;

    /// <summary>Whether a sequence has begun and not ended.</summary>
    public readonly bool HasPending => _pendingCount > 0;

    /// <summary>The first octet of the sequence that has begun.</summary>
    public readonly byte FirstPending => (byte)_pending;

    /// <summary>Ends the sequence that an earlier piece began.</summary>
    /// <param name="octets">The piece; <paramref name="used"/> of its octets belong to the sequence.</param>
    /// <param name="sequence">Receives the whole sequence, at least four octets of room.</param>
    /// <param name="used">How many octets of the piece were taken.</param>
    /// <returns>The length of the sequence; 0 if the piece does not end it either, -1 if it is ill-formed.</returns>
    public int EndPending(ReadOnlySpan<byte> octets, Span<byte> sequence, out int used)
    {
        for (used = 0; used < octets.Length && _pendingCount < MaxSequenceBytes;)
        {
            _pending |= (uint)octets[used++] << (8 * _pendingCount++);
            for (var i = 0; i < _pendingCount; i++)
                sequence[i] = (byte)(_pending >> (8 * i));

            switch (Rune.DecodeFromUtf8(sequence[.._pendingCount], out _, out _))
            {
                case OperationStatus.Done:
                    var length = _pendingCount;
                    _pending = 0;
                    _pendingCount = 0;
                    return length;
                case OperationStatus.InvalidData:
                    return -1;
            }
        }

        return 0;
    }

    /// <summary>Checks a piece, nothing being pending. A sequence that the piece does not end is held.</summary>
    /// <param name="octets">The piece.</param>
    /// <param name="isInvalid">Whether an ill-formed sequence begins behind the well-formed octets.</param>
    /// <returns>How many octets from the start are well-formed and whole.</returns>
    public int Take(ReadOnlySpan<byte> octets, out bool isInvalid)
    {
        isInvalid = false;
        if (Utf8.IsValid(octets))
            return octets.Length;

        var tail = CountUnendedTail(octets);
        var whole = octets[..^tail];
        if (tail == 0 || !Utf8.IsValid(whole))
        {
            isInvalid = true;
            return CountWellFormed(whole);
        }

        foreach (var octet in octets[^tail..])
            _pending |= (uint)octet << (8 * _pendingCount++);
        return whole.Length;
    }

    private static int CountUnendedTail(ReadOnlySpan<byte> octets)
    {
        for (var tail = 1; tail < MaxSequenceBytes && tail <= octets.Length; tail++)
        {
            var octet = octets[^tail];
            if (octet < 0x80)
                return 0;
            if (octet >= 0xC0)
                return Rune.DecodeFromUtf8(octets[^tail..], out _, out _) == OperationStatus.NeedMoreData ? tail : 0;
        }

        return 0;
    }

    // Only refused contents come here, so it may be slow.
    private static int CountWellFormed(ReadOnlySpan<byte> octets)
    {
        var count = 0;
        while (true)
        {
            var ascii = octets[count..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
                return octets.Length;

            count += ascii;
            if (Rune.DecodeFromUtf8(octets[count..], out _, out var length) != OperationStatus.Done)
                return count;
            count += length;
        }
    }
}
