namespace FastSignal.Parsing;

/// <summary>Finds the CRLF of a line that arrives in pieces, and the octets that must not stand in front of it, in one vectorised pass.</summary>
/// <remarks>
/// The caller shows the line from its start each time; the scanner remembers how far it has examined and looks only at the rest, so that a slow sender costs
/// O(n). It never looks further than one octet behind the limit, so that the answer does not depend on how the octets arrive.
/// </remarks>
internal struct LineScanner
{
    private int _examinedBytes;

    /// <summary>All octets examined so far, over all lines: what the test of linear cost counts.</summary>
    public long ExaminedBytesTotal { get; private set; }

    /// <summary>Whether a part of the line has been examined already.</summary>
    public readonly bool HasBegun => _examinedBytes > 0;

    /// <summary>Forgets a line that was begun.</summary>
    public void Reset() => _examinedBytes = 0;

    /// <summary>Searches for the end of a request line: printable ASCII up to CRLF (RFC 9112 s3).</summary>
    public LineScan FindRequestLine(ReadOnlySpan<byte> octets, int maxLineBytes, out int lineBytes)
    {
        var window = Window(octets, maxLineBytes);
        return Judge(octets, maxLineBytes, window.Length, window.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E), out lineBytes);
    }

    /// <summary>Searches for the end of a field line: everything but controls up to CRLF (RFC 9110 s5.5).</summary>
    public LineScan FindFieldLine(ReadOnlySpan<byte> octets, int maxLineBytes, out int lineBytes)
    {
        var window = Window(octets, maxLineBytes);
        return Judge(octets, maxLineBytes, window.Length, window.IndexOfAny(FieldSyntax.Controls), out lineBytes);
    }

    /// <summary>What is not examined yet, up to one octet behind the limit: there the CR has to be.</summary>
    private readonly ReadOnlySpan<byte> Window(ReadOnlySpan<byte> octets, int maxLineBytes)
    {
        var end = octets.Length > maxLineBytes ? maxLineBytes + 1 : octets.Length;
        return octets[Math.Min(_examinedBytes, end)..end];
    }

    private LineScan Judge(ReadOnlySpan<byte> octets, int maxLineBytes, int windowBytes, int hit, out int lineBytes)
    {
        lineBytes = 0;
        if (hit < 0)
        {
            ExaminedBytesTotal += windowBytes;
            _examinedBytes += windowBytes;
            return octets.Length > maxLineBytes ? LineScan.TooLong : LineScan.Partial;
        }

        ExaminedBytesTotal += hit + 1;
        _examinedBytes += hit;
        if (octets[_examinedBytes] != FieldSyntax.Cr)
            return octets[_examinedBytes] == FieldSyntax.Lf ? LineScan.BareLf : LineScan.Forbidden;

        if (_examinedBytes + 1 == octets.Length)
            return LineScan.Partial;

        if (octets[_examinedBytes + 1] != FieldSyntax.Lf)
            return LineScan.BareCr;

        lineBytes = _examinedBytes;
        _examinedBytes = 0;
        return LineScan.Found;
    }
}
