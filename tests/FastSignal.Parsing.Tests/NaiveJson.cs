namespace FastSignal.Parsing.Tests;

/// <summary>The oracle of refusals: a recursive parser, octet by octet, slow and obvious. Where it stops is the first wrong octet.</summary>
/// <remarks>Knows only roots that begin with <c>{</c>, and contents that are empty.</remarks>
internal static class NaiveJson
{
    public static (Rejection Rejection, long Offset, int Found) Check(ReadOnlySpan<byte> content)
    {
        var illFormed = FirstIllFormed(content);
        var parser = new Parser(content[..illFormed]);
        var rejection = parser.Content();
        if (rejection == Rejection.EmptyContent && illFormed == content.Length)
            return (rejection, -1, -1);
        if (rejection != Rejection.None && parser.At < illFormed)
            return (rejection, parser.At, content[parser.At]);
        if (illFormed < content.Length)
            return (Rejection.InvalidUtf8, illFormed, content[illFormed]);
        return rejection == Rejection.None ? (Rejection.None, 0, 0) : (rejection, content.Length, -1);
    }

    /// <summary>Whether the content has a root, and one that does not begin as an object: not for this oracle.</summary>
    public static bool IsOfAnotherRoot(ReadOnlySpan<byte> content)
    {
        var root = content[(content.StartsWith("\uFEFF"u8) ? 3 : 0)..].TrimStart(" \t\r\n"u8);
        return root.Length > 0 && root[0] != '{';
    }

    // RFC 3629 s4, as a table of ranges for the second octet.
    private static int FirstIllFormed(ReadOnlySpan<byte> content)
    {
        for (var at = 0; at < content.Length;)
        {
            var (length, low, high) = content[at] switch
            {
                <= 0x7F => (1, 0, 0),
                >= 0xC2 and <= 0xDF => (2, 0x80, 0xBF),
                0xE0 => (3, 0xA0, 0xBF),
                0xED => (3, 0x80, 0x9F),
                >= 0xE1 and <= 0xEF => (3, 0x80, 0xBF),
                0xF0 => (4, 0x90, 0xBF),
                >= 0xF1 and <= 0xF3 => (4, 0x80, 0xBF),
                0xF4 => (4, 0x80, 0x8F),
                _ => (0, 0, 0),
            };
            if (length == 0 || at + length > content.Length || (length > 1 && (content[at + 1] < low || content[at + 1] > high)))
                return at;
            for (var i = 2; i < length; i++)
            {
                if (content[at + i] is < 0x80 or > 0xBF)
                    return at;
            }

            at += length;
        }

        return content.Length;
    }

    private ref struct Parser(ReadOnlySpan<byte> content)
    {
        private readonly ReadOnlySpan<byte> _content = content;

        public int At { get; private set; }

        private readonly int Next => At < _content.Length ? _content[At] : -1;

        public Rejection Content()
        {
            if (_content.StartsWith("\uFEFF"u8))
                At = 3;
            Space();
            if (Next < 0)
                return Rejection.EmptyContent;
            var rejection = Value(1);
            if (rejection != Rejection.None)
                return rejection;
            Space();
            return Next < 0 ? Rejection.None : Rejection.MalformedJson;
        }

        private Rejection Value(int depth)
        {
            switch (Next)
            {
                case '{' or '[':
                    return depth > 64 ? Rejection.TooDeep : Container(depth, Next == '{' ? '}' : ']');
                case '"':
                    return String();
                case 't':
                    return Word("true");
                case 'f':
                    return Word("false");
                case 'n':
                    return Word("null");
                default:
                    return Number();
            }
        }

        private Rejection Container(int depth, char end)
        {
            At++;
            Space();
            if (TryTake(end))
                return Rejection.None;
            while (true)
            {
                Space();
                if (end == '}')
                {
                    if (Next != '"')
                        return Rejection.MalformedJson;
                    if (String() is var wrongKey and not Rejection.None)
                        return wrongKey;
                    Space();
                    if (!TryTake(':'))
                        return Rejection.MalformedJson;
                    Space();
                }

                if (Value(depth + 1) is var wrong and not Rejection.None)
                    return wrong;
                Space();
                if (TryTake(end))
                    return Rejection.None;
                if (!TryTake(','))
                    return Rejection.MalformedJson;
            }
        }

        private Rejection String()
        {
            for (At++; Next >= 0x20; At++)
            {
                if (TryTake('"'))
                    return Rejection.None;
                if (Next != '\\')
                    continue;
                At++;
                if (Next == 'u')
                {
                    for (var digit = 0; digit < 4; digit++)
                    {
                        At++;
                        if (Next < 0 || !char.IsAsciiHexDigit((char)Next))
                            return Rejection.MalformedJson;
                    }
                }
                else if (Next < 0 || !"\"\\/bfnrt".Contains((char)Next, StringComparison.Ordinal))
                {
                    return Rejection.MalformedJson;
                }
            }

            return Rejection.MalformedJson;
        }

        private Rejection Word(string word)
        {
            foreach (var letter in word)
            {
                if (!TryTake(letter))
                    return Rejection.MalformedJson;
            }

            return Rejection.None;
        }

        private Rejection Number()
        {
            TryTake('-');
            if (!TryTake('0') && !TryDigits())
                return Rejection.MalformedJson;
            if (TryTake('.') && !TryDigits())
                return Rejection.MalformedJson;
            if (TryTake('e') || TryTake('E'))
            {
                if (!TryTake('+'))
                    TryTake('-');
                if (!TryDigits())
                    return Rejection.MalformedJson;
            }

            return Rejection.None;
        }

        private bool TryDigits()
        {
            var start = At;
            while (Next is >= '0' and <= '9')
                At++;
            return At > start;
        }

        private bool TryTake(char octet)
        {
            if (Next != octet)
                return false;
            At++;
            return true;
        }

        private void Space()
        {
            while (Next is ' ' or '\t' or '\r' or '\n')
                At++;
        }
    }
}
