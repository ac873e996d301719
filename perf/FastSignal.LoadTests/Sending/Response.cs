using System.Buffers.Text;
using System.Text;

namespace FastSignal.LoadTests.Sending;

/// <summary>What a client must know about a response.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Bytes">Its length with content, in octets.</param>
/// <param name="Closes">Whether the server ends the connection behind it.</param>
internal readonly record struct Response(int Status, int Bytes, bool Closes)
{
    /// <summary>Reads a response whose content has a Content-Length or none.</summary>
    /// <returns>False until its head has come; the content may still be missing.</returns>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static bool TryRead(ReadOnlySpan<byte> octets, out Response response)
    {
        response = default;
        var headBytes = octets.IndexOf("\r\n\r\n"u8);
        if (headBytes < 0)
            return false;

        var head = octets[..headBytes];
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head["HTTP/1.1 ".Length..], out int status, out _))
            throw new InvalidDataException("The server does not speak HTTP/1.1.");
        if (!Utf8Parser.TryParse(Field(head, "content-length"u8), out int contentBytes, out _) && status is not 204)
            throw new InvalidDataException("A response has no Content-Length.");

        response = new(status, headBytes + 4 + contentBytes, Ascii.EqualsIgnoreCase(Field(head, "connection"u8), "close"u8));
        return true;
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name))
                return line[(name.Length + 1)..].Trim((byte)' ');
        }

        return default;
    }
}
