using System.Text;
using FastSignal.Server.Ingest;
using FastSignal.Server.Ingest.Tls;
using FastSignal.Server.Tokens;

namespace FastSignal.Server.Tests;

/// <summary>What an exchange or a loop needs around it, with three signals: a draft, a live one, and one that answers 200.</summary>
internal sealed class TestIngest
{
    public const string Draft = "draft-token-0123456789";
    public const string Live = "live-token-0123456789";
    public const string Rb2b = "rb2b-token-0123456789";

    public TestIngest(LogDouble? log = null, TimeProvider? time = null, IngestLimits? limits = null, TlsIdentity? tls = null)
    {
        Log = log ?? new LogDouble();
        State = new IngestState(new LoopClock(time ?? TimeProvider.System), new IngestFigures(), limits ?? new IngestLimits())
        {
            Log = Log,
            Tls = tls,
            Tokens = new TokenTable(
            [
                KeyValuePair.Create(Draft, new SignalRoute(1, IsTest: true, 202)),
                KeyValuePair.Create(Live, new SignalRoute(2, IsTest: false, 202)),
                KeyValuePair.Create(Rb2b, new SignalRoute(3, IsTest: false, 200)),
            ]),
        };
    }

    public LogDouble Log { get; }

    public IngestState State { get; }

    public static byte[] Post(string content, string token = Live, string fields = "") => Encoding.UTF8.GetBytes(
        $"POST /custom_signals/{token}/entries HTTP/1.1\r\nHost: test\r\nContent-Length: {Encoding.UTF8.GetByteCount(content)}\r\n{fields}\r\n{content}");

    public static byte[] PostChunked(string content, int chunkBytes, string token = Live)
    {
        var octets = Encoding.UTF8.GetBytes(content);
        var message = new List<byte>(
            Encoding.ASCII.GetBytes($"POST /custom_signals/{token}/entries HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n"));
        foreach (var chunk in octets.Chunk(chunkBytes))
        {
            message.AddRange(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            message.AddRange(chunk);
            message.AddRange("\r\n"u8);
        }

        message.AddRange("0\r\n\r\n"u8);
        return [.. message];
    }
}
