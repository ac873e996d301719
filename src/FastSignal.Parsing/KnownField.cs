namespace FastSignal.Parsing;

/// <summary>The fields that this server acts on.</summary>
internal enum KnownField
{
    /// <summary>Every other one: checked for its grammar, then forgotten.</summary>
    None,

    /// <summary>Host (RFC 9110 s7.2).</summary>
    Host,

    /// <summary>Expect (RFC 9110 s10.1.1).</summary>
    Expect,

    /// <summary>Connection (RFC 9110 s7.6.1).</summary>
    Connection,

    /// <summary>User-Agent (RFC 9110 s10.1.5).</summary>
    UserAgent,

    /// <summary>Content-Length (RFC 9110 s8.6).</summary>
    ContentLength,

    /// <summary>Idempotency-Key (draft-ietf-httpapi-idempotency-key-header).</summary>
    IdempotencyKey,

    /// <summary>Content-Encoding (RFC 9110 s8.4).</summary>
    ContentEncoding,

    /// <summary>Transfer-Encoding (RFC 9112 s6.1).</summary>
    TransferEncoding,
}
