namespace FastSignal.Parsing;

/// <summary>The content coding of a request (RFC 9110 s8.4).</summary>
public enum ContentCoding
{
    /// <summary>None: the field is absent, empty or <c>identity</c>.</summary>
    Identity,

    /// <summary><c>gzip</c> or <c>x-gzip</c>.</summary>
    Gzip,

    /// <summary><c>deflate</c>.</summary>
    Deflate,

    /// <summary><c>br</c>.</summary>
    Brotli,

    /// <summary>Any other coding, or more than one.</summary>
    Unsupported,
}
