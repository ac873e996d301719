namespace FastSignal.Parsing;

/// <summary>Reads a request line (RFC 9112 s3): method SP request-target SP HTTP-version, with single spaces and nothing else.</summary>
internal static class RequestLineParser
{
    private const int VersionBytes = 8;

    /// <summary>Reads a whole line without its CRLF, all of it printable ASCII; sets method, version, route and token.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, RequestHead head, out Refusal why)
    {
        var methodEnd = line.IndexOf(FieldSyntax.Sp);
        var method = methodEnd < 0 ? line : line[..methodEnd];
        head.Method = MethodOf(method);

        // RFC 9112 s3.1: method = token. A blank in front of it makes it empty.
        if (!FieldSyntax.IsToken(method))
            return Reject.BadRequest("the request line must begin with a method", out why);

        var rest = methodEnd < 0 ? default : line[(methodEnd + 1)..];
        var targetEnd = rest.IndexOf(FieldSyntax.Sp);

        // RFC 9112 s3: no version is HTTP/0.9, which has neither fields nor a status.
        if (targetEnd < 0)
            return Reject.BadRequest("the request line must be a method, a target and a version with one space between them", out why);

        // The version comes first: a target of another major version need not look like one of ours.
        if (!TryParseVersion(rest[(targetEnd + 1)..], head, out why))
            return false;

        // RFC 9112 s3: exactly one space between the parts.
        if (targetEnd == 0)
            return Reject.BadRequest("the request line has more than one space between method and target", out why);

        return TargetParser.TryParse(method, rest[..targetEnd], head, out why);
    }

    /// <summary>The method that a line begins with, however broken the rest is: even the refusal of a HEAD has no content (RFC 9110 s9.3.2).</summary>
    public static RequestMethod PeekMethod(ReadOnlySpan<byte> line) => MethodOf(line[..Math.Max(0, line.IndexOf(FieldSyntax.Sp))]);

    // RFC 9112 s2.3: HTTP-version = HTTP-name "/" DIGIT "." DIGIT, case-sensitive.
    private static bool TryParseVersion(ReadOnlySpan<byte> version, RequestHead head, out Refusal why)
    {
        why = default;
        if (version.SequenceEqual("HTTP/1.1"u8))
            return true;

        // RFC 9112 s3: a blank inside the target, or behind the version. Never repaired: two readers would repair it differently.
        if (version.Contains(FieldSyntax.Sp))
            return Reject.BadRequest("the request line has too many spaces: write one in the target as %20", out why);

        if (!IsVersion(version))
            return Reject.BadRequest("the version must be HTTP/1.1 or HTTP/1.0", out why);

        // RFC 9110 s15.6.6: another major version is another syntax.
        if (version[5] != '1')
            return Reject.With(Rejection.VersionNotSupported, "this server speaks HTTP/1.1 and HTTP/1.0", out why);

        // RFC 9110 s2.5: a higher minor version of a known major one is taken as the highest that we know.
        head.IsHttp10 = version[7] == '0';
        return true;
    }

    private static bool IsVersion(ReadOnlySpan<byte> version) => version.Length == VersionBytes && version.StartsWith("HTTP/"u8)
        && char.IsAsciiDigit((char)version[5]) && version[6] == '.' && char.IsAsciiDigit((char)version[7]);

    // RFC 9110 s9.1: methods are case-sensitive.
    private static RequestMethod MethodOf(ReadOnlySpan<byte> method)
    {
        if (method.SequenceEqual("POST"u8))
            return RequestMethod.Post;

        if (method.SequenceEqual("GET"u8))
            return RequestMethod.Get;

        return method.SequenceEqual("HEAD"u8) ? RequestMethod.Head : RequestMethod.Other;
    }
}
