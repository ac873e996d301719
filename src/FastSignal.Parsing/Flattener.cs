using System.Text.Json;

namespace FastSignal.Parsing;

/// <summary>Turns one content, as it arrives, into the fields of a record: one forward pass of <see cref="Utf8JsonReader"/>, resumable at any octet.</summary>
/// <remarks>
/// Refuses what is not one JSON object in UTF-8, and names the first wrong octet: the same one however the content was cut. Reused from
/// content to content without allocating. Owns the carry; the record belongs to the caller.
/// <para>The reader wants whole tokens. The octets of one that has not ended wait in the carry until another try is worth its cost, and until then
/// are not even checked. A long string does not wait for its end: it goes to the record as it comes.</para>
/// </remarks>
public sealed class Flattener : IDisposable
{
    /// <summary>An unfinished token is topped up with at least so many octets of the next piece; the rest of the piece is read where it is.</summary>
    private const int MinTopUpBytes = 256;

    private readonly UnfinishedToken _carry = new();
    private TokenWriter _writer;
    private Utf8Validator _utf8;
    private bool _isInRoot;
    private int _uncheckedBytes; // At the end of the carry: not yet known to be UTF-8.
    private long _readTo;
    private Refusal _refusal;

    /// <summary>The memory that an unfinished token takes, in octets. The record's is counted by the record.</summary>
    public int MemoryBytes => _carry.MemoryBytes;

    /// <summary>How many octets of this content were read, each as often as it was; tests hold the cost to it.</summary>
    internal long ScannedBytes { get; private set; }

    /// <summary>From how many octets on a string is written as it comes. // its length takes three octets then; tests choose less</summary>
    internal int LongTextBytes { get; init; } = 16 << 10;

    /// <summary>Starts a content.</summary>
    /// <param name="record">Where its fields go, behind the header that is already there.</param>
    /// <param name="savesMemory">Whether the carry and the record grow by parts instead of doubling: for a content that is held a second time
    /// meanwhile.</param>
    public void Begin(RecordBuffer record, bool savesMemory = false)
    {
        Reset();
        _carry.Begin(savesMemory ? 3 : 1);
        record.GrowthDivisor = savesMemory ? 4 : 1;
        _writer = new TokenWriter(record);
    }

    /// <summary>Takes the next octets of the content, all of them.</summary>
    /// <returns>Partial, or Invalid; once Invalid, always Invalid.</returns>
    public ParseStatus Take(ReadOnlySpan<byte> octets, out Refusal why)
    {
        if (!IsRefused && !TryPutOff(octets) && TryCheckPutOff())
            TakeWellFormed(octets);
        return Answer(ParseStatus.Partial, out why);
    }

    /// <summary>Looks at all that has come, the part of a token at its end too: for who is about to refuse what follows, and must not miss what came
    /// first.</summary>
    /// <returns>Partial, or Invalid.</returns>
    public ParseStatus Check(out Refusal why)
    {
        if (!IsRefused && TryCheckPutOff() && !_writer.Place.IsBehindRoot)
            Settle(hasEnded: false);
        return Answer(ParseStatus.Partial, out why);
    }

    /// <summary>Says that the content has ended.</summary>
    /// <returns>Complete: the record has all the fields. Or Invalid.</returns>
    public ParseStatus Complete(out Refusal why)
    {
        if (!IsRefused && TryCheckPutOff() && (!_writer.Place.IsBehindRoot || _utf8.HasPending))
            Settle(hasEnded: !_utf8.HasPending);
        if (!IsRefused && _utf8.HasPending)
            RefuseUtf8(_utf8.FirstPending);
        return Answer(ParseStatus.Complete, out why);
    }

    /// <summary>Forgets the content and lets go of the record; gives a large carry back to the pool and keeps a small one.</summary>
    public void Reset()
    {
        _carry.Reset();
        _writer = default;
        _utf8 = default;
        _isInRoot = false;
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

    /// <summary>Only adds the octets to the carry, if the token in it would not be tried with them anyway: small pieces of a long text cost next to
    /// nothing.</summary>
    private bool TryPutOff(ReadOnlySpan<byte> octets)
    {
        if (octets.Length >= _carry.MissingBytes || _utf8.HasPending)
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
            var topUp = source[..Math.Min(source.Length, Math.Max(_carry.MissingBytes, MinTopUpBytes))];
            _carry.Append(topUp);
            if (_carry.MissingBytes > 0)
                return;
            if (TryGoOnWithText())
            {
                source = source[topUp.Length..];
                continue;
            }

            var consumed = ReadCarried();
            if (IsRefused)
                return;

            // The token has ended and the piece has more: what is left goes on in the piece itself, without copying.
            var goesOn = consumed >= carried && topUp.Length < source.Length;
            _carry.RemoveRead(goesOn ? _carry.Count : consumed);
            source = source[(goesOn ? consumed - carried : topUp.Length)..];
        }

        if (source.IsEmpty)
            return;

        var read = ReadTokens(source);
        if (IsRefused || read == source.Length)
            return;
        _carry.Append(source[read..]);
        _carry.RemoveRead(0);
    }

    /// <summary>If the token is a string that goes on, lets it wait for its end, or, a long one, writes what has come of it.</summary>
    private bool TryGoOnWithText()
    {
        var textAt = _carry.FindTextThatGoesOn(out var scannedBytes);
        ScannedBytes += scannedBytes;
        if (textAt == 0)
            return false;

        // An escape that was tried before has not been undone: with it, the text waits for its end.
        var isLong = _writer.IsInText
            ? !_carry.Held[textAt..].Contains((byte)'\\')
            : _carry.Count >= LongTextBytes && _writer.TryBeginText(_carry.Held, textAt);
        if (!isLong)
        {
            _carry.RemoveRead(0);
            return true;
        }

        var text = _carry.Held[textAt..];
        _writer.GoOnWithText(text);
        _readTo += text.Length;
        _carry.RemoveText(textAt, LongTextBytes);
        return true;
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

        if (!_carry.IsTried)
            _carry.RemoveRead(ReadCarried());
        if (!IsRefused)
            _refusal = JsonMistake.Find(_carry.Held, _readTo, _writer.Place, hasEnded);
    }

    private void RefuseIllFormed(byte found)
    {
        Settle(hasEnded: false);
        if (!IsRefused)
            RefuseUtf8(found);
    }

    private void RefuseUtf8(byte found) =>
        _refusal = new Refusal(Rejection.InvalidUtf8, "the content is not UTF-8", _readTo + _carry.Count, found);

    /// <summary>Writes the tokens that end in the carry; the first may be the open text.</summary>
    /// <returns>How many octets they take; what it is does not matter if the content is refused.</returns>
    private int ReadCarried()
    {
        ReadOnlySpan<byte> held = _carry.Held;
        if (!_writer.IsInText)
            return ReadTokens(held);

        ScannedBytes += held.Length;
        var ended = WriteOrRefuse(held);
        _readTo += ended;
        return _writer.IsInText || IsRefused ? 0 : ended + ReadTokens(held[ended..]);
    }

    /// <summary>Writes the tokens that end in the source.</summary>
    /// <returns>How many octets they take; what it is does not matter if the content is refused.</returns>
    private int ReadTokens(ReadOnlySpan<byte> source)
    {
        ScannedBytes += source.Length;
        var consumed = _writer.Place.IsBehindRoot ? 0 : WriteOrRefuse(source);
        _readTo += consumed;
        if (!_writer.Place.IsBehindRoot || consumed == source.Length || IsRefused)
            return consumed;

        // Behind the root there is only white space, for which no reader is needed.
        _refusal = JsonMistake.Find(source[consumed..], _readTo, _writer.Place, hasEnded: false);
        _readTo += source.Length - consumed;
        return source.Length;
    }

    private int WriteOrRefuse(ReadOnlySpan<byte> source)
    {
        try
        {
            var written = _writer.IsInText ? _writer.EndText(source) : _writer.Write(source);
            if (_writer.TooDeepAt is { } at)
                _refusal = new Refusal(Rejection.TooDeep, "nested deeper than 64", _readTo + at, source[at]);
            return written;
        }
        catch (JsonException)
        {
            // The reader's own text names .NET's options, and its position depends on how the content was cut: ours is found by looking again.
            _refusal = JsonMistake.Find(source, _readTo, _writer.Place, hasEnded: false);
            if (!IsRefused)
                _refusal = new Refusal(Rejection.MalformedJson, "expected JSON", _readTo);
            return 0;
        }
    }
}
