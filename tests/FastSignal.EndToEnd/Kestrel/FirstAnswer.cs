using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FastSignal.EndToEnd.Kestrel;

/// <summary>Sends the octets of a case and tells how they were answered first: <c>202</c>, <c>400 close</c>, <c>ended</c>, or <c>none</c>.</summary>
/// <remarks>100 Continue is not an answer here. The client leaves its side open: a server that takes its end for the end of everything would answer
/// by chance.</remarks>
internal static class FirstAnswer
{
    /// <summary>No answer came, and the connection is open.</summary>
    public const string None = "none";

    /// <summary>The server closed without a word.</summary>
    public const string Ended = "ended";

    private const int MaxHeadBytes = 64 * 1024;

    /// <summary>Exchanges one case.</summary>
    public static async Task<string> OfAsync(int port, WireCase wire, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), CancellationToken.None);
        var sending = SendAsync(socket, wire.Octets, limit.Token);
        try
        {
            return await ReadAsync(socket, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return None;
        }
        catch (SocketException)
        {
            return Ended;
        }
        finally
        {
            await limit.CancelAsync();
            await sending;
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> octets, CancellationToken cancel)
    {
        try
        {
            while (octets.Length > 0)
                octets = octets[await socket.SendAsync(octets, cancel)..];
        }
        catch (Exception stopped) when (stopped is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The server has seen enough: what it said is read elsewhere.
        }
    }

    private static async Task<string> ReadAsync(Socket socket, CancellationToken cancel)
    {
        var buffer = new byte[MaxHeadBytes];
        for (var length = 0; ;)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), cancel);
            if (received == 0)
                return Ended;
            length += received;
            if (TryRead(Encoding.Latin1.GetString(buffer, 0, length), out var answer))
                return answer;
        }
    }

    private static bool TryRead(string text, out string answer)
    {
        answer = "";
        while (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
        {
            var lines = text[..end].Split("\r\n");
            var status = int.Parse(lines[0].AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
            text = text[(end + 4)..];
            if (status < 200)
                continue;

            var closes = lines.Contains("Connection: close", StringComparer.OrdinalIgnoreCase);
            answer = status.ToString(CultureInfo.InvariantCulture) + (closes ? " close" : "");
            return true;
        }

        return false;
    }
}
