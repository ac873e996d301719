using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>Real clients, with whatever they send of their own accord, post and reuse their connection.</summary>
public sealed class ClientsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Content = """{"Business Email":"ada@calm.example"}""";

    private string Url => $"http://127.0.0.1:{fixture.Server.Port}{Request.Path(fixture.Signal.Token)}";

    [Fact]
    public async Task Curl_posts_twice_over_one_connection()
    {
        var result = await RunAsync("curl", "-sS", "-d", Content, "-o", "/dev/null", "-w", "%{http_code} %{num_connects}\\n", Url, "-o", "/dev/null", Url);
        Assert.Equal(["202 1", "202 0"], result.OutputLines);
    }

    [Fact]
    public async Task Curl_posts_in_chunks_and_with_an_expectation()
    {
        var chunked = await RunAsync("curl", "-sS", "-d", Content, "-H", "Transfer-Encoding: chunked", "-H", "Content-Type: application/json", Url);
        Assert.Equal("""{"status":202}""", chunked.Output);

        var file = fixture.Installation.Beside("content.json");
        await File.WriteAllTextAsync(file, $$"""{"email":"{{new string('x', 1_048_000)}}"}""", TestContext.Current.CancellationToken);
        var expected = await RunAsync(
            "curl", "-sS", "-H", "Expect: 100-continue", "--data-binary", "@" + file, "-w", "%{http_code} %{time_total}", "-o", "/dev/null", Url);
        Assert.StartsWith("202 0.", expected.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, $$"""{"email":"{{new string('x', 3_000_000)}}"}""", TestContext.Current.CancellationToken);
        var refused = await RunAsync("curl", "-sS", "--data-binary", "@" + file, "-w", "%{http_code} %{time_total}", "-o", "/dev/null", Url);
        Assert.StartsWith("413 0.", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_posts_with_fetch_and_reuses_a_connection()
    {
        const string Script = """
            const http = require('node:http'), [url, content] = process.argv.slice(1);
            const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
            const post = () => new Promise((done, fail) => {
              const request = http.request(url, { method: 'POST', agent }, answer => {
                answer.resume(); answer.on('end', () => done(`${answer.statusCode} ${request.reusedSocket}`)); });
              request.on('error', fail); request.end(content); });
            (async () => {
              for (let i = 0; i < 2; i++) {
                const answer = await fetch(url, { method: 'POST', body: content, headers: { 'Content-Type': 'application/json' } });
                console.log(answer.status, JSON.stringify(await answer.json()));
              }
              console.log(await post()); console.log(await post()); agent.destroy();
            })();
            """;
        var result = await RunAsync("node", "-e", Script, Url, Content);
        Assert.Equal(["""202 {"status":202}""", """202 {"status":202}""", "202 false", "202 true"], result.OutputLines);
    }

    [Fact]
    public async Task Python_posts_twice_over_one_connection()
    {
        const string Script = """
            import http.client, sys
            connection = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1]), timeout=20)
            for i in range(3):
                content = sys.argv[3].encode()
                if i == 2:
                    connection.request('POST', sys.argv[2], iter([content[:5], content[5:]]), encode_chunked=True)
                else:
                    connection.request('POST', sys.argv[2], content, {'Content-Type': 'application/json'})
                local = connection.sock.getsockname()
                answer = connection.getresponse()
                print(answer.status, answer.read().decode(), i == 0 or local == first)
                first = local
            """;
        var result = await RunAsync("python3", "-c", Script, $"{fixture.Server.Port}", Request.Path(fixture.Signal.Token), Content);
        Assert.Equal(Enumerable.Repeat("""202 {"status":202} True""", 3), result.OutputLines);
    }

    [Fact]
    public async Task HttpClient_posts_many_times_over_one_connection()
    {
        var connections = 0;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                connections++;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler);
        for (var i = 0; i < 50; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new StringContent(Content, Encoding.UTF8, "application/json") };
            request.Headers.TransferEncodingChunked = i % 2 == 0;
            request.Headers.ExpectContinue = i % 3 == 0;
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(202, (int)answer.StatusCode);
            Assert.Equal("""{"status":202}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.NotNull(answer.Headers.Date);
        }

        Assert.Equal(1, connections);
    }

    private static async Task<CliResult> RunAsync(string program, params string[] arguments)
    {
        try
        {
            return (await FastSignalCli.RunProgramAsync(new ProcessStartInfo(program, arguments), input: null)).Succeeded();
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
            throw;
        }
    }
}
