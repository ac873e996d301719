using System.Globalization;
using System.Text;

namespace FastSignal.Harness;

/// <summary>Makes the octets of requests.</summary>
internal static class Request
{
    /// <summary>The path that posts to a token.</summary>
    public static string Path(string token) => $"/custom_signals/{token}/entries";

    /// <summary>A post with Content-Length.</summary>
    public static byte[] Post(string token, ReadOnlySpan<byte> content, params string[] fields) => PostTo(Path(token), content, fields);

    /// <summary>A post of a text with Content-Length.</summary>
    public static byte[] Post(string token, string content, params string[] fields) => Post(token, Encoding.UTF8.GetBytes(content), fields);

    /// <summary>A post to any target with Content-Length.</summary>
    public static byte[] PostTo(string target, ReadOnlySpan<byte> content, params string[] fields)
    {
        var length = string.Create(CultureInfo.InvariantCulture, $"Content-Length: {content.Length}");
        return [.. Head($"POST {target} HTTP/1.1", ["Host: signals.example", length, .. fields]), .. content];
    }

    /// <summary>A post with the chunked coding, every chunk of this size but the last.</summary>
    public static byte[] Chunked(string token, ReadOnlySpan<byte> content, int chunkSize, params string[] fields)
    {
        var octets = new List<byte>(ChunkedHead(token, fields));
        while (content.Length > 0)
        {
            var size = Math.Min(chunkSize, content.Length);
            octets.AddRange(Chunk(content[..size]));
            content = content[size..];
        }

        octets.AddRange("0\r\n\r\n"u8.ToArray());
        return [.. octets];
    }

    /// <summary>The head of a post with the chunked coding, without any chunk.</summary>
    public static byte[] ChunkedHead(string token, params string[] fields) =>
        Head($"POST {Path(token)} HTTP/1.1", ["Host: signals.example", "Transfer-Encoding: chunked", .. fields]);

    /// <summary>One chunk.</summary>
    public static byte[] Chunk(ReadOnlySpan<byte> data) =>
        [.. Encoding.ASCII.GetBytes(data.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), .. data, .. "\r\n"u8];

    /// <summary>A request head: the request line, the field lines, the empty line.</summary>
    public static byte[] Head(string requestLine, params string[] fields)
    {
        var text = new StringBuilder(requestLine).Append("\r\n");
        foreach (var field in fields)
            text.Append(field).Append("\r\n");
        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }
}
