namespace FastSignal.Parsing;

/// <summary>Reads a request head line by line, however its octets arrive (RFC 9112 s2 to s6).</summary>
/// <remarks>
/// Owns the head that it fills, the limits and the place in the head; never a buffer: whole lines are consumed, a partial line is shown again with more
/// octets behind it, and only those are scanned. Refuses broken heads alone; path, method and coding are left to the connection. Allocates nothing.
/// What is there as a whole and plainly right is only recognised (<see cref="PlainRequestLine"/>, <see cref="PlainFields"/>); all else is read with care.
/// </remarks>
public sealed class RequestHeadParser
{
    /// <summary>The most empty lines that are skipped in front of a request line.</summary>
    // RFC 9112 s2.2 asks for at least one; old clients send one behind a POST. Nobody sends eight, so more is somebody who only wants to keep us busy.
    public const int MaxLeadingEmptyLines = 8;

    private const byte TlsHandshake = 0x16;

    private readonly HeadLimits _limits;
    private LineScanner _scanner;
    private KnownFields _fields;
    private State _state;
    private int _leadingEmptyLines;
    private int _fieldLines;
    private int _fieldSectionBytes;

    /// <summary>A parser for the requests of one connection, one after the other.</summary>
    /// <param name="limits">How large a head may be.</param>
    public RequestHeadParser(HeadLimits limits)
    {
        _limits = limits;
        _fields = new KnownFields(new LastHost());
    }

    private enum State : byte
    {
        RequestLine,
        FieldSection,
        Complete,
    }

    /// <summary>What the head said; valid once <see cref="Parse"/> has returned <see cref="ParseStatus.Complete"/>, until <see cref="Reset"/>.</summary>
    /// <remarks>After Invalid only <see cref="RequestHead.Method"/> and <see cref="RequestHead.IsHttp10"/> say what was read: the refusal depends on
    /// them.</remarks>
    public RequestHead Head { get; } = new();

    /// <summary>Whether some octet of a head has been seen; the empty lines in front of the request line do not count.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>All octets that the search for line ends has examined since the parser was made.</summary>
    internal long ExaminedBytesTotal => _scanner.ExaminedBytesTotal;

    /// <summary>Reads what is there. After Invalid only <see cref="Reset"/> makes sense; after Complete nothing more is consumed.</summary>
    /// <param name="octets">What has arrived and is not consumed yet: it begins with the partial line that the last call left.</param>
    /// <param name="consumed">How many octets were taken: whole lines, and never any behind the head.</param>
    /// <param name="why">The reason for Invalid: 400, 414, 431, 501 or 505.</param>
    public ParseStatus Parse(ReadOnlySpan<byte> octets, out int consumed, out Refusal why)
    {
        consumed = 0;
        why = default;
        if (_state == State.RequestLine)
            consumed = TakePlainRequestLine(octets);

        while (_state != State.Complete)
        {
            if (!TryTakePlainFields(octets, ref consumed, out why))
                return ParseStatus.Invalid;

            if (_state == State.Complete)
                break;

            var rest = octets[consumed..];
            var scan = FindLine(rest, out var lineBytes);
            if (scan == LineScan.Partial)
                return ParseStatus.Partial;

            if (scan != LineScan.Found)
            {
                why = RefuseLine(scan, rest);
                return ParseStatus.Invalid;
            }

            if (!TryTakeLine(rest[..lineBytes], out why))
                return ParseStatus.Invalid;

            consumed += lineBytes + FieldSyntax.LineEnd.Length;
        }

        return ParseStatus.Complete;
    }

    /// <summary>Forgets everything, before the next request.</summary>
    public void Reset()
    {
        Head.Reset();
        HasBegun = false;
        _scanner.Reset();
        _fields.Reset();
        _state = State.RequestLine;
        _leadingEmptyLines = 0;
        _fieldLines = 0;
        _fieldSectionBytes = 0;
    }

    /// <summary>Takes the request line if it is all there and the usual one; returns its octets with the CRLF, or 0.</summary>
    private int TakePlainRequestLine(ReadOnlySpan<byte> octets)
    {
        if (_scanner.HasBegun || !PlainRequestLine.TryRecognise(octets, out var token, out var lineBytes))
            return 0;

        if (lineBytes - FieldSyntax.LineEnd.Length > _limits.MaxRequestLineBytes)
            return 0;

        HasBegun = true;
        Head.Method = RequestMethod.Post;
        Head.Route = Route.Entries;
        Head.SetPlainToken(token);
        _state = State.FieldSection;
        return lineBytes;
    }

    /// <summary>Takes the field lines that are all there and plain, up to the end of the section; false when one is refused.</summary>
    private bool TryTakePlainFields(ReadOnlySpan<byte> octets, ref int consumed, out Refusal why)
    {
        why = default;
        if (_state != State.FieldSection || _scanner.HasBegun || octets.Length - consumed < OctetMarks.BlockBytes)
            return true;

        var fields = new PlainFields(octets[consumed..]);
        var (lines, bytes) = (0, 0);
        var (roomLines, roomBytes) = (_limits.MaxFieldLines - _fieldLines, _limits.MaxFieldSectionBytes - _fieldSectionBytes);
        var isTaken = true;
        while (lines < roomLines && fields.TryRead() && fields.ReadBytes <= roomBytes)
        {
            var known = KnownFields.Recognise(fields.Name);
            isTaken = known == KnownField.None || _fields.TryTake(known, fields.Value, Head, out why);
            if (!isTaken)
                break;

            lines++;
            bytes = fields.ReadBytes;
        }

        _fieldLines += lines;
        _fieldSectionBytes += bytes;
        consumed += bytes;
        return isTaken && (!octets[consumed..].StartsWith(FieldSyntax.LineEnd) || TryTakeEnd(ref consumed, out why));
    }

    private bool TryTakeEnd(ref int consumed, out Refusal why)
    {
        if (!TryFinish(out why))
            return false;

        consumed += FieldSyntax.LineEnd.Length;
        return true;
    }

    private LineScan FindLine(ReadOnlySpan<byte> octets, out int lineBytes)
    {
        if (_state == State.RequestLine)
        {
            HasBegun |= !IsPrefixOfEmptyLine(octets);
            return _scanner.FindRequestLine(octets, _limits.MaxRequestLineBytes, out lineBytes);
        }

        // A line counts with its CRLF; the empty line at the end does not count, so it always has room.
        var roomBytes = Math.Max(0, _limits.MaxFieldSectionBytes - _fieldSectionBytes - FieldSyntax.LineEnd.Length);
        return _scanner.FindFieldLine(octets, roomBytes, out lineBytes);
    }

    private static bool IsPrefixOfEmptyLine(ReadOnlySpan<byte> octets) =>
        octets.IsEmpty || (octets[0] == FieldSyntax.Cr && (octets.Length == 1 || octets[1] == FieldSyntax.Lf));

    private bool TryTakeLine(ReadOnlySpan<byte> line, out Refusal why)
    {
        if (_state == State.FieldSection)
            return line.IsEmpty ? TryFinish(out why) : TryTakeField(line, out why);

        if (line.IsEmpty)
            return TrySkipEmptyLine(out why);

        if (!RequestLineParser.TryParse(line, Head, out why))
            return false;

        _state = State.FieldSection;
        return true;
    }

    // RFC 9112 s2.2: empty lines in front of the request line SHOULD be ignored, at least one.
    private bool TrySkipEmptyLine(out Refusal why)
    {
        why = default;
        return ++_leadingEmptyLines <= MaxLeadingEmptyLines || Reject.BadRequest("too many empty lines in front of the request line", out why);
    }

    private bool TryTakeField(ReadOnlySpan<byte> line, out Refusal why)
    {
        // RFC 6585 s5 and RFC 9110 s5.4: more than the server wants to process.
        if (_fieldLines == _limits.MaxFieldLines)
            return Reject.With(Rejection.FieldsTooLarge, "the field section has too many lines", out why);

        _fieldLines++;
        _fieldSectionBytes += line.Length + FieldSyntax.LineEnd.Length;
        return FieldLineParser.TryParse(line, out var name, out var value, out why) && _fields.TryTake(KnownFields.Recognise(name), value, Head, out why);
    }

    private bool TryFinish(out Refusal why)
    {
        if (!_fields.TryFinish(Head, out why))
            return false;

        _state = State.Complete;
        return true;
    }

    private Refusal RefuseLine(LineScan scan, ReadOnlySpan<byte> line)
    {
        var isRequestLine = _state == State.RequestLine;
        if (isRequestLine)
            Head.Method = RequestLineParser.PeekMethod(line[..Math.Min(line.Length, _limits.MaxRequestLineBytes + 1)]);

        return scan switch
        {
            // RFC 9112 s3: MUST be 414.
            LineScan.TooLong when isRequestLine => new(Rejection.UriTooLong, "the request line is too long"),

            // RFC 6585 s5.
            LineScan.TooLong => new(Rejection.FieldsTooLarge, "the field section is too large"),

            // RFC 9112 s2.2: a recipient MUST take a bare CR as invalid, or replace it. It is never a line end.
            LineScan.BareCr => new(Rejection.BadRequest, "a CR without LF behind it: lines end in CRLF"),

            // RFC 9112 s2.2: LF alone MAY end a line. A front-end that disagrees is a smuggler's tool, so it does not.
            LineScan.BareLf => new(Rejection.BadRequest, "an LF without CR in front of it: lines end in CRLF"),

            // The first octet of a TLS record, which is what a wrongly configured client sends.
            _ when isRequestLine && line[0] == TlsHandshake => new(Rejection.BadRequest, "this looks like TLS, but this port speaks plain HTTP"),

            // RFC 9112 s3: a request line is printable ASCII; RFC 3986 s2: everything else in a target is percent-encoded.
            _ when isRequestLine => new(Rejection.BadRequest, "the request line has an octet that is not printable ASCII"),

            // RFC 9110 s5.5: CTLs in a field value are invalid.
            _ => new(Rejection.BadRequest, "a field line has a control octet"),
        };
    }
}
