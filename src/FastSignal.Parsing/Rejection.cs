namespace FastSignal.Parsing;

/// <summary>Every reason to refuse a request: the closed list of the webhook contract. <see cref="RejectionTable"/> maps each one.</summary>
public enum Rejection
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>The content is not JSON (RFC 8259).</summary>
    MalformedJson,

    /// <summary>The content is empty, or nothing but white space.</summary>
    EmptyContent,

    /// <summary>The content is JSON, but its root is not an object.</summary>
    NotAnObject,

    /// <summary>The content is not UTF-8 (RFC 3629).</summary>
    InvalidUtf8,

    /// <summary>The content nests deeper than 64; the root object is depth 1.</summary>
    TooDeep,

    /// <summary>Broken HTTP: request line, field section or framing.</summary>
    BadRequest,

    /// <summary>Unknown path, or a token that is unknown, archived or rotated out: one and the same answer.</summary>
    NotFound,

    /// <summary>The path's shape is right, the method is not.</summary>
    MethodNotAllowed,

    /// <summary>A request began and did not end in time.</summary>
    RequestTimeout,

    /// <summary>The content is larger than 1 MiB.</summary>
    ContentTooLarge,

    /// <summary>The request line is longer than the limit.</summary>
    UriTooLong,

    /// <summary>The field section is larger than the limit, or has too many lines.</summary>
    FieldsTooLarge,

    /// <summary>A content coding that is not supported.</summary>
    UnsupportedEncoding,

    /// <summary>An expectation other than 100-continue.</summary>
    ExpectationFailed,

    /// <summary>A transfer coding other than chunked.</summary>
    NotImplemented,

    /// <summary>A major version other than 1.</summary>
    VersionNotSupported,

    /// <summary>The server is starting, or cannot read its registry.</summary>
    NotReady,

    /// <summary>No room for another entry at the moment.</summary>
    Overloaded,

    /// <summary>The log cannot be written; a restart recovers it.</summary>
    LogFault,
}
