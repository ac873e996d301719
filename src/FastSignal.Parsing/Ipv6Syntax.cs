namespace FastSignal.Parsing;

/// <summary>The grammar of an IPv6 address without zone (RFC 3986 s3.2.2, IPv6address).</summary>
/// <remarks>
/// Eight groups of 1*4HEXDIG with colons between them; one <c>::</c> may stand for one group or more; the last two groups may be a dotted IPv4 address.
/// The BCL's IPAddress is no help: it takes zones, brackets and ports, and makes an object.
/// </remarks>
internal static class Ipv6Syntax
{
    private const int GroupCount = 8;

    /// <summary>Whether the octets are an IPv6 address.</summary>
    public static bool IsAddress(ReadOnlySpan<byte> address)
    {
        var gap = address.IndexOf("::"u8);
        if (gap < 0)
            return CountGroups(address, mayEndInIpv4: true) == GroupCount;

        var before = gap == 0 ? 0 : CountGroups(address[..gap], mayEndInIpv4: false);
        var after = gap + 2 == address.Length ? 0 : CountGroups(address[(gap + 2)..], mayEndInIpv4: true);
        return before >= 0 && after >= 0 && before + after < GroupCount;
    }

    /// <summary>The number of 16-bit groups; -1 when one is malformed.</summary>
    private static int CountGroups(ReadOnlySpan<byte> groups, bool mayEndInIpv4)
    {
        for (var count = 0; ; count++)
        {
            var colon = groups.IndexOf((byte)':');
            if (colon < 0 && mayEndInIpv4 && IsIpv4Address(groups))
                return count + 2;

            if (!IsGroup(colon < 0 ? groups : groups[..colon]))
                return -1;

            if (colon < 0)
                return count + 1;

            groups = groups[(colon + 1)..];
        }
    }

    // RFC 3986 s3.2.2: h16 = 1*4HEXDIG
    private static bool IsGroup(ReadOnlySpan<byte> group)
    {
        if (group.IsEmpty || group.Length > 4)
            return false;

        foreach (var octet in group)
        {
            if (!char.IsAsciiHexDigit((char)octet))
                return false;
        }

        return true;
    }

    // RFC 3986 s3.2.2: IPv4address = dec-octet "." dec-octet "." dec-octet "." dec-octet
    private static bool IsIpv4Address(ReadOnlySpan<byte> address)
    {
        for (var count = 1; ; count++)
        {
            var dot = address.IndexOf((byte)'.');
            if (!IsDecimalOctet(dot < 0 ? address : address[..dot]))
                return false;

            if (dot < 0)
                return count == 4;

            address = address[(dot + 1)..];
        }
    }

    private static bool IsDecimalOctet(ReadOnlySpan<byte> digits)
    {
        if (digits.IsEmpty || digits.Length > 3 || (digits.Length > 1 && digits[0] == '0'))
            return false;

        var value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;

            value = (value * 10) + digit - '0';
        }

        return value <= byte.MaxValue;
    }
}
