using System.Runtime.InteropServices;

namespace FastSignal.Parsing;

/// <summary>Checks a trailer section octet by octet by the grammar of field lines, and drops it (RFC 9112 s7.1.2). Zero-initialised is the start.</summary>
/// <remarks>Never merged: a Content-Length, Host or Authorization that arrives here means nothing (RFC 9110 s6.5.1).</remarks>
// trailer-section = *( field-line CRLF ), and the CRLF behind it ends the content.
[StructLayout(LayoutKind.Auto)]
internal struct TrailerSection
{
    /// <summary>The largest trailer section, in octets with all CRLFs but the last.</summary>
    // A quarter of the field section: real trailers are one checksum.
    public const int MaxBytes = 8 * 1024;

    /// <summary>The most lines: as many as in a field section.</summary>
    public const int MaxLines = 100;

    private State _state;
    private int _bytes;
    private int _lines;

    private enum State : byte
    {
        LineStart,
        Name,
        Value,
        LineLf,
        LastLf,
        Complete,
    }

    /// <summary>Whether the empty line behind the section has been taken.</summary>
    public readonly bool IsComplete => _state == State.Complete;

    /// <summary>Takes one octet.</summary>
    public bool TryTake(byte octet, out Refusal why)
    {
        if (_state == State.LineStart)
            return TryBeginLine(octet, out why);

        if (_state == State.LastLf)
            return TryTakeLf(octet, State.Complete, out why);

        // RFC 9110 s6.5: trailers are limited like fields. A fault of the content, so 400 like every other.
        if (++_bytes > MaxBytes)
            return Reject.BadRequest("the trailer section is too large", out why);

        return _state switch
        {
            State.Name => TryTakeName(octet, out why),
            State.Value => TryTakeValue(octet, out why),
            _ => TryTakeLf(octet, State.LineStart, out why),
        };
    }

    private bool TryBeginLine(byte octet, out Refusal why)
    {
        why = default;
        if (octet == FieldSyntax.Cr)
        {
            _state = State.LastLf;
            return true;
        }

        // RFC 9112 s5.2: obs-fold; RFC 9110 s5.1: field-name = token.
        if (!FieldSyntax.Token.Contains(octet))
            return Reject.BadRequest("the last chunk must be followed by trailer lines or an empty line", out why);

        if (++_lines > MaxLines || ++_bytes > MaxBytes)
            return Reject.BadRequest("the trailer section is too large", out why);

        _state = State.Name;
        return true;
    }

    private bool TryTakeName(byte octet, out Refusal why)
    {
        why = default;
        if (octet == ':')
            _state = State.Value;

        // RFC 9112 s5.1: no whitespace before the colon. A request behind "0 CRLF" ends here, too.
        return octet == ':' || FieldSyntax.Token.Contains(octet) || Reject.BadRequest("a trailer line must be a name, a colon and a value", out why);
    }

    private bool TryTakeValue(byte octet, out Refusal why)
    {
        why = default;
        if (octet == FieldSyntax.Cr)
        {
            _state = State.LineLf;
            return true;
        }

        // RFC 9110 s5.5: no CTLs in a value; RFC 9112 s2.2: nor LF alone.
        return !FieldSyntax.Controls.Contains(octet) || Reject.BadRequest("a trailer line has a control octet, or does not end in CRLF", out why);
    }

    private bool TryTakeLf(byte octet, State next, out Refusal why)
    {
        // RFC 9112 s2.2: a bare CR is no line end.
        if (octet != FieldSyntax.Lf)
            return Reject.BadRequest("a trailer line must end in CRLF", out why);

        why = default;
        _state = next;
        return true;
    }
}
