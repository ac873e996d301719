using System.Text.Json;

namespace FastSignal.Parsing;

/// <summary>Turns one content, as it arrives, into the fields of a record: one forward pass of <see cref="Utf8JsonReader"/>, resumable at any octet.</summary>
/// <remarks>
/// Refuses what is not one JSON object in UTF-8, and names the first wrong octet: the same one however the content was cut. Reused from
/// content to content without allocating. Owns the carry; the record belongs to the caller.
/// <para>The reader wants whole tokens. The octets of one that has not ended wait in the carry, and are tried again only when there are twice
/// as many: all the looks at a text of n octets add up to 2n octets, whatever the size of its pieces. Until then they are not even checked.</para>
/// </remarks>
public sealed class Flattener : IDisposable
{
    /// <summary>An unfinished token is topped up with at least so many octets of the next piece; the rest of the piece is read where it is.</summary>
    private const int MinTopUpBytes = 256;

    // No container is open directly in front of what is written next.
    private const int Closed = -1;

    // One level more than is accepted: the bracket that is too deep is ours to refuse, not the reader's to throw at.
    private static readonly JsonReaderState StartState = new(new JsonReaderOptions { MaxDepth = RecordFormat.MaxDepth + 1 });

    // Grows by thirds: a long text comes in small pieces, and is copied whenever the array grows.
    private readonly PooledOctets _carry = new(growthDivisor: 3);
    private RecordBuffer? _record;
    private Utf8Validator _utf8;
    private JsonPlace _place;
    private JsonReaderState _state; // Stale until a first piece has left the root open: copying it is not cheap.
    private bool _isInRoot;
    private int _openedAt = Closed;
    private int _triedBytes;
    private int _uncheckedBytes; // At the end of the carry: not yet known to be UTF-8.
    private long _readTo;
    private Refusal _refusal;

    /// <summary>The memory that an unfinished token takes, in octets. The record's is counted by the record.</summary>
    public int MemoryBytes => _carry.MemoryBytes;

    /// <summary>How many octets were handed to the reader for this content, each as often as it was; tests hold the cost to it.</summary>
    internal long ScannedBytes { get; private set; }

    /// <summary>Starts a content, whose fields go to <paramref name="record"/>, behind the header that is already there.</summary>
    public void Begin(RecordBuffer record)
    {
        Reset();
        _record = record;
    }

    /// <summary>Takes the next octets of the content, all of them.</summary>
    /// <returns>Partial, or Invalid; once Invalid, always Invalid.</returns>
    public ParseStatus Take(ReadOnlySpan<byte> octets, out Refusal why)
    {
        if (!IsRefused && !TryPutOff(octets) && TryCheckPutOff())
            TakeWellFormed(octets);
        return Answer(ParseStatus.Partial, out why);
    }

    /// <summary>Looks at all that has come, the part of a token at its end too: for who is about to refuse what follows, and must not miss what came first.</summary>
    /// <returns>Partial, or Invalid.</returns>
    public ParseStatus Check(out Refusal why)
    {
        if (!IsRefused && TryCheckPutOff() && !_place.IsBehindRoot)
            Settle(hasEnded: false);
        return Answer(ParseStatus.Partial, out why);
    }

    /// <summary>Says that the content has ended.</summary>
    /// <returns>Complete: the record has all the fields. Or Invalid.</returns>
    public ParseStatus Complete(out Refusal why)
    {
        if (!IsRefused && TryCheckPutOff() && (!_place.IsBehindRoot || _utf8.HasPending))
            Settle(hasEnded: !_utf8.HasPending);
        if (!IsRefused && _utf8.HasPending)
            RefuseUtf8(_utf8.FirstPending);
        return Answer(ParseStatus.Complete, out why);
    }

    /// <summary>Forgets the content and lets go of the record; gives a large carry back to the pool and keeps a small one.</summary>
    public void Reset()
    {
        _carry.Reset();
        _record = null;
        _utf8 = default;
        _place = default;
        _isInRoot = false;
        _openedAt = Closed;
        _triedBytes = 0;
        _uncheckedBytes = 0;
        _readTo = 0;
        ScannedBytes = 0;
        if (IsRefused)
            _refusal = default;
    }

    /// <summary>Gives the carry back to the pool.</summary>
    public void Dispose() => _carry.Dispose();

    private bool IsRefused => _refusal.Rejection != Rejection.None;

    private ParseStatus Answer(ParseStatus accepted, out Refusal why)
    {
        why = default;
        if (!IsRefused)
            return accepted;
        why = _refusal;
        return ParseStatus.Invalid;
    }

    /// <summary>Only adds the octets to the carry, if the token in it would not be tried with them anyway: small pieces of a long text cost next to nothing.</summary>
    private bool TryPutOff(ReadOnlySpan<byte> octets)
    {
        if (octets.Length >= (2 * _triedBytes) - _carry.Count || _utf8.HasPending)
            return false;
        _carry.Append(octets);
        _uncheckedBytes += octets.Length;
        return true;
    }

    /// <summary>Checks what was put off.</summary>
    /// <returns>False if it has led to a refusal.</returns>
    private bool TryCheckPutOff()
    {
        if (_uncheckedBytes == 0)
            return true;

        var checkedBytes = _carry.Count - _uncheckedBytes;
        var wellFormed = checkedBytes + _utf8.Take(_carry.Held[checkedBytes..], out var isInvalid);
        _uncheckedBytes = 0;
        var found = isInvalid ? _carry.Held[wellFormed] : default;
        _carry.HoldFirst(wellFormed);
        if (isInvalid)
            RefuseIllFormed(found);
        return !IsRefused;
    }

    // Octets go on to the reader only as whole characters. So the first wrong octet is refused for what it is, JSON or UTF-8, whichever way
    // the pieces were cut: what is in front of an ill-formed sequence is read first.
    private void TakeWellFormed(ReadOnlySpan<byte> octets)
    {
        if (_utf8.HasPending && !TryEndPending(ref octets))
            return;

        var wellFormed = _utf8.Take(octets, out var isInvalid);
        Read(octets[..wellFormed]);
        if (isInvalid && !IsRefused)
            RefuseIllFormed(octets[wellFormed]);
    }

    private bool TryEndPending(ref ReadOnlySpan<byte> octets)
    {
        Span<byte> sequence = stackalloc byte[Utf8Validator.MaxSequenceBytes];
        var length = _utf8.EndPending(octets, sequence, out var used);
        octets = octets[used..];
        if (length > 0)
            Read(sequence[..length]);
        else if (length < 0)
            RefuseIllFormed(sequence[0]);
        return length > 0 && !IsRefused;
    }

    private void Read(ReadOnlySpan<byte> source)
    {
        if (!_isInRoot && !TryEnterRoot(ref source))
            return;

        while (_carry.Count > 0 && source.Length > 0)
        {
            var carried = _carry.Count;
            var topUp = source[..Math.Min(source.Length, Math.Max(carried, MinTopUpBytes))];
            _carry.Append(topUp);
            if (_carry.Count < 2 * _triedBytes)
                return;

            var consumed = ReadTokens(_carry.Held);
            if (IsRefused)
                return;

            // The token has ended and the piece has more: what is left goes on in the piece itself, without copying.
            var goesOn = consumed >= carried && topUp.Length < source.Length;
            _carry.RemoveFirst(goesOn ? _carry.Count : consumed);
            _triedBytes = _carry.Count;
            source = source[(goesOn ? consumed - carried : topUp.Length)..];
        }

        if (source.IsEmpty)
            return;

        var read = ReadTokens(source);
        if (IsRefused || read == source.Length)
            return;
        _carry.Append(source[read..]);
        _triedBytes = _carry.Count;
    }

    /// <summary>Skips what may stand in front of the root; a root that does not begin as an object is kept in the carry until it can be refused well.</summary>
    private bool TryEnterRoot(ref ReadOnlySpan<byte> source)
    {
        if (_carry.Count == 0)
        {
            var skipped = JsonRoot.CountInFront(source, isStart: _readTo == 0);
            _readTo += skipped;
            source = source[skipped..];
            if (source.IsEmpty)
                return false;
            if (source[0] == (byte)'{')
                return _isInRoot = true;
        }

        _carry.Append(source[..Math.Min(source.Length, JsonRoot.WindowBytes - _carry.Count)]);
        if (JsonRoot.IsEnough(_carry.Held))
            _refusal = JsonRoot.Refuse(_carry.Held, _readTo, hasEnded: false);
        return false;
    }

    /// <summary>Reads all that is carried, and finds what is wrong with the part of a token that is left.</summary>
    private void Settle(bool hasEnded)
    {
        if (!_isInRoot)
        {
            if (_carry.Count > 0)
                _refusal = JsonRoot.Refuse(_carry.Held, _readTo, hasEnded);
            else if (hasEnded)
                _refusal = new Refusal(Rejection.EmptyContent, "the content is empty; send one JSON object");
            return;
        }

        if (_carry.Count > _triedBytes)
        {
            _carry.RemoveFirst(ReadTokens(_carry.Held));
            _triedBytes = _carry.Count;
        }

        if (!IsRefused)
            _refusal = JsonMistake.Find(_carry.Held, _readTo, _place, hasEnded);
    }

    private void RefuseIllFormed(byte found)
    {
        Settle(hasEnded: false);
        if (!IsRefused)
            RefuseUtf8(found);
    }

    private void RefuseUtf8(byte found) =>
        _refusal = new Refusal(Rejection.InvalidUtf8, "the content is not UTF-8", _readTo + _carry.Count, found);

    /// <summary>Writes the tokens that end in the source.</summary>
    /// <returns>How many octets they take; what it is does not matter if the content is refused.</returns>
    private int ReadTokens(ReadOnlySpan<byte> source)
    {
        ScannedBytes += source.Length;
        var consumed = _place.IsBehindRoot ? 0 : WriteTokensOrRefuse(source);
        _readTo += consumed;
        if (!_place.IsBehindRoot || consumed == source.Length || IsRefused)
            return consumed;

        // Behind the root there is only white space, for which no reader is needed.
        _refusal = JsonMistake.Find(source[consumed..], _readTo, _place, hasEnded: false);
        _readTo += source.Length - consumed;
        return source.Length;
    }

    private int WriteTokensOrRefuse(ReadOnlySpan<byte> source)
    {
        try
        {
            return WriteTokens(source);
        }
        catch (JsonException)
        {
            // The reader's own text names .NET's options, and its position depends on how the content was cut: ours is found by looking again.
            _refusal = JsonMistake.Find(source, _readTo, _place, hasEnded: false);
            if (!IsRefused)
                _refusal = new Refusal(Rejection.MalformedJson, "expected JSON", _readTo);
            return 0;
        }
    }

    // The hot loop. What it needs is in locals, and goes back to the fields at the end: if the reader throws, they still say where the source began.
    private int WriteTokens(ReadOnlySpan<byte> source)
    {
        var record = _record!;
        var target = record.Reserve(FieldWriter.MaxBytes(source.Length)).AsSpan();
        var written = record.Count;
        var (token, depth, arrays) = _place;
        var openedAt = _openedAt;
        var reader = new Utf8JsonReader(source, isFinalBlock: false, token == JsonTokenType.None ? StartState : _state);
        var isOpen = true;
        while (isOpen && reader.Read())
        {
            token = reader.TokenType;
            switch (token)
            {
                case JsonTokenType.PropertyName:
                    written = reader.ValueIsEscaped
                        ? FieldWriter.WriteEscapedKey(target, written, reader.ValueSpan)
                        : FieldWriter.WriteKey(target, written, source, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                    break;
                case JsonTokenType.String:
                    written = reader.ValueIsEscaped
                        ? FieldWriter.WriteEscapedString(target, written, reader.ValueSpan)
                        : FieldWriter.WriteText(target, written, LeafKind.String, source, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                    break;
                case JsonTokenType.Number:
                    written = FieldWriter.WriteText(target, written, LeafKind.Number, source, (int)reader.TokenStartIndex, reader.ValueSpan.Length);
                    break;
                case JsonTokenType.True:
                    target[written++] = RecordFormat.Head(LeafKind.True);
                    break;
                case JsonTokenType.False:
                    target[written++] = RecordFormat.Head(LeafKind.False);
                    break;
                case JsonTokenType.Null:
                    target[written++] = RecordFormat.Head(LeafKind.Null);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (depth == RecordFormat.MaxDepth)
                        return RefuseTooDeep(source, (int)reader.TokenStartIndex);
                    arrays = (arrays << 1) | (token == JsonTokenType.StartArray ? 1UL : 0);
                    if (depth++ == 0)
                        break; // The root has no brackets in the record: its members are the fields.
                    openedAt = written;
                    target[written++] = token == JsonTokenType.StartArray ? RecordFormat.StartOfArray : RecordFormat.StartOfObject;
                    break;
                default:
                    arrays >>= 1;
                    isOpen = --depth > 0;
                    if (isOpen)
                        written = FieldWriter.WriteEnd(target, written, openedAt, isArray: token == JsonTokenType.EndArray);
                    openedAt = Closed;
                    break;
            }
        }

        if (isOpen)
            _state = reader.CurrentState;
        _place = new JsonPlace(token, depth, arrays);
        _openedAt = openedAt;
        record.Written(written);
        return (int)reader.BytesConsumed;
    }

    private int RefuseTooDeep(ReadOnlySpan<byte> source, int at)
    {
        _refusal = new Refusal(Rejection.TooDeep, "nested deeper than 64", _readTo + at, source[at]);
        return 0;
    }
}
