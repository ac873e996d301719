using System.Buffers;
using System.Text.Json;

namespace FastSignal.Parsing;

/// <summary>Finds the first octet that cannot stand where it does in JSON (RFC 8259), and says what was expected in its place.</summary>
/// <remarks>A second look at a content that is known or suspected to be wrong: octet by octet, from a place between two tokens. Because it
/// asks nothing of the reader but that place, its answer is the same however the content was cut.</remarks>
internal ref struct JsonMistake
{
    /// <summary>What ends a string, begins an escape in it, or must not stand in one (RFC 8259 s7).</summary>
    public static readonly SearchValues<byte> EndsPlainText = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(octet => (byte)octet), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> _octets;
    private readonly bool _hasEnded;
    private int _at;
    private JsonPlace _place;
    private string? _expected;

    private JsonMistake(ReadOnlySpan<byte> octets, JsonPlace place, bool hasEnded)
    {
        _octets = octets;
        _place = place;
        _hasEnded = hasEnded;
    }

    /// <summary>Finds the mistake in octets that follow a place between two tokens.</summary>
    /// <param name="octets">What is not yet read.</param>
    /// <param name="offset">Where they stand in the content.</param>
    /// <param name="place">The place in front of them.</param>
    /// <param name="hasEnded">Whether the content ends behind them, which is a mistake, too, unless the root is complete.</param>
    /// <returns>No rejection if there is no mistake.</returns>
    public static Refusal Find(ReadOnlySpan<byte> octets, long offset, JsonPlace place, bool hasEnded)
    {
        var search = new JsonMistake(octets, place, hasEnded);
        while (search.TryToken())
        {
        }

        return search.Answer(offset);
    }

    /// <summary>Finds the mistake in the first token of a root that is not an object.</summary>
    /// <param name="octets">The first octets of the root.</param>
    /// <param name="offset">Where they stand in the content.</param>
    /// <param name="hasEnded">Whether the content ends behind them.</param>
    /// <param name="token">The token, if it is there as a whole; else <see cref="JsonTokenType.None"/>.</param>
    /// <returns>No rejection if there is no mistake.</returns>
    public static Refusal FindInRoot(ReadOnlySpan<byte> octets, long offset, bool hasEnded, out JsonTokenType token)
    {
        var search = new JsonMistake(octets, default, hasEnded);
        token = search.TryToken() ? search._place.Last : JsonTokenType.None;
        return search.Answer(offset);
    }

    private readonly Refusal Answer(long offset)
    {
        if (_expected is null)
            return default;
        return new Refusal(Rejection.MalformedJson, _expected, offset + _at, _at < _octets.Length ? _octets[_at] : -1);
    }

    /// <summary>Goes over one token and the punctuation in front of it.</summary>
    /// <returns>False where the octets end or the mistake is.</returns>
    private bool TryToken()
    {
        if (!TrySkipSpace())
            return !_place.IsBehindRoot && Ends(JsonTexts.AtEnd(_place));
        if (_place.IsBehindRoot)
            return Wrong(JsonTexts.BehindRoot);

        switch (_place.Last)
        {
            case JsonTokenType.StartObject:
                return _octets[_at] == (byte)'}' ? Take(JsonTokenType.EndObject) : TryKey(isBehindComma: false);
            case JsonTokenType.StartArray:
                return _octets[_at] == (byte)']' ? Take(JsonTokenType.EndArray) : TryValue(isBehindComma: false);
            case JsonTokenType.PropertyName or JsonTokenType.None:
                return TryValue(isBehindComma: false);
        }

        if (_place.IsInArray)
        {
            return _octets[_at] == (byte)']'
                ? Take(JsonTokenType.EndArray)
                : TryPunctuation((byte)',', JsonTexts.CommaOrBracket, JsonTexts.EndsBeforeValue) && TryValue(isBehindComma: true);
        }

        return _octets[_at] == (byte)'}'
            ? Take(JsonTokenType.EndObject)
            : TryPunctuation((byte)',', JsonTexts.CommaOrBrace, JsonTexts.EndsBeforeKey) && TryKey(isBehindComma: true);
    }

    private bool TryPunctuation(byte octet, string expected, string atEnd)
    {
        if (_octets[_at] != octet)
            return Wrong(expected);
        _at++;
        return TrySkipSpace() || Ends(atEnd);
    }

    private bool TryKey(bool isBehindComma)
    {
        var first = _octets[_at];
        if (first != (byte)'"')
            return Wrong(JsonTexts.Key(first, isBehindComma));

        // The colon belongs to the key's token: the reader, too, gives a key only with its colon, and stands behind it then.
        if (!TryString(JsonTokenType.PropertyName))
            return false;
        if (!TrySkipSpace())
            return Ends(JsonTexts.EndsBeforeColon);
        return _octets[_at] == (byte)':' ? Advance() : Wrong(JsonTexts.Colon);
    }

    private bool TryValue(bool isBehindComma)
    {
        var first = _octets[_at];
        return first switch
        {
            (byte)'{' => Take(JsonTokenType.StartObject),
            (byte)'[' => Take(JsonTokenType.StartArray),
            (byte)'"' => TryString(JsonTokenType.String),
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => TryNumber(),
            (byte)'t' => TryLiteral("true"u8, JsonTokenType.True, "expected true"),
            (byte)'f' => TryLiteral("false"u8, JsonTokenType.False, "expected false"),
            (byte)'n' => TryLiteral("null"u8, JsonTokenType.Null, "expected null"),
            _ => Wrong(JsonTexts.Value(first, isBehindComma, _place)),
        };
    }

    private bool TryString(JsonTokenType token)
    {
        _at++;
        while (true)
        {
            var plain = _octets[_at..].IndexOfAny(EndsPlainText);
            _at = plain < 0 ? _octets.Length : _at + plain;
            if (plain < 0)
                return Ends(JsonTexts.EndsInString);

            switch (_octets[_at])
            {
                case (byte)'"':
                    return Take(token);
                case (byte)'\\':
                    if (!TryEscape())
                        return false;
                    break;
                case var control:
                    return Wrong(JsonTexts.Control(control));
            }
        }
    }

    // RFC 8259 s7: %x5C then one of nine letters, or u and four hexadecimal digits.
    private bool TryEscape()
    {
        _at++;
        if (_at == _octets.Length)
            return Ends(JsonTexts.EndsInString);
        if (_octets[_at] != (byte)'u')
            return "\"\\/bfnrt"u8.Contains(_octets[_at]) ? Advance() : Wrong(JsonTexts.Escape);

        _at++;
        for (var digits = 0; digits < 4; digits++)
        {
            if (_at == _octets.Length)
                return Ends(JsonTexts.EndsInString);
            if (!char.IsAsciiHexDigit((char)_octets[_at]))
                return Wrong(JsonTexts.HexDigits);
            _at++;
        }

        return true;
    }

    // RFC 8259 s6: [ minus ] int [ frac ] [ exp ]. A number that the octets end may go on in the next ones.
    private bool TryNumber()
    {
        if (_octets[_at] == (byte)'-')
            _at++;
        var startsWithZero = _at < _octets.Length && _octets[_at] == (byte)'0';
        if (startsWithZero)
            _at++;
        else if (!TryDigits())
            return false;

        if (startsWithZero && _at < _octets.Length && char.IsAsciiDigit((char)_octets[_at]))
            return Wrong(JsonTexts.LeadingZero);

        if (IsAt((byte)'.', (byte)'.'))
        {
            _at++;
            if (!TryDigits())
                return false;
        }

        if (IsAt((byte)'e', (byte)'E'))
        {
            _at++;
            if (IsAt((byte)'+', (byte)'-'))
                _at++;
            if (!TryDigits())
                return false;
        }

        _place = _place.Behind(JsonTokenType.Number);
        return _at < _octets.Length || _hasEnded;
    }

    private bool TryDigits()
    {
        if (_at == _octets.Length)
            return Ends(JsonTexts.EndsInNumber);
        if (!char.IsAsciiDigit((char)_octets[_at]))
            return Wrong(JsonTexts.Digit);
        var count = _octets[_at..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        _at = count < 0 ? _octets.Length : _at + count;
        return true;
    }

    private bool TryLiteral(ReadOnlySpan<byte> literal, JsonTokenType token, string expected)
    {
        var same = literal.CommonPrefixLength(_octets[_at..]);
        _at += same;
        if (same < literal.Length)
            return _at == _octets.Length ? Ends(JsonTexts.EndsInLiteral) : Wrong(expected);
        _place = _place.Behind(token);
        return true;
    }

    private readonly bool IsAt(byte one, byte other) => _at < _octets.Length && (_octets[_at] == one || _octets[_at] == other);

    private bool TrySkipSpace()
    {
        var space = _octets[_at..].IndexOfAnyExcept(" \t\r\n"u8);
        _at = space < 0 ? _octets.Length : _at + space;
        return space >= 0;
    }

    private bool Take(JsonTokenType token)
    {
        _place = _place.Behind(token);
        return Advance();
    }

    private bool Advance()
    {
        _at++;
        return true;
    }

    private bool Wrong(string expected)
    {
        _expected = expected;
        return false;
    }

    /// <summary>The octets end here: a mistake only if the content does, too.</summary>
    private bool Ends(string text)
    {
        _expected = _hasEnded ? text : null;
        return false;
    }
}
