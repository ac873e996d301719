using System.Globalization;
using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>Ways to hide a request where only a server that gets a framing wrong would find one.</summary>
/// <remarks>None of them may lead to the hidden request: it is content, or it stands behind something that ends the connection.</remarks>
internal static class SmugglingAttempts
{
    /// <summary>Heads of contents that are not wanted but have an end: the hidden request is the whole of the content.</summary>
    private static readonly string[] RefusedHeads =
    [
        "POST {path} HTTP/1.1\r\nHost: h",
        "GET {path} HTTP/1.1\r\nHost: h",
        "HEAD {path} HTTP/1.1\r\nHost: h",
        "DELETE {path} HTTP/1.1\r\nHost: h",
        "OPTIONS * HTTP/1.1\r\nHost: h",
        "GET /livez HTTP/1.1\r\nHost: h",
        "HEAD /readyz HTTP/1.1\r\nHost: h",
        "POST /livez HTTP/1.1\r\nHost: h",
        "POST /custom_signals/unknown/entries HTTP/1.1\r\nHost: h",
        "POST {path}%0d%0a HTTP/1.1\r\nHost: h",
        "POST {path} HTTP/1.1\r\nHost: h\r\nContent-Encoding: zstd",
        "POST {path} HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip",
        "POST {path} HTTP/1.1\r\nHost: h\r\nExpect: 100-continue",
        "POST {path} HTTP/1.1\r\nHost: h\r\nExpect: the-unexpected",
        "POST http://other{path} HTTP/1.1\r\nHost: h",
        "POST {path} HTTP/1.1\r\nHost: h\r\nConnection: close",
        "POST {path} HTTP/1.0",
    ];

    /// <summary>Fields that leave the framing in doubt: whatever stands behind the head is nothing.</summary>
    private static readonly string[] DoubtfulFields =
    [
        "Content-Length: 0\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 0\r\nContent-Length: 5",
        "Content-Length: 0, 5",
        "Content-Length: +0",
        "Content-Length: -0",
        "Content-Length: 0x0",
        "Content-Length: 0_0",
        "Content-Length: ",
        "Content-Length : 0",
        " Content-Length: 0",
        "Content-Length:\r\n 0",
        "Content-Length: 0\rX: y",
        "Content-Length: 0\nTransfer-Encoding: chunked",
        "Content-Length: 0\r\nX: a\0b",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity, chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: chunked\v",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding\t: chunked",
        "Transfer-Encoding:\r\n chunked",
        "Transfer-Encoding: chunked\r\nHost: h",
        "Host: h",
    ];

    /// <summary>Chunked bodies that break in front of what stands behind them, or inside of it.</summary>
    private static readonly string[] BrokenChunks =
    [
        "0\r\n", "0\r\nX: y\r\n", "0\n\n", "0\r\n\n", "0\r\r\n", "0x0\r\n\r\n", "+0\r\n\r\n", "-0\r\n\r\n", " 0\r\n\r\n", "0 0\r\n\r\n", "\r\n\r\n",
        ";\r\n\r\n", "0_0\r\n\r\n",
        "10000000000000000\r\n", "100000000000000000\r\n\r\n", "1\r\n{0\r\n\r\n", "1\r\n{\n0\r\n\r\n", "1\r\n{\r0\r\n\r\n", "2\r\n{}0\r\n\r\n",
        "0;a=\"\r\n\r\n", "0;\r\n\r\n", "0;a=b\n\r\n", "0\r\nContent-Length : 0\r\n\r\n", "0\r\n folded\r\n\r\n", "0\0\r\n\r\n",
    ];

    /// <summary>Heads that end the connection, each in a way of its own.</summary>
    private static readonly string[] FinalHeads =
    [
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET /livez\r\n\r\n", "GET /livez HTTP/0.9\r\n\r\n", "GET /livez HTTP/1.1\r\n\r\n",
        "GET  /livez HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /livez HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n", "GET /livez HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
            "GET /livez HTTP/1.0\r\n\r\n", "\0\r\n\r\n",
        "GET /livez HTTP/1.1\nHost: h\n\n", "GET /livez HTTP/1.1\r\nHost: h\r\nX: y\rz\r\n\r\n",
            "HEAD /livez HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\n",
    ];

    /// <summary>An attempt, chosen at random.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="path">The path that takes entries.</param>
    /// <param name="hidden">The request to hide.</param>
    public static byte[] Make(Random random, string path, byte[] hidden) => random.Next(6) switch
    {
        0 => Join(Pick(random, RefusedHeads), path, Invariant($"\r\nContent-Length: {hidden.Length}\r\n\r\n"), hidden),
        1 => [.. Text("POST {path} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", path), .. Chunks(random, hidden)],
        2 => Join(Invariant($"POST {{path}} HTTP/1.1\r\nHost: h\r\n{Pick(random, DoubtfulFields)}\r\n\r\n{(random.Next(2) == 0 ? "0\r\n\r\n" : "")}"),
            path, "", hidden),
        3 => Join("POST {path} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + Pick(random, BrokenChunks), path, "", hidden),
        4 => Join(Pick(random, FinalHeads), path, "", hidden),
        _ => Join("POST {path} HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\n\r\n", path, "", hidden),
    };

    private static byte[] Join(string head, string path, string more, byte[] hidden) => [.. Text(head + more, path), .. hidden];

    private static byte[] Text(string text, string path) => Encoding.Latin1.GetBytes(text.Replace("{path}", path, StringComparison.Ordinal));

    private static byte[] Chunks(Random random, byte[] hidden)
    {
        var at = random.Next(1, hidden.Length);
        return [.. Request.Chunk(hidden.AsSpan(0, at)), .. Request.Chunk(hidden.AsSpan(at)), .. "0\r\n\r\n"u8];
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
