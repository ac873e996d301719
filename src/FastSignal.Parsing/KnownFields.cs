namespace FastSignal.Parsing;

/// <summary>The fields that this server acts on, gathered line by line. Zero-initialised is an empty field section.</summary>
/// <remarks>Every other field is checked for its grammar by <see cref="FieldLineParser"/> and then forgotten.</remarks>
internal struct KnownFields
{
    private bool _hasHost;
    private bool _hasCoding;
    private ContentFraming _framing;
    private ConnectionOptions _connection;

    /// <summary>Takes one field line. Names are told apart by length first, then without case (RFC 9110 s5.1).</summary>
    public bool TryTake(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, RequestHead head, out Refusal why)
    {
        why = default;
        switch (name.Length)
        {
            case 4 when FieldSyntax.Is(name, "host"u8):
                return TryTakeHost(value, out why);
            case 6 when FieldSyntax.Is(name, "expect"u8):
                TakeExpectations(value, head);
                return true;
            case 10 when FieldSyntax.Is(name, "connection"u8):
                _connection.Take(value);
                return true;
            case 10 when FieldSyntax.Is(name, "user-agent"u8):
                head.SetUserAgent(value);
                return true;
            case 14 when FieldSyntax.Is(name, "content-length"u8):
                return _framing.TryTakeLength(value, out why);
            case 15 when FieldSyntax.Is(name, "idempotency-key"u8):
                head.SetIdempotencyKey(value);
                return true;
            case 16 when FieldSyntax.Is(name, "content-encoding"u8):
                TakeContentCodings(value, head);
                return true;
            case 17 when FieldSyntax.Is(name, "transfer-encoding"u8):
                return _framing.TryTakeCodings(value, out why);
            default:
                return true;
        }
    }

    /// <summary>Judges what only the whole field section can tell.</summary>
    public readonly bool TryFinish(RequestHead head, out Refusal why)
    {
        // RFC 9112 s3.2: HTTP/1.1 without Host MUST be 400, whatever the form of the target.
        if (!_hasHost && !head.IsHttp10)
            return Reject.BadRequest("HTTP/1.1 needs a Host field", out why);

        head.IsPersistent = _connection.IsPersistent(head.IsHttp10);
        return _framing.TryDecide(head, out why);
    }

    private bool TryTakeHost(ReadOnlySpan<byte> value, out Refusal why)
    {
        // RFC 9112 s3.2: more than one Host line MUST be 400, equal or not.
        if (_hasHost)
            return Reject.BadRequest("Host is there more than once", out why);

        _hasHost = true;
        why = default;

        // RFC 9112 s3.2: an invalid value MUST be 400.
        return HostSyntax.IsHostValue(value) || Reject.BadRequest("Host must be a host with an optional port", out why);
    }

    // RFC 9110 s10.1.1: Expect = #expectation, without case; in HTTP/1.0 it MUST be ignored.
    private static void TakeExpectations(ReadOnlySpan<byte> value, RequestHead head)
    {
        if (head.IsHttp10)
            return;

        var list = new ListReader(value);
        while (list.TryRead(out var expectation))
        {
            var isContinue = FieldSyntax.Is(expectation, "100-continue"u8);
            head.ExpectsContinue |= isContinue;
            head.HasUnknownExpectation |= !isContinue && !expectation.IsEmpty;
        }
    }

    // RFC 9110 s8.4: Content-Encoding = #content-coding, without case. identity is no coding; a second real one is more than we undo.
    private void TakeContentCodings(ReadOnlySpan<byte> value, RequestHead head)
    {
        var list = new ListReader(value);
        while (list.TryRead(out var coding))
        {
            if (coding.IsEmpty || FieldSyntax.Is(coding, "identity"u8))
                continue;

            head.Coding = _hasCoding ? ContentCoding.Unsupported : CodingOf(coding);
            _hasCoding = true;
        }
    }

    private static ContentCoding CodingOf(ReadOnlySpan<byte> coding)
    {
        // RFC 9110 s8.4.1.3: x-gzip is equivalent to gzip.
        if (FieldSyntax.Is(coding, "gzip"u8) || FieldSyntax.Is(coding, "x-gzip"u8))
            return ContentCoding.Gzip;

        if (FieldSyntax.Is(coding, "deflate"u8))
            return ContentCoding.Deflate;

        return FieldSyntax.Is(coding, "br"u8) ? ContentCoding.Brotli : ContentCoding.Unsupported;
    }
}
