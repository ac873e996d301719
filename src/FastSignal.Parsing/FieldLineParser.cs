namespace FastSignal.Parsing;

/// <summary>Splits a field line into name and value (RFC 9112 s5). Knows no field.</summary>
internal static class FieldLineParser
{
    /// <summary>Splits a line without its CRLF, in which no control octet but HTAB is left. Both spans are parts of the line.</summary>
    // RFC 9112 s5: field-line = field-name ":" OWS field-value OWS
    public static bool TryParse(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value, out Refusal why)
    {
        name = default;
        value = default;
        why = default;
        var nameEnd = line.IndexOfAnyExcept(FieldSyntax.Token);
        if (nameEnd <= 0 || line[nameEnd] != ':')
            return RejectName(line, nameEnd, out why);

        name = line[..nameEnd];
        value = FieldSyntax.TrimBlanks(line[(nameEnd + 1)..]);
        return true;
    }

    private static bool RejectName(ReadOnlySpan<byte> line, int nameEnd, out Refusal why)
    {
        if (nameEnd < 0)
            return Reject.BadRequest("a field line has no colon", out why);

        // RFC 9112 s5.2: obs-fold. s2.2: a blank in front of the first field line. Joined by some readers and dropped by others, so refused.
        if (nameEnd == 0 && FieldSyntax.IsBlank(line[0]))
            return Reject.BadRequest("a field line begins with a blank: folded lines are not accepted", out why);

        // RFC 9112 s5.1: no whitespace between field name and colon; RFC 9110 s5.1: none inside a name.
        if (FieldSyntax.IsBlank(line[nameEnd]))
            return Reject.BadRequest("a field name has a blank in it or behind it", out why);

        // RFC 9110 s5.1: field-name = token
        return nameEnd == 0
            ? Reject.BadRequest("a field line has no name in front of its colon", out why)
            : Reject.BadRequest("a field name has an octet that no name may have", out why);
    }
}
