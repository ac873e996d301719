namespace FastSignal.Parsing;

/// <summary>The grammar of a host with an optional port (RFC 9110 s7.2, RFC 3986 s3.2.2). Looks nothing up and keeps nothing.</summary>
internal static class HostSyntax
{
    /// <summary>Whether a Host value is valid: <c>h</c>, <c>h:80</c>, <c>h:</c>, <c>[::1]:80</c> or empty.</summary>
    // RFC 9110 s7.2: Host = uri-host [ ":" port ]. Empty is what a client without an authority sends (RFC 9112 s3.2); a port alone names nothing.
    public static bool IsHostValue(ReadOnlySpan<byte> value) => value.IsEmpty || IsAuthority(value);

    /// <summary>Whether an authority without userinfo is valid and names a host.</summary>
    // RFC 9110 s4.2.1: an http URI with an empty host is invalid. s4.2.4: userinfo is an error; "@" is no octet of a host.
    public static bool IsAuthority(ReadOnlySpan<byte> authority) => TrySplit(authority, out var port) && !port.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>Whether the authority of a CONNECT is valid: a host and a port with at least one digit.</summary>
    // RFC 9112 s3.2.3: authority-form = uri-host ":" port. RFC 9110 s9.3.6: an empty or invalid port is refused.
    public static bool IsConnectAuthority(ReadOnlySpan<byte> authority) => IsAuthority(authority) && char.IsAsciiDigit((char)authority[^1])
        && TrySplit(authority, out var port) && !port.IsEmpty;

    /// <summary>Checks the host and cuts off the port; false when the host is empty or malformed.</summary>
    private static bool TrySplit(ReadOnlySpan<byte> authority, out ReadOnlySpan<byte> port)
    {
        port = default;
        if (authority.IsEmpty)
            return false;

        if (authority[0] == '[')
            return TrySplitLiteral(authority, out port);

        var end = RegisteredNameBytes(authority);
        if (end == authority.Length)
            return true;

        port = authority[(end + 1)..];
        return end > 0 && authority[end] == ':';
    }

    // RFC 3986 s3.2.2: IP-literal = "[" ( IPv6address / IPvFuture ) "]"
    private static bool TrySplitLiteral(ReadOnlySpan<byte> authority, out ReadOnlySpan<byte> port)
    {
        port = default;
        var end = authority.IndexOf((byte)']');
        if (end < 0)
            return false;

        var address = authority[1..end];
        var behind = authority[(end + 1)..];
        if (!behind.IsEmpty)
        {
            if (behind[0] != ':')
                return false;

            port = behind[1..];
        }

        return Ipv6Syntax.IsAddress(address) || IsFutureAddress(address);
    }

    /// <summary>How many octets the authority begins with that make a registered name; the first that belongs to none is most often the colon.</summary>
    private static int RegisteredNameBytes(ReadOnlySpan<byte> authority)
    {
        var bytes = 0;
        while (authority[bytes..].IndexOfAnyExcept(FieldSyntax.RegisteredName) is var plain and >= 0)
        {
            bytes += plain;
            if (!PercentEncoding.IsTriplet(authority[bytes..]))
                return bytes;

            bytes += PercentEncoding.TripletBytes;
        }

        return authority.Length;
    }

    private static bool IsFutureAddress(ReadOnlySpan<byte> address)
    {
        if (address.IsEmpty || (address[0] | 0x20) != 'v')
            return false;

        var dot = address.IndexOf((byte)'.');
        return dot > 1 && AreHexDigits(address[1..dot]) && dot + 1 < address.Length && !address[(dot + 1)..].ContainsAnyExcept(FieldSyntax.FutureAddress);
    }

    private static bool AreHexDigits(ReadOnlySpan<byte> octets)
    {
        foreach (var octet in octets)
        {
            if (!char.IsAsciiHexDigit((char)octet))
                return false;
        }

        return true;
    }
}
