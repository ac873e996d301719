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
/// Why the fields of any content C of up to 2 MiB take at most C + C/32 octets, and so never more than 1.5 x C + 16: charge each octet of
/// the fields to one of the content, none of them twice. Behind every value inside the root stands an octet of its own, its separator:
/// the comma behind it or the bracket that closes the container around it.
/// <list type="bullet">
/// <item>A key's text pays for itself, since unescaping only shrinks (the shortest escapes are \n, 1 for 2 octets, and \u0000, 3 for 6). Its
/// length takes at most 3 octets; two quotes and the colon pay.</item>
/// <item>A container's bracket that opens it pays for its first octet, its separator for its last; that its closing bracket is the separator
/// of its last value takes nothing away from it. An empty one takes 1 octet, and has 2 brackets.</item>
/// <item>A literal takes 1 octet, and has 4 or 5.</item>
/// <item>A string has, beside its text, two quotes and its separator. Head and varint take at most 4: one too many from a length of 16,384 on.</item>
/// <item>A number has, beside its text, its separator alone. Head and varint take 1 octet up to a length of 30, 2 up to 127, 3 up to 16,383,
/// then 4: one too many in 32 octets (31 digits and a comma), 2 in 129, 3 in 16,385.</item>
/// </list>
/// Only the last two are not paid for, and the worst of them is 1 octet in 32: an array of numbers of 31 digits comes as near to 33/32 as
/// it is long. Beyond 2 MiB a varint may take one octet more, on a text of as many.
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
