namespace FastSignal.Parsing;

/// <summary>The fields that this server acts on, gathered line by line. A new one is an empty field section.</summary>
/// <remarks>Every other field is checked for its grammar by <see cref="FieldLineParser"/> and then forgotten.</remarks>
/// <param name="lastHost">What the parser remembers of the requests before.</param>
internal struct KnownFields(LastHost lastHost)
{
    private readonly LastHost _lastHost = lastHost;
    private bool _hasHost;
    private bool _hasCoding;
    private ContentFraming _framing;
    private ConnectionOptions _connection;

    /// <summary>Tells which field a name is: by its length first, then without case (RFC 9110 s5.1).</summary>
    public static KnownField Recognise(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when FieldName.Is(name, "host"u8) => KnownField.Host,
        6 when FieldName.Is(name, "expect"u8) => KnownField.Expect,
        10 when FieldName.Is(name, "user-agent"u8) => KnownField.UserAgent,
        10 when FieldName.Is(name, "connection"u8) => KnownField.Connection,
        14 when FieldName.Is(name, "content-length"u8) => KnownField.ContentLength,
        15 when FieldName.Is(name, "idempotency-key"u8) => KnownField.IdempotencyKey,
        16 when FieldName.Is(name, "content-encoding"u8) => KnownField.ContentEncoding,
        17 when FieldName.Is(name, "transfer-encoding"u8) => KnownField.TransferEncoding,
        _ => KnownField.None,
    };

    /// <summary>Takes one field line.</summary>
    public bool TryTake(KnownField field, ReadOnlySpan<byte> value, RequestHead head, out Refusal why)
    {
        switch (field)
        {
            case KnownField.Host:
                return TryTakeHost(value, out why);
            case KnownField.ContentLength:
                return _framing.TryTakeLength(value, out why);
            case KnownField.TransferEncoding:
                return _framing.TryTakeCodings(value, out why);
            default:
                why = default;
                Take(field, value, head);
                return true;
        }
    }

    /// <summary>Forgets the field section, but not the last Host.</summary>
    // Field by field: to write a whole struct with a reference in it costs as much as a field line.
    public void Reset()
    {
        _hasHost = false;
        _hasCoding = false;
        _framing = default;
        _connection = default;
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

    // The fields in which nothing can be wrong enough to refuse the head.
    private void Take(KnownField field, ReadOnlySpan<byte> value, RequestHead head)
    {
        switch (field)
        {
            case KnownField.Expect:
                TakeExpectations(value, head);
                break;
            case KnownField.Connection:
                _connection.Take(value);
                break;
            case KnownField.UserAgent:
                head.SetUserAgent(value);
                break;
            case KnownField.IdempotencyKey:
                head.SetIdempotencyKey(value);
                break;
            case KnownField.ContentEncoding:
                TakeContentCodings(value, head);
                break;
        }
    }

    private bool TryTakeHost(ReadOnlySpan<byte> value, out Refusal why)
    {
        // RFC 9112 s3.2: more than one Host line MUST be 400, equal or not.
        if (_hasHost)
            return Reject.BadRequest("Host is there more than once", out why);

        _hasHost = true;
        why = default;

        // RFC 9112 s3.2: an invalid value MUST be 400.
        return _lastHost.Accepts(value) || Reject.BadRequest("Host must be a host with an optional port", out why);
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
