using System.Net;
using System.Net.Sockets;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>What a connection costs that has nothing to say.</summary>
[Collection(nameof(Alone))]
public sealed class IdleConnectionsTests(ITestOutputHelper output)
{
    /// <summary>README: about 5 KB each. Where few connections share the noise of a heap of a hundred megabytes, only a slip by a whole buffer is
    /// seen.</summary>
    private static readonly double MaxBytesEach = Soak.IsOn ? 5_500 : 64_000;

    private readonly int _count = Soak.IsOn ? 10_000 : 1_000;

    [Fact]
    public async Task An_idle_connection_takes_a_few_kilobytes_and_gives_them_back()
    {
        await using var installation = new Installation();
        installation.Environment["FASTSIGNAL__Limits__IdleSeconds"] = "600";
        installation.Environment["FASTSIGNAL__Limits__Connections"] = "12000";

        // What a commit allocates, 1.3 KB, is no cost of a connection: collected every 4 MiB, it is not counted as one.
        installation.Environment["DOTNET_GCgen0size"] = "400000";
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--no-consume");
        await new LoadClient(server.Port, connections: 32, signal.Token, 5_000, static visit => Visitor.Content(visit, visit)).RunAsync();
        await MetricsPage.WithConnectionsAsync(server, static connections => connections == 0, "no connection of the warm-up");
        var (before, socketsBefore) = (server.ResidentBytes, server.SocketCount);

        var sockets = Enumerable.Range(0, _count).Select(_ => Connect(server.Port)).ToList();
        try
        {
            await MetricsPage.WithConnectionsAsync(server, connections => connections == _count, $"{_count} connections");
            var silent = EachTakes(server, before);
            var request = Request.Post(signal.Token, "{}");
            sockets.ForEach(socket => Exchange(socket, request));
            var used = EachTakes(server, before);
            output.WriteLine(FormattableString.Invariant(
                $"{_count} idle connections: {silent:F0} octets each that has sent nothing, {used:F0} each after a request"));
            Assert.InRange(used, double.MinValue, MaxBytesEach);
        }
        finally
        {
            sockets.ForEach(static socket => socket.Dispose());
        }

        await MetricsPage.WithConnectionsAsync(server, static connections => connections == 0, "no connection in the end");
        await Eventually.HoldsAsync(() => Task.FromResult(server.SocketCount), count => count <= socketsBefore, "no socket more than before");
    }

    private double EachTakes(ServerProcess server, long before) => (server.ResidentBytes - before) / (double)_count;

    private static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 20_000 };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private static void Exchange(Socket socket, byte[] request)
    {
        socket.Send(request);
        Span<byte> answer = stackalloc byte[1024];
        Assert.True(socket.Receive(answer) > 12);
        Assert.True(answer.StartsWith("HTTP/1.1 202"u8));
    }
}
