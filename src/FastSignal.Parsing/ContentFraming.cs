namespace FastSignal.Parsing;

/// <summary>Content-Length and Transfer-Encoding over all lines, and what they say together (RFC 9112 s6.3). Zero-initialised is a request without
/// either.</summary>
internal struct ContentFraming
{
    private TransferCodings _codings;
    private bool _hasLength;
    private long _length;

    /// <summary>Takes a Content-Length line.</summary>
    public bool TryTakeLength(ReadOnlySpan<byte> value, out Refusal why)
    {
        // RFC 9110 s8.6: several lines, equal or not, may be refused. Equal ones come from a broken sender, and collapsing them helps nobody else.
        if (_hasLength)
            return Reject.BadRequest("Content-Length is there more than once", out why);

        _hasLength = true;
        why = default;

        // RFC 9112 s6.3: an invalid length is an unrecoverable error.
        return TryParseLength(value, out _length) || Reject.BadRequest("Content-Length must be one decimal number", out why);
    }

    /// <summary>Takes a Transfer-Encoding line.</summary>
    public bool TryTakeCodings(ReadOnlySpan<byte> value, out Refusal why) => _codings.TryTake(value, out why);

    /// <summary>Decides how the end of the content is known, once the whole field section is there.</summary>
    public readonly bool TryDecide(RequestHead head, out Refusal why)
    {
        why = default;
        if (!_codings.IsPresent)
        {
            head.Framing = _hasLength ? FramingKind.Length : FramingKind.None;
            head.ContentLength = _length;
            return true;
        }

        // RFC 9112 s6.1: both together are how requests are smuggled. Reading by Transfer-Encoding is allowed, refusing is safer.
        if (_hasLength)
            return Reject.BadRequest("Content-Length and Transfer-Encoding exclude each other", out why);

        // RFC 9112 s6.1: Transfer-Encoding in HTTP/1.0 is faulty framing.
        if (head.IsHttp10)
            return Reject.BadRequest("HTTP/1.0 has no Transfer-Encoding", out why);

        head.Framing = FramingKind.Chunked;
        return _codings.TryDecide(out why);
    }

    /// <summary>Reads a Content-Length; a number too large for the type is <see cref="long.MaxValue"/>.</summary>
    // RFC 9110 s8.6: Content-Length = 1*DIGIT. Utf8Parser and long.Parse take signs: not used here.
    internal static bool TryParseLength(ReadOnlySpan<byte> value, out long length)
    {
        length = 0;
        foreach (var octet in value)
        {
            if (!char.IsAsciiDigit((char)octet))
                return false;

            // RFC 9110 s8.6: anticipate large numerals. Checked before multiplying, and once too large it stays so.
            var digit = octet - '0';
            length = length > long.MaxValue / 10 || (length == long.MaxValue / 10 && digit > long.MaxValue % 10) ? long.MaxValue : (length * 10) + digit;
        }

        return !value.IsEmpty;
    }
}
