using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>Sends one stream over a connection of its own, and gives what was answered.</summary>
internal static partial class AttackSender
{
    /// <summary>Sends a stream, and reads to the end if its sender does.</summary>
    /// <param name="port">The port.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="limit">How long the whole connection may take.</param>
    /// <returns>The ids of the entries that were acknowledged, in order.</returns>
    /// <exception cref="TimeoutException">The server did not end the connection.</exception>
    public static async Task<IReadOnlyList<string>> SendAsync(int port, AttackStream stream, TimeSpan limit)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        using var late = new CancellationTokenSource(limit);
        var answers = stream.ReadsAll ? ReadToEndAsync(socket, late.Token) : Task.FromResult("");
        try
        {
            await SendPiecesAsync(socket, stream, late.Token);
            return [.. EntryId().Matches(await answers).Select(static match => match.Groups["id"].Value)];
        }
        catch (OperationCanceledException cancelled)
        {
            throw new TimeoutException($"Stream {stream.Number} ({stream.Kind}, {stream.End}) was not ended within {limit.TotalSeconds} s.", cancelled);
        }
    }

    private static async Task SendPiecesAsync(Socket socket, AttackStream stream, CancellationToken late)
    {
        try
        {
            var sent = 0;
            foreach (var cut in (IEnumerable<int>)[.. stream.Cuts, stream.Octets.Length])
            {
                for (; sent < cut; await Task.Yield())
                    sent += await socket.SendAsync(stream.Octets.AsMemory(sent..cut), late);
            }

            if (stream.End is StreamEnd.HalfClose)
                socket.Shutdown(SocketShutdown.Send);
            else if (stream.End is StreamEnd.Reset)
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (SocketException)
        {
            // The server has ended a connection that it had refused: the answer was sent before.
        }
    }

    private static async Task<string> ReadToEndAsync(Socket socket, CancellationToken late)
    {
        var text = new StringBuilder();
        var buffer = new byte[2048];
        try
        {
            while (await socket.ReceiveAsync(buffer, late) is > 0 and var count)
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (SocketException)
        {
            // A reset ends the connection, too; what was answered before it has been read.
        }

        return text.ToString();
    }

    [GeneratedRegex(@"HTTP/1\.1 20[02] [A-Za-z]+\r\n(?:[^\r\n]+\r\n)*?Entry-Id: (?<id>[0-9a-f]{8}-[0-9]+)\r\n",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex EntryId();
}
