namespace FastSignal.Parsing;

/// <summary>Reads the request target in its four forms (RFC 9112 s3.2) down to the route. Its octets are printable ASCII already.</summary>
internal static class TargetParser
{
    /// <summary>Reads the target and sets the route and the token; false when it is malformed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> method, ReadOnlySpan<byte> target, RequestHead head, out Refusal why)
    {
        // RFC 9112 s3.2: no form has a fragment. Some servers cut it off, some do not: two readers, two paths.
        if (target.Contains((byte)'#'))
            return Reject.BadRequest("the request target has a fragment: send it without # and what follows", out why);

        if (target is [(byte)'/', ..])
            return TryParsePath(target, head, out why);

        // RFC 9110 s9.3.6: CONNECT has the authority-form and nothing else.
        if (method.SequenceEqual("CONNECT"u8))
            return TryParseAuthority(target, out why);

        if (target is [(byte)'*'])
            return TryParseAsterisk(method, out why);

        return TryParseAbsolute(target, head, out why);
    }

    // RFC 9112 s3.2.1: origin-form = absolute-path [ "?" query ]
    private static bool TryParsePath(ReadOnlySpan<byte> target, RequestHead head, out Refusal why)
    {
        var query = target.IndexOf((byte)'?');
        var path = query < 0 ? target : target[..query];

        // RFC 3986 s2.1: pct-encoded = "%" HEXDIG HEXDIG. The query is nobody's business here, so it may hold anything.
        if (!PercentEncoding.IsValid(path))
            return Reject.BadRequest("the path has a percent sign without two hexadecimal digits behind it", out why);

        why = default;
        head.Route = PathResolver.Resolve(path, out var token);
        if (head.Route == Route.Entries)
            head.SetToken(token);

        return true;
    }

    // RFC 9112 s3.2.3: this server is no proxy, so a well-formed authority is an unknown route.
    private static bool TryParseAuthority(ReadOnlySpan<byte> target, out Refusal why)
    {
        why = default;
        return HostSyntax.IsConnectAuthority(target) || Reject.BadRequest("the request target of CONNECT must be a host and a port", out why);
    }

    // RFC 9112 s3.2.4: asterisk-form is for a server-wide OPTIONS only.
    private static bool TryParseAsterisk(ReadOnlySpan<byte> method, out Refusal why)
    {
        why = default;
        return method.SequenceEqual("OPTIONS"u8) || Reject.BadRequest("the request target * is for OPTIONS only", out why);
    }

    // RFC 9112 s3.2.2: absolute-form MUST be accepted. Its authority replaces Host, and both name nothing but this server: checked, then dropped.
    private static bool TryParseAbsolute(ReadOnlySpan<byte> target, RequestHead head, out Refusal why)
    {
        var schemeBytes = SchemeBytes(target);
        if (schemeBytes == 0)
            return Reject.BadRequest("the request target must be a path that begins with /, or an http or https URI", out why);

        var rest = target[schemeBytes..];
        var end = rest.IndexOfAny(FieldSyntax.AuthorityEnd);
        var authority = end < 0 ? rest : rest[..end];

        // RFC 9110 s4.2.1 and s4.2.4: no empty host, no userinfo.
        if (!HostSyntax.IsAuthority(authority))
            return Reject.BadRequest("the host in the request target is empty or malformed", out why);

        why = default;
        var origin = end < 0 ? default : rest[end..];
        return origin is not [(byte)'/', ..] || TryParsePath(origin, head, out why);   // An empty path is "/", which is no route.
    }

    // RFC 3986 s3.1: schemes are compared without case.
    private static int SchemeBytes(ReadOnlySpan<byte> target)
    {
        var (http, https) = ("http://"u8.Length, "https://"u8.Length);
        if (target.Length >= http && FieldSyntax.Is(target[..http], "http://"u8))
            return http;

        return target.Length >= https && FieldSyntax.Is(target[..https], "https://"u8) ? https : 0;
    }
}
