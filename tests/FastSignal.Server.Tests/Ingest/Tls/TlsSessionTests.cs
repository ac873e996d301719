using System.Net;
using System.Net.Sockets;
using System.Text;
using FastSignal.Harness;
using FastSignal.Server.Ingest;
using FastSignal.Server.Ingest.Tls;

namespace FastSignal.Server.Tests.Ingest.Tls;

public sealed class TlsSessionTests : IDisposable
{
    private readonly TestCertificate _certificate = TestCertificate.SelfSigned();
    private readonly Socket _server;
    private readonly Socket _client;
    private readonly HashSet<int> _threads = [];

    public TlsSessionTests()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _client.Connect(listener.LocalEndPoint!);
        _server = listener.Accept();
        _server.Blocking = false;
    }

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
        _certificate.Dispose();
    }

    [Fact]
    public void Handshake_reading_pausing_and_ending_never_leave_the_thread_that_drives_them()
    {
        const int bytes = 400_000;
        var input = new InputPipe(Note);
        TlsSession? session = null;
        session = new TlsSession(new TlsIdentity(TlsBench.Context(_certificate)), input, () => Send(session!));
        var hasEnded = false;
        var read = 0L;
        var isRead = false;
        _ = ServeAsync();
        _ = ReadAsync();
        var client = new Thread(() => SendAndEnd(bytes));
        client.Start();
        while (!hasEnded || !isRead)
        {
            Assert.True(_server.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead));
            session.OnReadable();
        }

        Assert.Equal(bytes, read);
        Assert.Equal([Environment.CurrentManagedThreadId], _threads);
        session.Close();
        client.Join();
        session.Dispose();

        async Task ServeAsync()
        {
            Assert.True(await session.HandshakeAsync(_server));
            Note();
            await session.ReceiveAsync();
            Note();
            hasEnded = true;
            input.End();
        }

        // Looks, and takes nothing until it must: the pipe pauses, and the taking resumes it.
        async Task ReadAsync()
        {
            while (!isRead)
            {
                var looked = await input.ReadAsync();
                Note();
                var takes = looked.IsCompleted || looked.Buffer.Length >= 128 * 1024;
                read += takes ? looked.Buffer.Length : 0;
                isRead = looked.IsCompleted;
                input.AdvanceTo(takes ? looked.Buffer.End : looked.Buffer.Start, looked.Buffer.End);
            }
        }
    }

    [Fact]
    public void A_handshake_that_is_closed_while_it_waits_ends_at_once()
    {
        var session = new TlsSession(new TlsIdentity(TlsBench.Context(_certificate)), new InputPipe(Note), () => { });
        bool? hasSucceeded = null;
        _ = TryAsync();
        Assert.Null(hasSucceeded);
        session.Close();
        Assert.False(hasSucceeded);
        session.Dispose();

        async Task TryAsync() => hasSucceeded = await session.HandshakeAsync(_server);
    }

    private void SendAndEnd(int bytes)
    {
        var client = new TlsClient(_client, options: null);
        client.Authenticate();
        client.Send(Encoding.ASCII.GetBytes(new string('x', bytes)));

        // Closed, the socket would send a reset, since nobody has read the session tickets.
        _client.Shutdown(SocketShutdown.Send);
    }

    private void Send(TlsSession session)
    {
        Note();
        while (session.Output.Length > 0)
            session.Output.Sent(_server.Send(session.Output.Unsent));
    }

    private void Note() => _threads.Add(Environment.CurrentManagedThreadId);
}
