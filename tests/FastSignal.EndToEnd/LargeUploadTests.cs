using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>64 MiB, of which the server wants nothing: every client, also one that writes all of it before it reads, sees the refusal by its own
/// means.</summary>
[Collection(nameof(Alone))]
public sealed class LargeUploadTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IAsyncLifetime
{
    private const int UploadBytes = 64 << 20;
    private const int MaxContentBytes = 1_048_576;

    private string File => fixture.Installation.Beside("upload");

    private string Url => $"http://127.0.0.1:{fixture.Server.Port}{Path}";

    private string Path => Request.Path(fixture.Signal.Token);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!System.IO.File.Exists(File))
            await System.IO.File.WriteAllBytesAsync(File, Content());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("Expect:")]
    [InlineData("Expect: 100-continue")]
    [InlineData("Expect:", "Transfer-Encoding: chunked")]
    [InlineData("Expect: 100-continue", "Transfer-Encoding: chunked")]
    public async Task Curl_sees_413(params string[] fields)
    {
        var result = await RunAsync(
            "curl", ["-sS", "--http1.1", "--data-binary", "@"
                + File, .. fields.SelectMany(static field => (string[])["-H", field]), "-w", "\\n%{http_code}", Url]);
        Assert.EndsWith("\n413", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"content_too_large\"", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task HttpClient_sees_413(bool expects, bool isChunked)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(Content()) };
        request.Headers.ExpectContinue = expects;
        request.Headers.TransferEncodingChunked = isChunked;
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("\"content_too_large\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Node_sees_413(bool isChunked)
    {
        const string Script = """
            const http = require('node:http'), fs = require('node:fs'), [url, file, chunked] = process.argv.slice(1);
            const content = fs.readFileSync(file);
            const headers = chunked === 'True' ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': content.length };
            const request = http.request(url, { method: 'POST', headers }, answer => {
              let text = ''; answer.on('data', part => text += part);
              answer.on('end', () => console.log(answer.statusCode, JSON.parse(text)._errors[0].code)); });
            request.on('error', fault => { console.log(fault.code); process.exitCode = 1; });
            request.end(content);
            """;
        var result = await RunAsync("node", "-e", Script, Url, File, $"{isChunked}");
        Assert.Equal("413 content_too_large", result.Output.Trim());
    }

    [Fact]
    public async Task Node_sees_413_with_fetch()
    {
        const string Script = """
            const fs = require('node:fs'), [url, file] = process.argv.slice(1);
            fetch(url, { method: 'POST', body: fs.readFileSync(file) }).then(async answer => console.log(answer.status, (await answer.json())._errors[0].code));
            """;
        var result = await RunAsync("node", "-e", Script, Url, File);
        Assert.Equal("413 content_too_large", result.Output.Trim());
    }

    [Fact]
    public async Task Python_sees_413_after_it_has_written_everything()
    {
        const string Script = """
            import http.client, json, sys, urllib.error, urllib.request
            port, path, file = int(sys.argv[1]), sys.argv[2], sys.argv[3]
            content = open(file, 'rb').read()
            for chunked in (False, True):
                connection = http.client.HTTPConnection('127.0.0.1', port, timeout=30)
                if chunked:
                    connection.request('POST', path, iter([content[i:i + 65536] for i in range(0, len(content), 65536)]), encode_chunked=True)
                else:
                    connection.request('POST', path, content)
                answer = connection.getresponse()
                print(answer.status, json.loads(answer.read())['_errors'][0]['code'])
            try:
                urllib.request.urlopen(f'http://127.0.0.1:{port}{path}', content, 30)
            except urllib.error.HTTPError as answer:
                print(answer.code, json.loads(answer.read())['_errors'][0]['code'])
            """;
        var result = await RunAsync("python3", "-c", Script, $"{fixture.Server.Port}", Path, File);
        Assert.Equal(Enumerable.Repeat("413 content_too_large", 3), result.OutputLines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    public void A_declared_length_is_refused_from_the_head_alone(string firstOctet)
    {
        using var client = fixture.Connect();
        client.Send([.. Request.Head($"POST {Path} HTTP/1.1", "Host: h", $"Content-Length: {UploadBytes}"),
            .. System.Text.Encoding.ASCII.GetBytes(firstOctet)]);
        AssertRefused(client);
    }

    [Fact]
    public void A_chunk_is_refused_when_its_size_says_that_it_crosses_the_limit()
    {
        using var client = fixture.Connect();
        client.Send([.. Request.ChunkedHead(fixture.Signal.Token), .. Request.Chunk(Content().AsSpan(0, MaxContentBytes - 1))]);
        ReceiveQueue.WaitUntilRead(client);
        Assert.False(client.HasInput);
        client.Send("2\r\n"u8);
        AssertRefused(client);
    }

    /// <summary>The rest of the upload is taken and thrown away, so that a client in the middle of it is not cut off before it has read the answer.</summary>
    private static void AssertRefused(RawClient client)
    {
        var answer = client.Read();
        answer.Refused(413, "content_too_large");
        Assert.True(answer.Closes);
        client.Send(new byte[UploadBytes]);
        client.EndSending();
        Assert.True(client.IsEnded());
    }

    private static byte[] Content()
    {
        var content = new byte[UploadBytes];
        content.AsSpan().Fill((byte)'x');
        "{\"a\":\""u8.CopyTo(content);
        "\"}"u8.CopyTo(content.AsSpan(content.Length - 2));
        return content;
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
