namespace FastSignal.Parsing;

/// <summary>How the end of a request's content is known (RFC 9112 s6).</summary>
public enum FramingKind
{
    /// <summary>Neither Content-Length nor Transfer-Encoding: no content (RFC 9112 s6.3, rule 7).</summary>
    None,

    /// <summary>Content-Length octets.</summary>
    Length,

    /// <summary>The chunked transfer coding.</summary>
    Chunked,
}
