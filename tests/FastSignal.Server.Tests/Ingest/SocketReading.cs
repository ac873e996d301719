using System.Net.Sockets;
using System.Text;

namespace FastSignal.Server.Tests.Ingest;

/// <summary>Reads answers from a blocking socket.</summary>
internal static class SocketReading
{
    /// <summary>Reads until the given text has come as often as asked for.</summary>
    public static string ReadUntil(this Socket socket, string text, int times = 1)
    {
        var octets = new byte[64 * 1024];
        var length = 0;
        while (Count(octets.AsSpan(0, length), text) < times)
        {
            var count = socket.Receive(octets.AsSpan(length));
            if (count == 0)
                break;
            length += count;
        }

        return Encoding.UTF8.GetString(octets.AsSpan(0, length));
    }

    /// <summary>Reads until the peer ends.</summary>
    public static string ReadToEnd(this Socket socket) => socket.ReadUntil("\0");

    private static int Count(ReadOnlySpan<byte> octets, string text) => octets.Count(Encoding.ASCII.GetBytes(text));
}
