namespace FastSignal.Parsing;

/// <summary>The Connection field over all its lines (RFC 9110 s7.6.1). Zero-initialised is a request without one.</summary>
internal struct ConnectionOptions
{
    private bool _hasClose;
    private bool _hasKeepAlive;

    /// <summary>Takes one field value: a list of options, without case. Options that we do not know ask nothing of us.</summary>
    public void Take(ReadOnlySpan<byte> value)
    {
        var list = new ListReader(value);
        while (list.TryRead(out var option))
        {
            _hasClose |= FieldSyntax.Is(option, "close"u8);
            _hasKeepAlive |= FieldSyntax.Is(option, "keep-alive"u8);
        }
    }

    /// <summary>Whether the connection persists.</summary>
    // RFC 9112 s9.3: close wins, wherever it stands; else HTTP/1.1 persists, and HTTP/1.0 only with keep-alive.
    public readonly bool IsPersistent(bool isHttp10) => !_hasClose && (!isHttp10 || _hasKeepAlive);
}
