namespace FastSignal.Parsing;

/// <summary>The Transfer-Encoding field over all its lines (RFC 9112 s6.1), joined as one list. Zero-initialised is a request without one.</summary>
/// <remarks>Only a list that is exactly <c>chunked</c> is read. No parameter, no quote, no empty element: a lenient reader here is a smuggler's tool.</remarks>
internal struct TransferCodings
{
    private bool _endsInChunked;
    private bool _hasOther;

    /// <summary>Whether there was a line.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>Takes one field value; false when it is malformed, or names a coding behind <c>chunked</c>.</summary>
    public bool TryTake(ReadOnlySpan<byte> value, out Refusal why)
    {
        IsPresent = true;
        why = default;
        var list = new ListReader(value);
        while (list.TryRead(out var coding))
        {
            if (!TryTakeCoding(coding, out why))
                return false;
        }

        return true;
    }

    private bool TryTakeCoding(ReadOnlySpan<byte> coding, out Refusal why)
    {
        why = default;

        // RFC 9112 s7: chunked must not be applied twice. s6.1: and it must be the final coding.
        if (_endsInChunked)
            return Reject.BadRequest("Transfer-Encoding has a coding behind chunked", out why);

        _endsInChunked = FieldSyntax.Is(coding, "chunked"u8);
        if (_endsInChunked)
            return true;

        // RFC 9110 s10.1.4: transfer-coding = token *( OWS ";" OWS transfer-parameter )
        _hasOther = true;
        var parameters = coding.IndexOf((byte)';');
        var name = FieldSyntax.TrimBlanks(parameters < 0 ? coding : coding[..parameters]);
        if (!FieldSyntax.IsToken(name))
            return Reject.BadRequest("Transfer-Encoding is malformed: expected chunked", out why);

        // RFC 9112 s7.1: chunked has no parameters, and a recipient SHOULD treat their presence as an error.
        return !FieldSyntax.Is(name, "chunked"u8) || Reject.BadRequest("chunked in Transfer-Encoding has no parameters", out why);
    }

    /// <summary>Judges the whole list: true when it is exactly <c>chunked</c>.</summary>
    public readonly bool TryDecide(out Refusal why)
    {
        why = default;

        // RFC 9112 s6.3: a request whose final coding is not chunked has no length that one could rely on: MUST be 400.
        if (!_endsInChunked)
            return Reject.BadRequest("Transfer-Encoding must end in chunked", out why);

        // RFC 9112 s6.1: 501 for a coding that the server does not understand. The framing itself would be known.
        return !_hasOther || Reject.With(Rejection.NotImplemented, "the only transfer coding that this server reads is chunked", out why);
    }
}
