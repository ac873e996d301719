using System.Runtime.InteropServices;

namespace FastSignal.Parsing;

/// <summary>Checks the extensions of chunks octet by octet, and forgets them: we know none (RFC 9112 s7.1.1).</summary>
/// <remarks>They are what makes a small content large on the wire, so they are capped for each chunk and for the whole content.</remarks>
// chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] ); chunk-ext-name = token; chunk-ext-val = token / quoted-string
[StructLayout(LayoutKind.Auto)]
internal struct ChunkExtensions
{
    /// <summary>The most extension octets of one chunk, counted from behind the size.</summary>
    // A signature of AWS's aws-chunked, the longest extension in real use, has 85.
    public const int MaxChunkBytes = 256;

    /// <summary>The most extension octets of one content.</summary>
    // Half of what hyper and Node allow. Go closes the connection at 16 KiB, too (CVE-2023-39326).
    public const int MaxContentBytes = 8 * 1024;

    private State _state;
    private int _chunkBytes;
    private int _contentBytes;

    private enum State : byte
    {
        BeforeSemicolon,
        NameStart,
        Name,
        AfterName,
        ValueStart,
        Token,
        Quoted,
        QuotedPair,
        AfterQuoted,
    }

    /// <summary>Whether the line may end here. Blanks may stand only in front of a <c>;</c> or <c>=</c>, so not behind them.</summary>
    public readonly bool MayEnd => _state is State.Name or State.Token or State.AfterQuoted;

    /// <summary>Starts behind the size of another chunk.</summary>
    public void BeginChunk()
    {
        _state = State.BeforeSemicolon;
        _chunkBytes = 0;
    }

    /// <summary>Takes one octet of the extensions.</summary>
    public bool TryTake(byte octet, out Refusal why)
    {
        // RFC 9112 s7.1.1: a recipient ought to limit the total length of chunk extensions.
        _chunkBytes++;
        _contentBytes++;
        if (_chunkBytes > MaxChunkBytes || _contentBytes > MaxContentBytes)
            return Reject.BadRequest("the chunk extensions are too long", out why);

        why = default;
        return TryMove(octet) || Reject.BadRequest("a chunk extension is malformed, or its line does not end in CRLF", out why);
    }

    private bool TryMove(byte octet) => _state switch
    {
        State.BeforeSemicolon => FieldSyntax.IsBlank(octet) || (octet == ';' && MoveTo(State.NameStart)),
        State.NameStart => FieldSyntax.IsBlank(octet) || (FieldSyntax.Token.Contains(octet) && MoveTo(State.Name)),
        State.Name => FieldSyntax.Token.Contains(octet) || TryLeaveName(octet),
        State.AfterName => FieldSyntax.IsBlank(octet) || TryLeaveName(octet),
        State.ValueStart => FieldSyntax.IsBlank(octet) || TryBeginValue(octet),
        State.Token => FieldSyntax.Token.Contains(octet) || TryLeaveValue(octet),
        State.Quoted => TryTakeQuoted(octet),
        State.QuotedPair => IsQuotable(octet) && MoveTo(State.Quoted),
        _ => TryLeaveValue(octet),
    };

    private bool TryLeaveName(byte octet) => octet switch
    {
        (byte)'=' => MoveTo(State.ValueStart),
        (byte)';' => MoveTo(State.NameStart),
        _ => FieldSyntax.IsBlank(octet) && MoveTo(State.AfterName),
    };

    private bool TryBeginValue(byte octet) =>
        octet == '"' ? MoveTo(State.Quoted) : FieldSyntax.Token.Contains(octet) && MoveTo(State.Token);

    private bool TryLeaveValue(byte octet) =>
        octet == ';' ? MoveTo(State.NameStart) : FieldSyntax.IsBlank(octet) && MoveTo(State.BeforeSemicolon);

    private bool TryTakeQuoted(byte octet) => octet switch
    {
        (byte)'"' => MoveTo(State.AfterQuoted),
        (byte)'\\' => MoveTo(State.QuotedPair),
        _ => IsQuotable(octet),
    };

    // RFC 9110 s5.6.4: qdtext and quoted-pair hold HTAB, SP, VCHAR and obs-text: no CR or LF, so a quote never hides a line end.
    private static bool IsQuotable(byte octet) => octet == FieldSyntax.Tab || (octet >= FieldSyntax.Sp && octet != 0x7F);

    private bool MoveTo(State state)
    {
        _state = state;
        return true;
    }
}
