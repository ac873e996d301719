namespace FastSignal.Parsing;

/// <summary>The format of a record: what an entry is in the log. Numbers here are on disk: never change one, raise <see cref="Version"/>.</summary>
/// <remarks>
/// In the notation of RFC 5234, octet by octet; integers of fixed width are little-endian:
/// <code>
/// record       = header fields
/// header       = version flags signal-id received-at [key-hash] agent-length user-agent
/// version      = %x01
/// flags        = OCTET                ; bit 0: test entry; bit 1: key-hash follows; the others are 0
/// signal-id    = 8OCTET
/// received-at  = 8OCTET               ; microseconds since the Unix epoch, UTC
/// key-hash     = 32OCTET              ; SHA-256 of the whole Idempotency-Key
/// agent-length = %x00-80
/// user-agent   = *128OCTET            ; agent-length of them
///
/// fields       = *member              ; the members of the root object, in the order of the content
/// member       = key-length key value
/// key-length   = varint               ; the key's length + 1, for 0 ends an object
/// key          = *OCTET               ; unescaped
/// value        = leaf / object / array
/// leaf         = head [varint] *OCTET ; as many octets as the length says
/// head         = OCTET                ; kind * 32 + length; kind is a LeafKind, and a length of 31 says that it follows as varint
///                                     ; only a string and a number have a length, for the other kinds it is 0
/// object       = %xE1 1*member %x00   ; an empty one is a leaf
/// array        = %xE2 1*value %xE0    ; an empty one is a leaf
/// varint       = *4(%x80-FF) %x00-7F  ; LEB128: seven bits an octet, the lowest first
/// </code>
/// Why the fields never take more than 1.5 x content + 16 octets: quotes, colon and comma of the content pay for the lengths. A short
/// string or key takes 1 octet beside its text and has 2 quotes in the content; a number takes 1 and has a comma or bracket beside it;
/// brackets take 1 each. Only a varint is not paid for: 1 octet in 32 at worst, for numbers of 31 digits. Escapes only shrink.
/// </remarks>
public static class RecordFormat
{
    /// <summary>The version of the format that is written.</summary>
    public const byte Version = 1;

    /// <summary>How many octets of User-Agent a record keeps.</summary>
    public const int MaxUserAgentBytes = 128;

    /// <summary>The length of a SHA-256.</summary>
    public const int KeyHashBytes = 32;

    /// <summary>How deep a content may nest; the root object is depth 1.</summary>
    public const int MaxDepth = 64;

    internal const byte TestFlag = 1;
    internal const byte KeyHashFlag = 2;

    internal const int FixedHeaderBytes = 1 + 1 + 8 + 8;

    /// <summary>The head's low bits: a length up to 30, or the mark that a varint follows.</summary>
    internal const int LengthBits = 5;

    internal const byte LongLength = (1 << LengthBits) - 1;

    internal const byte EndOfObject = 0x00;
    internal const byte EndOfArray = 0xE0;
    internal const byte StartOfObject = 0xE1;
    internal const byte StartOfArray = 0xE2;

    /// <summary>The head of a leaf that has no length.</summary>
    internal static byte Head(LeafKind kind) => (byte)((int)kind << LengthBits);
}
