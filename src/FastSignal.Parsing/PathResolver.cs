namespace FastSignal.Parsing;

/// <summary>Finds the route of a path: split on <c>/</c> first, each segment then compared as if decoded once (RFC 3986 s2.4).</summary>
internal static class PathResolver
{
    /// <summary>Finds the route. The path begins with a slash, has no query, and its triplets are valid.</summary>
    /// <param name="path">The raw octets.</param>
    /// <param name="token">The raw octets of the token segment for <see cref="Route.Entries"/>, else empty.</param>
    public static Route Resolve(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> token)
    {
        token = default;
        var first = CutSegment(ref path);
        if (path.IsEmpty)
            return ResolveHealth(first);

        if (!PercentEncoding.EqualsDecoded(first, "custom_signals"u8))
            return Route.Unknown;

        var candidate = CutSegment(ref path);
        if (candidate.IsEmpty || candidate.Length > RequestHead.MaxTokenBytes || path.IsEmpty)
            return Route.Unknown;

        if (!PercentEncoding.EqualsDecoded(CutSegment(ref path), "entries"u8) || !(path.IsEmpty || path is [(byte)'/']))
            return Route.Unknown;

        token = candidate;
        return Route.Entries;
    }

    private static Route ResolveHealth(ReadOnlySpan<byte> name)
    {
        if (PercentEncoding.EqualsDecoded(name, "livez"u8))
            return Route.Livez;

        return PercentEncoding.EqualsDecoded(name, "readyz"u8) ? Route.Readyz : Route.Unknown;
    }

    /// <summary>Takes the slash and the segment behind it; what is left begins with the next slash, or is empty. <c>%2F</c> is no slash.</summary>
    private static ReadOnlySpan<byte> CutSegment(scoped ref ReadOnlySpan<byte> path)
    {
        var rest = path[1..];
        var slash = rest.IndexOf((byte)'/');
        path = slash < 0 ? default : rest[slash..];
        return slash < 0 ? rest : rest[..slash];
    }
}
