namespace FastSignal.Parsing;

/// <summary>What each <see cref="Rejection"/> answers. The one place where a reason becomes a status, a code and a title.</summary>
public static class RejectionTable
{
    /// <summary>The HTTP status that answers a rejection.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no rejection.</exception>
    public static int Status(this Rejection rejection) => rejection switch
    {
        Rejection.MalformedJson => 400,
        Rejection.EmptyContent => 400,
        Rejection.NotAnObject => 400,
        Rejection.InvalidUtf8 => 400,
        Rejection.TooDeep => 400,
        Rejection.BadRequest => 400,
        Rejection.NotFound => 404,
        Rejection.MethodNotAllowed => 405,
        Rejection.RequestTimeout => 408,
        Rejection.ContentTooLarge => 413,
        Rejection.UriTooLong => 414,
        Rejection.UnsupportedEncoding => 415,
        Rejection.ExpectationFailed => 417,
        Rejection.FieldsTooLarge => 431,
        Rejection.NotImplemented => 501,
        Rejection.NotReady => 503,
        Rejection.Overloaded => 503,
        Rejection.LogFault => 503,
        Rejection.VersionNotSupported => 505,
        Rejection.None => throw NotARejection(rejection),
        _ => throw NotARejection(rejection),
    };

    /// <summary>The stable code in the content of the refusal, for programs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no rejection.</exception>
    public static string Code(this Rejection rejection) => rejection switch
    {
        Rejection.MalformedJson => "malformed_json",
        Rejection.EmptyContent => "empty_content",
        Rejection.NotAnObject => "not_an_object",
        Rejection.InvalidUtf8 => "invalid_utf8",
        Rejection.TooDeep => "too_deep",
        Rejection.BadRequest => "bad_request",
        Rejection.NotFound => "not_found",
        Rejection.MethodNotAllowed => "method_not_allowed",
        Rejection.RequestTimeout => "request_timeout",
        Rejection.ContentTooLarge => "content_too_large",
        Rejection.UriTooLong => "uri_too_long",
        Rejection.UnsupportedEncoding => "unsupported_encoding",
        Rejection.ExpectationFailed => "expectation_failed",
        Rejection.FieldsTooLarge => "fields_too_large",
        Rejection.NotImplemented => "not_implemented",
        Rejection.NotReady => "not_ready",
        Rejection.Overloaded => "overloaded",
        Rejection.LogFault => "log_fault",
        Rejection.VersionNotSupported => "version_not_supported",
        Rejection.None => throw NotARejection(rejection),
        _ => throw NotARejection(rejection),
    };

    /// <summary>The title in the content of the refusal, for people.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no rejection.</exception>
    public static string Title(this Rejection rejection) => rejection switch
    {
        Rejection.MalformedJson => "Malformed JSON",
        Rejection.EmptyContent => "Empty content",
        Rejection.NotAnObject => "Not a JSON object",
        Rejection.InvalidUtf8 => "Invalid UTF-8",
        Rejection.TooDeep => "Nested too deep",
        Rejection.BadRequest => "Bad request",
        Rejection.NotFound => "Not found",
        Rejection.MethodNotAllowed => "Method not allowed",
        Rejection.RequestTimeout => "Request timeout",
        Rejection.ContentTooLarge => "Content too large",
        Rejection.UriTooLong => "URI too long",
        Rejection.UnsupportedEncoding => "Unsupported content coding",
        Rejection.ExpectationFailed => "Expectation failed",
        Rejection.FieldsTooLarge => "Request header fields too large",
        Rejection.NotImplemented => "Not implemented",
        Rejection.NotReady => "Not ready",
        Rejection.Overloaded => "Overloaded",
        Rejection.LogFault => "Log fault",
        Rejection.VersionNotSupported => "HTTP version not supported",
        Rejection.None => throw NotARejection(rejection),
        _ => throw NotARejection(rejection),
    };

    /// <summary>
    /// Whether the connection closes behind a rejection, whatever the request says. True where nobody knows, or wants to read up to, where the
    /// next request begins (RFC 9112 s6.3, s9.3); false where the rest of the content may be read first.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no rejection.</exception>
    public static bool Closes(this Rejection rejection) => rejection switch
    {
        Rejection.MalformedJson => false,
        Rejection.EmptyContent => false,
        Rejection.NotAnObject => false,
        Rejection.InvalidUtf8 => false,
        Rejection.TooDeep => false,
        Rejection.BadRequest => true,
        Rejection.NotFound => false,
        Rejection.MethodNotAllowed => false,
        Rejection.RequestTimeout => true,
        Rejection.ContentTooLarge => true,
        Rejection.UriTooLong => true,
        Rejection.UnsupportedEncoding => false,
        Rejection.ExpectationFailed => false,
        Rejection.FieldsTooLarge => true,
        Rejection.NotImplemented => true,
        Rejection.NotReady => false,
        Rejection.Overloaded => false,
        Rejection.LogFault => true,
        Rejection.VersionNotSupported => true,
        Rejection.None => throw NotARejection(rejection),
        _ => throw NotARejection(rejection),
    };

    private static ArgumentOutOfRangeException NotARejection(Rejection rejection) =>
        new(nameof(rejection), rejection, "This value has no row in the table of refusals.");
}
