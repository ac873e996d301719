using System.Globalization;
using System.Text;
using FastSignal.Parsing;
using FastSignal.Parsing.Tests;

namespace FastSignal.Fuzz.Oracles;

/// <summary>Where the requests of a connection begin and end, found once more: slowly, over all octets at once, and by other code than the server's.</summary>
internal static class SlowFramer
{
    private const int MaxRequestLineBytes = 8192;
    private const int MaxFieldSectionBytes = 32 * 1024;

    /// <summary>All requests up to the first that is not whole, not well framed, or the last by its own word.</summary>
    /// <param name="octets">Everything that the client sent.</param>
    /// <param name="behind">Where the octets begin that belong to none of them.</param>
    public static List<FramedRequest> Frame(byte[] octets, out int behind)
    {
        var requests = new List<FramedRequest>();
        behind = 0;
        while (TryFrame(octets[behind..], out var request, out var length))
        {
            requests.Add(request);
            behind += length;
            if (request.Status != ParseStatus.Complete || !request.Persistent)
                break;
        }

        return requests;
    }

    private static bool TryFrame(byte[] octets, out FramedRequest request, out int length)
    {
        request = null!;
        length = 0;

        // "consumed framing content-length persistent"
        if (HeadOracle.Read(octets)?.Split(' ') is not { } read)
            return false;

        var headBytes = int.Parse(read[0], CultureInfo.InvariantCulture);
        var head = Encoding.Latin1.GetString(octets, 0, headBytes).TrimStart('\r', '\n');
        var lineBytes = head.IndexOf("\r\n", StringComparison.Ordinal);
        if (lineBytes > MaxRequestLineBytes || head.Length - lineBytes - 4 > MaxFieldSectionBytes)
            return false;

        var body = octets.AsSpan(headBytes);
        var content = read[1] switch
        {
            "Chunked" => SlowChunked.Read(body),
            _ => OfLength(body, long.Parse(read[2], CultureInfo.InvariantCulture)),
        };
        var words = head[..lineBytes].Split(' ');
        request = new FramedRequest(words[0], words[1], head, content.Status, content.Content, bool.Parse(read[3]));
        length = headBytes + content.Consumed;
        return true;
    }

    private static SlowContent OfLength(ReadOnlySpan<byte> body, long length)
    {
        var there = body[..(int)Math.Min(body.Length, length)];
        return new(there.Length == length ? ParseStatus.Complete : ParseStatus.Partial, there.Length, Encoding.Latin1.GetString(there));
    }
}
