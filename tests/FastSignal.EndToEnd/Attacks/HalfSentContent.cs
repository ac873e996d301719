using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>A client that sends half of a large request, waits until it may send the rest, and reads at the same time.</summary>
internal static class HalfSentContent
{
    /// <summary>Posts a request in two halves.</summary>
    /// <param name="port">The port.</param>
    /// <param name="request">The whole request.</param>
    /// <param name="rest">Completes when the second half may be sent.</param>
    /// <param name="onAnswer">Called when an answer has begun.</param>
    /// <param name="late">When to give up.</param>
    /// <returns>The status of the answer; 0 if none came.</returns>
    public static async Task<int> PostAsync(int port, byte[] request, Task rest, Action onAnswer, CancellationToken late)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, late);
        var sending = SendAsync(socket, request, rest, late);
        var buffer = new byte[4096];
        var count = await socket.ReceiveAsync(buffer, late);
        onAnswer();
        await sending;
        return count < 12 ? 0 : int.Parse(Encoding.Latin1.GetString(buffer, 9, 3), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task SendAsync(Socket socket, byte[] request, Task rest, CancellationToken late)
    {
        try
        {
            for (var sent = 0; sent < request.Length;)
            {
                if (sent == request.Length / 2)
                    await rest.WaitAsync(late);
                sent += await socket.SendAsync(request.AsMemory(sent..(sent < request.Length / 2 ? request.Length / 2 : request.Length)), late);
            }
        }
        catch (SocketException)
        {
            // Refused, answered, and ended by the server before the rest was sent.
        }
    }
}
