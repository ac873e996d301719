using System.Buffers;
using FastSignal.Parsing;

namespace FastSignal.Server.Ingest;

/// <summary>The body of one request as it arrives: gives its content, whichever framing it has (RFC 9112 s6). Zero-initialised: none.</summary>
internal struct MessageBody
{
    private FramingKind _kind;
    private long _left;
    private ChunkedDecoder _chunked;

    /// <summary>Octets of content so far.</summary>
    public long Received { get; private set; }

    /// <summary>Nothing of the body is outstanding.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether the content so far, with what the chunk at hand announces, is longer than a limit: known before it has come.</summary>
    public readonly bool Exceeds(long limit) => Received > limit || (_kind is FramingKind.Chunked && _chunked.ChunkBytesLeft > limit - Received);

    /// <summary>Octets that are still to come; of a chunked content nobody knows.</summary>
    public readonly long Left => _kind is FramingKind.Chunked && !IsAtEnd ? long.MaxValue : _left;

    /// <summary>Begins the body that a head announces.</summary>
    public void Begin(RequestHead head)
    {
        this = default;
        _kind = head.Framing;
        _left = _kind is FramingKind.Length ? head.ContentLength : 0;
        IsAtEnd = _kind is not FramingKind.Chunked && _left == 0;
    }

    /// <summary>The next run of content, left where it is.</summary>
    public readonly ReadOnlySpan<byte> Peek(scoped in ReadOnlySequence<byte> input)
    {
        var (ahead, copy) = (this, input);
        return ahead.Take(ref copy, out var octets, out _) is ParseStatus.Invalid ? [] : octets;
    }

    /// <summary>Takes the next run of content.</summary>
    /// <param name="input">What has arrived; moved behind what was taken.</param>
    /// <param name="octets">The run; empty if the end, or more input, comes first.</param>
    /// <param name="why">Why the framing is broken, if it is.</param>
    public ParseStatus Take(scoped ref ReadOnlySequence<byte> input, out ReadOnlySpan<byte> octets, out Refusal why)
    {
        octets = default;
        why = default;
        if (IsAtEnd)
            return ParseStatus.Complete;
        return _kind is FramingKind.Chunked ? TakeChunked(ref input, out octets, out why) : TakeLength(ref input, out octets);
    }

    private ParseStatus TakeLength(scoped ref ReadOnlySequence<byte> input, out ReadOnlySpan<byte> octets)
    {
        var first = input.FirstSpan;
        octets = first[..(int)Math.Min(first.Length, _left)];
        input = input.Slice(octets.Length);
        Received += octets.Length;
        _left -= octets.Length;
        IsAtEnd = _left == 0;
        return IsAtEnd ? ParseStatus.Complete : ParseStatus.Partial;
    }

    private ParseStatus TakeChunked(scoped ref ReadOnlySequence<byte> input, out ReadOnlySpan<byte> octets, out Refusal why)
    {
        octets = default;
        why = default;
        while (!input.IsEmpty)
        {
            var first = input.FirstSpan;
            var status = _chunked.Decode(first, out var consumed, out var start, out var length, out why);
            octets = first.Slice(start, length);
            input = input.Slice(consumed);
            Received += length;
            IsAtEnd = status is ParseStatus.Complete;
            if (status is not ParseStatus.Partial || length > 0)
                return status;
        }

        return ParseStatus.Partial;
    }
}
