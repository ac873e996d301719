using System.Globalization;
using System.Text;

namespace FastSignal.Harness.Connections;

/// <summary>Takes answers off the octets that a server sent. Strict: it shares nothing with the server's writer, and what it does not know it does
/// not take.</summary>
internal static class AnswerParser
{
    /// <summary>Takes the first answer.</summary>
    /// <param name="octets">What was received.</param>
    /// <param name="isToHead">Whether it answers a HEAD, so that no content follows.</param>
    /// <returns>Null if it is not all there.</returns>
    /// <exception cref="InvalidDataException">It is no answer of HTTP/1.1.</exception>
    public static RawAnswer? Take(ReadOnlySpan<byte> octets, bool isToHead)
    {
        var headBytes = octets.IndexOf("\r\n\r\n"u8) + 4;
        if (headBytes < 4)
            return null;

        var lines = Encoding.Latin1.GetString(octets[..(headBytes - 4)]).Split("\r\n");
        var status = Status(lines[0]);
        var fields = lines.Skip(1).Select(Field).ToList();
        var contentBytes = status < 200 || isToHead ? 0 : ContentLength(fields);
        return octets.Length < headBytes + contentBytes
            ? null
            : new RawAnswer(status, fields, octets.Slice(headBytes, contentBytes).ToArray(), octets[..(headBytes + contentBytes)].ToArray());
    }

    // RFC 9112 s4: status-line = HTTP-version SP status-code SP [ reason-phrase ]
    private static int Status(string line) =>
        line.Length > 13 && line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && line[12] == ' '
            && int.TryParse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : throw new InvalidDataException($"no status line of HTTP/1.1: '{line}'");

    private static (string Name, string Value) Field(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && line.AsSpan(0, colon).IndexOfAnyExceptInRange('!', '~') < 0
            ? (line[..colon], line[(colon + 2)..])
            : throw new InvalidDataException($"no field line: '{line}'");
    }

    private static int ContentLength(List<(string Name, string Value)> fields)
    {
        var values = fields.Where(static field => field.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).ToList();
        return values is [var (_, value)] && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw new InvalidDataException($"{values.Count} Content-Lengths in an answer");
    }
}
