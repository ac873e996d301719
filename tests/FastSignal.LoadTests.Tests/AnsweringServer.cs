using System.Net;
using System.Net.Sockets;
using System.Text;
using FastSignal.LoadTests.Sending;

namespace FastSignal.LoadTests.Tests;

/// <summary>Answers requests by the contract of a signal, and stores nothing.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, int> _answer;
    private readonly TimeSpan _delay;
    private readonly Task _accepting;

    private AnsweringServer(Func<string, int> answer, TimeSpan delay)
    {
        _answer = answer;
        _delay = delay;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}/custom_signals/fs_token/entries");

    public Target Target => Target.Parse(Url);

    /// <summary>Starts a server; an answer takes the delay.</summary>
    public static AnsweringServer Start(Func<string, int>? answer = null, TimeSpan delay = default) => new(answer ?? ByContract, delay);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
    }

    private static int ByContract(string request)
    {
        var content = request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return request switch
        {
            _ when request.StartsWith("GET ", StringComparison.Ordinal) => 405,
            _ when !request.Contains("/fs_token/", StringComparison.Ordinal) => 404,
            _ when ContentBytes(request) > 1 << 20 => 413,
            _ when !content.StartsWith('{') || content.Contains(",}", StringComparison.Ordinal) => 400,
            _ => 202,
        };
    }

    private static int ContentBytes(string request)
    {
        const string Name = "Content-Length: ";
        var at = request.IndexOf(Name, StringComparison.Ordinal);
        return at < 0
            ? 0
            : int.Parse(request.AsSpan(at + Name.Length, request.IndexOf('\r', at) - at - Name.Length), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task AcceptAsync()
    {
        var conversations = new List<Task>();
        try
        {
            while (true)
                conversations.Add(ConverseAsync(await _listener.AcceptTcpClientAsync()));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }

        await Task.WhenAll(conversations);
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using var _ = client;
        var stream = client.GetStream();
        var buffer = new byte[1 << 16];
        var held = "";
        try
        {
            while (await stream.ReadAsync(buffer) is var received and > 0)
            {
                held += Encoding.Latin1.GetString(buffer, 0, received);
                while (Whole(held) is { } request)
                {
                    held = held[request.Length..];
                    var status = _answer(request);
                    await Task.Delay(_delay);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(
                        $"HTTP/1.1 {status} Said\r\nContent-Length: 0\r\n{(status == 413 ? "Connection: close\r\n" : "")}\r\n"));
                    if (status == 413)
                        return;
                }
            }
        }
        catch (IOException)
        {
            // The client went away in the middle.
        }
    }

    private static string? Whole(string held)
    {
        var head = held.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0)
            return null;

        // A content over the limit is refused by its announced length.
        var contentBytes = ContentBytes(held);
        var bytes = head + 4 + (contentBytes > 1 << 20 ? 0 : contentBytes);
        return bytes <= held.Length ? held[..bytes] : null;
    }
}
