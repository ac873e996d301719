using System.Net;
using System.Net.Sockets;
using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>Sends contents that have to be refused, many at a time on one connection, as fast as they are answered.</summary>
internal sealed class MalformedFlood(int port, string token)
{
    /// <summary>The batch in the order in which it is sent: the code of each refusal.</summary>
    public static readonly IReadOnlyList<string> Codes =
        [.. Enumerable.Repeat("malformed_json", 60), "not_an_object", "empty_content", "invalid_utf8", "too_deep", "malformed_json"];

    /// <summary>Batches that were answered.</summary>
    public long Batches { get; private set; }

    /// <summary>Goes on until it is told to stop.</summary>
    public Task RunAsync(CancellationToken stop) =>
        Task.Factory.StartNew(() => Run(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken stop)
    {
        byte[] batch = [.. Codes.Select(Of).SelectMany(static request => request)];
        var answerBytes = AnswerBytes(batch);
        using var socket = new Socket(
            AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        { NoDelay = true, ReceiveTimeout = 20_000, SendTimeout = 20_000 };
        socket.Connect(IPAddress.Loopback, port);
        var buffer = new byte[64 * 1024];
        while (!stop.IsCancellationRequested)
        {
            for (var sent = 0; sent < batch.Length;)
                sent += socket.Send(batch.AsSpan(sent));
            for (var left = answerBytes; left > 0;)
            {
                var count = socket.Receive(buffer.AsSpan(0, Math.Min(left, buffer.Length)));
                Assert.True(count > 0, "the server ended a connection that only sent malformed contents");
                left -= count;
            }

            Batches++;
        }
    }

    /// <summary>Sends the batch once, checks every answer, and gives the length of all: it is the same each time.</summary>
    private int AnswerBytes(byte[] batch)
    {
        using var client = new RawClient(port);
        client.Send(batch);
        var total = 0;
        foreach (var code in Codes)
        {
            var answer = client.Read();
            answer.Refused(400, code);
            total += answer.Octets.Length;
        }

        Batches++;
        return total;
    }

    private byte[] Of(string code, int index) => code switch
    {
        "not_an_object" => Request.Post(token, "[1]"),
        "empty_content" => Request.Post(token, ""),
        "invalid_utf8" => Request.Post(token, [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]),
        "too_deep" => Request.Post(token, string.Concat(Enumerable.Repeat("{\"a\":", 65)) + "1" + new string('}', 65)),
        _ when index == Codes.Count - 1 => Request.Chunked(token, Encoding.ASCII.GetBytes("""{"a":tru}"""), 4),
        _ => Request.Post(token, """{"email":"ada@calm.example",}"""),
    };
}
