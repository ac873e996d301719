using System.Runtime.InteropServices;

namespace FastSignal.Parsing;

/// <summary>Removes the chunked transfer coding (RFC 9112 s7.1), resumable at any octet. Zero-initialised is the start.</summary>
/// <remarks>
/// A chunk is <c>size [extensions] CRLF data CRLF</c>; the one of size 0 is the last and is followed by the trailer section, which is checked and dropped.
/// Framing is looked at octet by octet, data is handed out as runs of the source and never copied. Counts no content: the connection does.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public struct ChunkedDecoder
{
    /// <summary>The most digits of a chunk size: as many as 64 bits have. Leading zeros count, or a size could go on for ever.</summary>
    public const int MaxSizeDigits = 16;

    private State _state;
    private int _sizeDigits;
    private long _chunkBytes;
    private ChunkExtensions _extensions;
    private TrailerSection _trailers;

    // chunked-body = *chunk last-chunk trailer-section CRLF; chunk = chunk-size [ chunk-ext ] CRLF chunk-data CRLF
    private enum State : byte
    {
        Size,
        Extensions,
        SizeLf,
        Data,
        DataCr,
        DataLf,
        Trailers,
        Complete,
    }

    /// <summary>How many octets of the current chunk's data are still to come; <see cref="long.MaxValue"/> for a size that is too large for the type.</summary>
    /// <remarks>0 until the line of the size has ended: what half a line announces may still turn out to be no size, and the answer must not depend
    /// on how the octets arrive.</remarks>
    public readonly long ChunkBytesLeft => _state == State.Data ? _chunkBytes : 0;

    /// <summary>Takes framing up to and including at most one run of data.</summary>
    /// <param name="source">What has arrived and is not consumed yet.</param>
    /// <param name="consumed">How many octets were taken; all of them unless a run of data, the end of the content or a wrong octet was met.</param>
    /// <param name="dataStart">Where the run of data begins in <paramref name="source"/>.</param>
    /// <param name="dataLength">The length of the run; 0 when there is none.</param>
    /// <param name="why">The reason for Invalid: 400.</param>
    /// <returns>Partial until the trailer section has ended; then Complete, and octets behind it are not consumed.</returns>
    public ParseStatus Decode(ReadOnlySpan<byte> source, out int consumed, out int dataStart, out int dataLength, out Refusal why)
    {
        dataStart = 0;
        dataLength = 0;
        why = default;
        for (consumed = 0; _state != State.Complete; consumed++)
        {
            if (consumed == source.Length)
                return ParseStatus.Partial;

            if (_state == State.Data)
            {
                dataStart = consumed;
                dataLength = TakeData(source.Length - consumed);
                consumed += dataLength;
                return ParseStatus.Partial;
            }

            if (!TryTake(source[consumed], out why))
                return ParseStatus.Invalid;
        }

        return ParseStatus.Complete;
    }

    /// <summary>Back to the start, for the next content.</summary>
    public void Reset() => this = default;

    private int TakeData(int availableBytes)
    {
        var taken = (int)Math.Min(_chunkBytes, availableBytes);
        _chunkBytes -= taken;
        if (_chunkBytes == 0)
            _state = State.DataCr;

        return taken;
    }

    private bool TryTake(byte octet, out Refusal why)
    {
        why = default;
        switch (_state)
        {
            case State.Size:
                return TryTakeSize(octet, out why);
            case State.Extensions when octet == FieldSyntax.Cr && _extensions.MayEnd:
                _state = State.SizeLf;
                return true;
            case State.Extensions:
                return _extensions.TryTake(octet, out why);
            case State.SizeLf:
                return octet == FieldSyntax.Lf ? BeginData() : RejectLineEnd(out why);

            // RFC 9112 s7.1: the two octets behind the data are CR LF. Skipping them unseen is how chunks are smuggled.
            case State.DataCr when octet == FieldSyntax.Cr:
                _state = State.DataLf;
                return true;
            case State.DataLf when octet == FieldSyntax.Lf:
                _state = State.Size;
                _sizeDigits = 0;
                return true;
            case State.DataCr or State.DataLf:
                return Reject.BadRequest("chunk data must be followed by CRLF and be as long as its chunk size says", out why);
            default:
                return TryTakeTrailer(octet, out why);
        }
    }

    // RFC 9112 s7.1: chunk-size = 1*HEXDIG. No sign, no blank in front, no 0x.
    private bool TryTakeSize(byte octet, out Refusal why)
    {
        why = default;
        if (char.IsAsciiHexDigit((char)octet))
            return TryTakeSizeDigit(octet, out why);

        if (_sizeDigits == 0)
            return Reject.BadRequest("a chunk must begin with its size in hexadecimal digits", out why);

        if (octet == FieldSyntax.Cr)
        {
            _state = State.SizeLf;
            return true;
        }

        // RFC 9112 s7.1: CRLF ends the line, never LF alone (CVE-2025-22871, CVE-2025-55315).
        if (octet == FieldSyntax.Lf)
            return RejectLineEnd(out why);

        if (octet != ';' && !FieldSyntax.IsBlank(octet))
            return Reject.BadRequest("a chunk size has an octet that is no hexadecimal digit", out why);

        _state = State.Extensions;
        _extensions.BeginChunk();
        return _extensions.TryTake(octet, out why);
    }

    private bool TryTakeSizeDigit(byte digit, out Refusal why)
    {
        why = default;

        // RFC 9112 s7.1: anticipate large numerals. Checked before multiplying, and once too large it stays so.
        if (++_sizeDigits > MaxSizeDigits)
            return Reject.BadRequest("a chunk size has more than 16 digits", out why);

        _chunkBytes = _chunkBytes > long.MaxValue >> 4 ? long.MaxValue : (_chunkBytes << 4) | (long)PercentEncoding.HexValue(digit);
        return true;
    }

    // RFC 9112 s7.1: last-chunk = 1*("0") [ chunk-ext ] CRLF
    private bool BeginData()
    {
        _state = _chunkBytes == 0 ? State.Trailers : State.Data;
        return true;
    }

    private static bool RejectLineEnd(out Refusal why) => Reject.BadRequest("a chunk size line must end in CRLF", out why);

    private bool TryTakeTrailer(byte octet, out Refusal why)
    {
        if (!_trailers.TryTake(octet, out why))
            return false;

        if (_trailers.IsComplete)
            _state = State.Complete;

        return true;
    }
}
