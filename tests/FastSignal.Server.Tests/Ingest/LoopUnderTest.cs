using System.Net;
using System.Net.Sockets;
using FastSignal.Log;
using FastSignal.Server.Ingest;
using FastSignal.Server.Ingest.Tls;

namespace FastSignal.Server.Tests.Ingest;

/// <summary>A loop on a thread of its own and a free port, ended at the end of the test.</summary>
internal sealed class LoopUnderTest : IDisposable, IIngestEvents
{
    private readonly Thread _thread;

    public LoopUnderTest(string poller = "best", LogDouble? log = null, TimeProvider? time = null, IEntryLog? realLog = null,
        bool acknowledgesOnAppend = false, IngestLimits? limits = null, TlsIdentity? tls = null)
    {
        Ingest = new TestIngest(log, time, limits, tls);
        if (realLog is not null)
            Ingest.State.Log = realLog;
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        listener.Blocking = false;
        Address = (IPEndPoint)listener.LocalEndPoint!;
        Loop = new EventLoop(listener, Ingest.State, time ?? TimeProvider.System, acknowledgesOnAppend, this, poller is "select" ? new SelectPoller() : null);
        _thread = new Thread(Loop.Run) { Name = "loop under test" };
        _thread.Start();
    }

    public TestIngest Ingest { get; }

    public EventLoop Loop { get; }

    public IPEndPoint Address { get; }

    public List<Exception> Faults { get; } = [];

    public int TimesFull { get; private set; }

    public List<string> Pauses { get; } = [];

    public Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = 10_000,
            SendTimeout = 10_000
        };
        socket.Connect(Address);
        return socket;
    }

    /// <summary>Moves the clock on, a second at a time, and lets the loop see each: it turns once a second of real time at least, and at once when it
    /// is asked something.</summary>
    public void Advance(Microsoft.Extensions.Time.Testing.FakeTimeProvider time, int seconds)
    {
        for (var i = 0; i <= seconds; i++)
        {
            using var asking = Connect();
            asking.Send("GET /livez HTTP/1.1\r\nHost: h\r\n\r\n"u8);
            asking.ReadUntil("}");
            if (i < seconds)
                time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public void ConnectionFault(Exception fault) => Faults.Add(fault);

    public void AcceptPaused(string cause) => Pauses.Add(cause);

    public void ConnectionsFull(int count) => TimesFull++;

    public bool HasEnded(TimeSpan atMost) => _thread.Join(atMost);

    public void Dispose()
    {
        Loop.Stop();
        _thread.Join();
        Loop.Dispose();
        Assert.Empty(Faults);
    }
}
