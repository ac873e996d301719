using System.Globalization;
using System.Net.Sockets;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>What a sender meets who comes while the server starts.</summary>
[Collection(nameof(Alone))]
public sealed class StartUpTests
{
    [Fact]
    public async Task A_sender_who_comes_too_early_is_asked_to_come_again_and_never_told_404()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using (var first = await installation.ServeAsync("--console", "none"))
        {
            await new LoadClient(first.Port, connections: 16, signal.Token, 5_000, static visit => Visitor.Content(visit, visit)).RunAsync();
            first.Kill(); // So that there is something to recover.
        }

        for (var start = 0; start < 3; start++)
        {
            var port = ServerProcess.FreePort();
            await using var server = ServerProcess.StartWithoutWaiting(
                installation.Environment, "serve", "--data", installation.Data, "--listen",
                string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "--console", "none");
            PostUntilAccepted(port, signal.Token);
            server.Kill();
        }
    }

    /// <summary>Posts from the first moment the port is open: only 503 not_ready may come before the acknowledgement.</summary>
    private static void PostUntilAccepted(int port, string token)
    {
        using var first = ConnectWhenOpen(port);
        var client = first;
        while (true)
        {
            var answer = client.Exchange(Request.Post(token, "{}"));
            if (answer.Status == 202)
                break;
            answer.Refused(503, "not_ready");
            Assert.Equal("5", answer.Field("Retry-After"));
            if (answer.Closes)
            {
                client.Dispose();
                client = new RawClient(port);
            }
        }

        client.Dispose();
    }

    private static RawClient ConnectWhenOpen(int port)
    {
        while (true)
        {
            try
            {
                var client = new RawClient(port);
                if (client.Ports.Local != client.Ports.Remote) return client;

                // Nobody listened yet, and the kernel chose the port itself to come from: connected to itself.
                client.Dispose();
            }
            catch (SocketException fault) when (fault.SocketErrorCode is SocketError.ConnectionRefused)
            {
                Thread.Yield();
            }
        }
    }
}
