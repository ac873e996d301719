using System.Text;

namespace FastSignal.Fuzz.Rig;

/// <summary>Changes inputs at random: the same seed makes the same ones.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, int seed)
{
    /// <summary>Longer inputs say nothing new and cost time: what is longer is cut.</summary>
    private const int MaxInputBytes = 16 * 1024;

    private const int MaxSteps = 6;

    /// <summary>What a parser may trip over, whole.</summary>
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\r\n", "\r", "\n", "\r\n\r\n", "\0", " ", "\t", ":", ",", ";", "=", "\"", "\\", "/", "?", "%", "#", "%2F", "%00", "%25", "%74", "0",
            "00", "-1", "+1", "_",
            "5", "a", "18446744073709551616", "4294967297", "9223372036854775807", "7fffffffffffffff", "FFFFFFFFFFFFFFFF", "100000005", "0x10",
                "1048577", "100001",
            "HTTP/1.0", "HTTP/1.1", "HTTP/1.2", "HTTP/2.0", "GET ", "HEAD ", "POST ", "/livez", "/readyz", "/custom_signals/tok/entries", "http://h",
            "Host: h\r\n", "Content-Length: 2\r\n", "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n",
                "Connection: close\r\n",
            "Connection: keep-alive\r\n", "Expect: 100-continue\r\n", "Content-Encoding: gzip\r\n", "X: y\r\n", " folded\r\n", "0\r\n\r\n",
                "5\r\nhello\r\n", "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
            "0\r\nX: y\r\n\r\n", ";a=b", ";a=\"b\"", "GET /livez HTTP/1.1\r\nHost: h\r\n\r\n", "HEAD /readyz HTTP/1.1\r\nHost: h\r\n\r\n",
            "POST /custom_signals/tok/entries HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}",
            "POST /custom_signals/tok/entries HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            "{", "}", "[", "]", "{}", "[]", "{\"a\":1}", "\"a\":", "true", "null", "1e400", "-0", "0.5E+1", "\\u0000", "\\ud83d\\ude00", "\\ud800",
                "\\n", "\u00ef\u00bb\u00bf",
            "\u00c3\u00a9", "\u00f0\u009f\u0098\u0080", "\u00ed\u00a0\u0080", "\u00c3", "\u00e0", "\u00e1", "\u00e2", "\u001f", "\u003f", "\u00ff",
                "\u0080", "\u00ff\u00ff\u00ff\u00ff\u0007",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    private readonly Random _random = new(seed);

    /// <summary>Makes another input.</summary>
    public byte[] Next()
    {
        var input = Any().ToList();
        for (var steps = 1 + _random.Next(MaxSteps); steps > 0; steps--)
            Change(input);
        return [.. input.Take(MaxInputBytes)];
    }

    private byte[] Any()
    {
        var any = seeds[_random.Next(seeds.Count)];
        return any.Length <= MaxInputBytes ? any : any[..MaxInputBytes];
    }

    private void Change(List<byte> input)
    {
        var at = _random.Next(input.Count + 1);
        switch (_random.Next(9))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)_random.Next(256);
                break;
            case 2:
                input.Insert(at, (byte)_random.Next(256));
                break;
            case 3:
                input.RemoveRange(at, Length(input, at));
                break;
            case 4:
                var copy = input.GetRange(at, Length(input, at));
                input.InsertRange(_random.Next(input.Count + 1), copy);
                break;
            case 5:
                Splice(input, at);
                break;
            case 6 when at < input.Count:
                var token = Token();
                input.RemoveRange(at, Math.Min(token.Length, input.Count - at));
                input.InsertRange(at, token);
                break;
            case 7:
                // Behind a token that is there already: neighbours are what parsers confuse.
                input.InsertRange(BehindToken(input, at), Token());
                break;
            default:
                input.InsertRange(at, Token());
                break;
        }
    }

    /// <summary>Goes on with the end of another seed.</summary>
    private void Splice(List<byte> input, int at)
    {
        var other = Any();
        input.RemoveRange(at, input.Count - at);
        input.AddRange(other.AsSpan(_random.Next(other.Length + 1)));
    }

    private static int BehindToken(List<byte> input, int at)
    {
        var line = input.IndexOf((byte)'\n', at);
        return line < 0 ? input.Count : line + 1;
    }

    private byte[] Token() => Tokens[_random.Next(Tokens.Length)];

    /// <summary>Mostly a few octets, sometimes many.</summary>
    private int Length(List<byte> input, int at)
    {
        var most = input.Count - at;
        return Math.Min(most, _random.Next(8) == 0 ? _random.Next(most + 1) : 1 + _random.Next(8));
    }
}
