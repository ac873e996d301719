using System.Buffers;
using System.IO.Compression;
using FastSignal.Parsing;

namespace FastSignal.Server.Contents;

/// <summary>Undoes a content coding (RFC 9110 s8.4.1). Piece by piece: however much a content would become, it costs no more than the limit.</summary>
/// <remarks>Exact: what ends early, goes on behind its end, or does not have the checksum that it says is refused.</remarks>
internal static class ContentDecoder
{
    private const int PieceBytes = 16 * 1024;

    private static Refusal Damaged => new(Rejection.BadRequest, "the content is not in the coding that Content-Encoding names, or damaged");

    private static Refusal Truncated => new(Rejection.BadRequest, "the coded content ends too early");

    private static Refusal GoesOn => new(Rejection.BadRequest, "octets follow the end of the coded content");

    /// <summary>Decodes a whole content.</summary>
    /// <returns>No rejection if it was decoded to its end; the refusal of the target where that has one.</returns>
    public static Refusal Decode(ContentCoding coding, ReadOnlyMemory<byte> encoded, DecodedContent target)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            return coding switch
            {
                ContentCoding.Gzip => DecodeGzip(encoded, piece, target),
                ContentCoding.Deflate => DecodeDeflate(encoded, piece, target),
                ContentCoding.Brotli => DecodeBrotli(encoded.Span, piece, target),
                ContentCoding.Identity or ContentCoding.Unsupported => throw NoDecoder(coding),
                _ => throw NoDecoder(coding),
            };
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // The inflaters' words for octets that are none of theirs; the second for data that wants a preset dictionary.
            return Damaged;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    // One member: RFC 1952 would allow more of them in a row, which no sender is known to use and not every decoder undoes alike.
    private static Refusal DecodeGzip(ReadOnlyMemory<byte> encoded, byte[] piece, DecodedContent target)
    {
        if (!GzipMember.TryRead(encoded.Span, out var member, out var isTruncated))
            return isTruncated ? Truncated : Damaged;

        var checksum = new GzipChecksum();
        var source = new EncodedStream(encoded[member.DataAt..^GzipMember.TrailerBytes]);
        using var inflater = new DeflateStream(source, CompressionMode.Decompress);
        var why = Inflate(inflater, source, piece, target, checksum);
        if (why.Rejection is not Rejection.None)
            return why;
        return checksum.IsThatOf(encoded.Span[^GzipMember.TrailerBytes..]) ? default : Damaged;
    }

    // RFC 9110 s8.4.1.2: deflate is the zlib format (RFC 1950); some senders leave its two octets and its checksum out.
    private static Refusal DecodeDeflate(ReadOnlyMemory<byte> encoded, byte[] piece, DecodedContent target)
    {
        var source = new EncodedStream(encoded);
        using Stream inflater = IsZlib(encoded.Span)
            ? new ZLibStream(source, CompressionMode.Decompress)
            : new DeflateStream(source, CompressionMode.Decompress);
        return Inflate(inflater, source, piece, target, checksum: null);
    }

    // RFC 1950 s2.2: CM is 8, CINFO at most 7, and both octets together a multiple of 31.
    private static bool IsZlib(ReadOnlySpan<byte> encoded) =>
        encoded.Length >= 2 && (encoded[0] & 0x0F) == 8 && encoded[0] >> 4 <= 7 && ((encoded[0] << 8) + encoded[1]) % 31 == 0;

    private static Refusal Inflate(Stream inflater, EncodedStream source, byte[] piece, DecodedContent target, GzipChecksum? checksum)
    {
        while (inflater.Read(piece) is var count and > 0)
        {
            checksum?.Append(piece.AsSpan(0, count));
            var why = target.Take(piece.AsSpan(0, count));
            if (why.Rejection is not Rejection.None)
                return why;
        }

        if (source.WasTooShort)
            return Truncated;
        return source.IsUsedUp ? default : GoesOn;
    }

    private static Refusal DecodeBrotli(ReadOnlySpan<byte> encoded, byte[] piece, DecodedContent target)
    {
        using var decoder = new BrotliDecoder();
        OperationStatus status;
        do
        {
            status = decoder.Decompress(encoded, piece, out var consumed, out var written);
            encoded = encoded[consumed..];
            var why = target.Take(piece.AsSpan(0, written));
            if (why.Rejection is not Rejection.None)
                return why;
        }
        while (status is OperationStatus.DestinationTooSmall);

        return status switch
        {
            OperationStatus.Done => encoded.IsEmpty ? default : GoesOn,
            OperationStatus.NeedMoreData => Truncated,
            _ => Damaged,
        };
    }

    private static ArgumentOutOfRangeException NoDecoder(ContentCoding coding) =>
        new(nameof(coding), coding, "A content without a coding, or with one that is not supported, has no decoder.");
}
