using System.Net;
using System.Net.Sockets;
using System.Text;
using FastSignal.Log;
using FastSignal.Server.Ingest;
using FastSignal.Server.Ingest.Tls;
using FastSignal.Server.Tokens;
using Microsoft.Extensions.Logging.Abstractions;

namespace FastSignal.Server.Hosting;

/// <summary>
/// Serves a few requests from itself, on a loop, a log and a token of their own, before the server says that it is ready: the
/// first request to a cold .NET process takes a hundred milliseconds of compiling, and some sender would be the one who waits for it.
/// </summary>
internal static class WarmUp
{
    private const string Token = "warm-up";
    private const string MeterName = "fastsignal.warm-up";

    /// <summary>
    /// Each kind ten times: every method of the path is compiled then, also those of a loop that has nothing to do for a moment. More would not make
    /// them faster: the runtime counts calls, to optimise what is hot, only once it has compiled nothing new for 100 ms, which no start leaves it.
    /// </summary>
    private const int Requests = 30;

    /// <summary>Small pages, and a segment smaller than any that can be set: the log lives for a fraction of a second.</summary>
    private static readonly LogGeometry Geometry = new(PageBits: 16, SegmentBits: 20, MemoryBits: 18);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Runs it in a folder of its own inside the data folder, on the same disk as the log, and removes that.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tls">What TLS is spoken with, if it is.</param>
    public static void Run(DataFolder folder, TimeProvider time, TlsIdentity? tls)
    {
        var scratch = Path.Combine(folder.Path, "warm-up");
        if (Directory.Exists(scratch))
            Directory.Delete(scratch, recursive: true);
        using (var log = EntryLog.Open(scratch, Geometry))
            Serve(log, time, tls);
        Directory.Delete(scratch, recursive: true);
    }

    private static void Serve(EntryLog log, TimeProvider time, TlsIdentity? tls)
    {
        using var figures = new IngestFigures(MeterName);
        var state = new IngestState(new LoopClock(time), figures, new IngestLimits())
        {
            Log = log,
            Tls = tls,
            Tokens = new TokenTable([KeyValuePair.Create(Token, new SignalRoute(0, IsTest: true, 202))]),
        };
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        listener.Blocking = false;
        using var loop = new EventLoop(listener, state, time, acknowledgesOnAppend: false, new IngestReport(NullLogger.Instance));
        var thread = new Thread(loop.Run) { Name = "fastsignal warm-up" };
        thread.Start();
        try
        {
            Post((IPEndPoint)listener.LocalEndPoint!, isTls: tls is not null);
        }
        finally
        {
            loop.Stop();
            thread.Join();
        }
    }

    private static void Post(IPEndPoint server, bool isTls)
    {
        const string content = """{"LinkedIn URL":"https://www.linkedin.com/in/warm-up/","First Name":"W\u00e4rm","Employee Count":60,"Seen":null,"nested":{"list":[1,true]}}""";
        byte[][] requests = [Request(content), Request(content), Request(content[..^1] + ",")];
        var answer = new byte[1024];
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = (int)Patience.TotalMilliseconds,
        };
        client.Connect(server);
        using Stream stream = isTls ? TrialHandshake.Connect(client) : new NetworkStream(client);
        for (var i = 0; i < Requests; i++)
        {
            stream.Write(requests[i % requests.Length]);
            if (stream.Read(answer) == 0)
                return;
        }
    }

    private static byte[] Request(string content) => Encoding.ASCII.GetBytes(
        $"POST /custom_signals/{Token}/entries HTTP/1.1\r\nHost: warm-up\r\nUser-Agent: warm-up\r\nContent-Type: application/json\r\nContent-Length: {content.Length}\r\n\r\n{content}");
}
