namespace FastSignal.Parsing;

/// <summary>Reads the elements of a comma-separated field value (RFC 9110 s5.6.1), blanks around them taken off, empty ones included.</summary>
/// <remarks>
/// Quoted strings are not looked at: none of the lists that matter here (Connection, Transfer-Encoding, Expect, Content-Encoding) has an element
/// with a comma that we accept, and a quoted comma leaves pieces with a quote in them, which are no name of ours.
/// </remarks>
internal ref struct ListReader
{
    private ReadOnlySpan<byte> _rest;
    private bool _atEnd;

    /// <summary>Starts in front of the first element; an empty value is one empty element.</summary>
    public ListReader(ReadOnlySpan<byte> value) => _rest = value;

    /// <summary>Reads one element; false behind the last one.</summary>
    public bool TryRead(out ReadOnlySpan<byte> element)
    {
        element = default;
        if (_atEnd)
            return false;

        var comma = _rest.IndexOf((byte)',');
        _atEnd = comma < 0;
        element = FieldSyntax.TrimBlanks(_atEnd ? _rest : _rest[..comma]);
        _rest = _atEnd ? default : _rest[(comma + 1)..];
        return true;
    }
}
