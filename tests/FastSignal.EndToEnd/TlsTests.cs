using System.ComponentModel;
using System.Diagnostics;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>Real clients over TLS.</summary>
public sealed class TlsTests(TlsFixture fixture) : IClassFixture<TlsFixture>
{
    private const string Content = """{"Business Email":"ada@calm.example"}""";

    [Fact]
    public async Task The_ready_line_and_the_URLs_of_signals_say_https()
    {
        Assert.Equal("https", fixture.Server.Address.Scheme);
        var shown = await fixture.Installation.SignalAsync("show", fixture.Signal.Id);
        Assert.Equal(fixture.Url, shown.Url);
    }

    [Fact]
    public async Task Curl_posts_twice_over_one_connection()
    {
        var result = await RunAsync(
            "curl", "-sS", "--cacert", fixture.CertificateFile, "-d", Content, "-o", "/dev/null", "-w", "%{http_code} %{num_connects}\\n",
            fixture.Url, "-o", "/dev/null", fixture.Url);
        Assert.Equal(["202 1", "202 0"], result.OutputLines);
    }

    [Fact]
    public async Task Curl_sees_the_413_of_a_content_that_is_far_too_large()
    {
        var file = fixture.Installation.Beside("content.json");
        await File.WriteAllTextAsync(file, $$"""{"email":"{{new string('x', 3_000_000)}}"}""", TestContext.Current.CancellationToken);
        var refused = await RunAsync(
            "curl", "-sS", "--cacert", fixture.CertificateFile, "--data-binary", "@"
                + file, "-w", "%{http_code} %{time_total}", "-o", "/dev/null", fixture.Url);
        Assert.StartsWith("413 0.", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Curl_that_speaks_plain_HTTP_is_told_to_use_https()
    {
        var result = await RunAsync("curl", "-sS", "-d", Content, fixture.Url.Replace("https:", "http:", StringComparison.Ordinal));
        Assert.Contains("this port speaks TLS: send to https:// instead of http://", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Curl_without_TLS_1_2_or_with_HTTP_2_alone_gets_no_connection()
    {
        var old = await TryAsync("curl", "-sS", "--cacert", fixture.CertificateFile, "--tls-max", "1.1", "--ciphers", "DEFAULT:@SECLEVEL=0", fixture.Url);
        Assert.NotEqual(0, old.ExitCode);
        var two = await TryAsync("openssl", "s_client", "-connect", $"127.0.0.1:{fixture.Server.Port}", "-alpn", "h2");
        Assert.Contains("no application protocol", two.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_wants_to_renegotiate_is_refused_and_costs_nobody_else_anything()
    {
        var start = new ProcessStartInfo("openssl", ["s_client", "-tls1_2", "-connect", $"127.0.0.1:{fixture.Server.Port}"]);
        var result = await TryAsync(start, "R\n");
        Assert.Contains("RENEGOTIATING", result.Output + result.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, result.ExitCode);
        await Curl_posts_twice_over_one_connection();
        Assert.DoesNotContain("fault", fixture.Server.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_update_is_answered_with_the_next_answer()
    {
        var start = new ProcessStartInfo("openssl", ["s_client", "-tls1_3", "-connect", $"127.0.0.1:{fixture.Server.Port}"]);
        var result = await TryAsync(start, "K\nGET /livez HTTP/1.1\nHost: h\nConnection: close\n\n");
        Assert.Contains("KEYUPDATE", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_posts_and_reuses_a_connection()
    {
        const string Script = """
            const https = require('node:https'), fs = require('node:fs'), [url, content, ca] = process.argv.slice(1);
            const agent = new https.Agent({ keepAlive: true, maxSockets: 1, ca: fs.readFileSync(ca) });
            const post = () => new Promise((done, fail) => {
              const request = https.request(url, { method: 'POST', agent }, answer => {
                const { authorized, alpnProtocol } = answer.socket;
                answer.resume(); answer.on('end', () => done(`${answer.statusCode} ${authorized} ${request.reusedSocket}`)); });
              request.on('error', fail); request.end(content); });
            (async () => { console.log(await post()); console.log(await post()); agent.destroy(); })();
            """;
        var result = await RunAsync("node", "-e", Script, fixture.Url, Content, fixture.CertificateFile);
        Assert.Equal(["202 true false", "202 true true"], result.OutputLines);
    }

    [Fact]
    public async Task Python_posts_over_one_connection_and_sees_that_nothing_was_cut_off()
    {
        // Without suppress_ragged_eofs the end of a connection that was not announced (close_notify) is an error.
        const string Script = """
            import http.client, socket, ssl, sys
            context = ssl.create_default_context(cafile=sys.argv[4])
            context.verify_flags &= ~getattr(ssl, 'VERIFY_X509_STRICT', 0)
            connection = http.client.HTTPSConnection('127.0.0.1', int(sys.argv[1]), timeout=20, context=context)
            content = sys.argv[3].encode()
            for body, chunked in ((content, False), (iter([content[:5], content[5:]]), True)):
                connection.request('POST', sys.argv[2], body, encode_chunked=chunked)
                answer = connection.getresponse()
                print(answer.status, answer.read().decode())
            for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
                context.minimum_version = context.maximum_version = version
                raw = socket.create_connection(('127.0.0.1', int(sys.argv[1])), timeout=20)
                strict = context.wrap_socket(raw, server_hostname='127.0.0.1', suppress_ragged_eofs=False)
                strict.sendall(b'GET /livez HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')
                octets = b''
                while more := strict.recv(4096):
                    octets += more
                print(strict.version(), octets[9:12].decode())
            """;
        var result = await RunAsync("python3", "-c", Script, $"{fixture.Server.Port}", Request.Path(fixture.Signal.Token), Content, fixture.CertificateFile);
        Assert.Equal(["""202 {"status":202}""", """202 {"status":202}""", "TLSv1.2 200", "TLSv1.3 200"], result.OutputLines);
    }

    [Fact]
    public async Task Everything_that_64_connections_had_acknowledged_is_in_the_log()
    {
        const int Connections = 64;
        const int Posts = 40;
        var signal = await fixture.Installation.CreateVisitorSignalAsync();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Connections };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString() == fixture.Certificate.Thumbprint;
        using var client = new HttpClient(handler) { BaseAddress = fixture.Server.Address };
        var ids = await Task.WhenAll(Enumerable.Range(0, Connections).Select(async c =>
        {
            var acknowledged = new List<string>();
            for (var i = 0; i < Posts; i++)
            {
                using var content = new ByteArrayContent(Visitor.Content(c, i));
                using var answer = await client.PostAsync(
                    new Uri(Request.Path(signal.Token), UriKind.Relative), content, TestContext.Current.CancellationToken);
                Assert.Equal(202, (int)answer.StatusCode);
                acknowledged.Add(answer.Headers.GetValues("Entry-Id").Single());
            }

            return acknowledged;
        }));

        var entries = await fixture.Installation.EntriesAsync(signal.Id);
        Assert.Equal(ids.SelectMany(i => i).Order(StringComparer.Ordinal), entries.Select(e => e.Id).Order(StringComparer.Ordinal));
        Assert.Equal(Connections * Posts, entries.Count);
    }

    private static async Task<CliResult> RunAsync(string program, params string[] arguments) => (await TryAsync(program, arguments)).Succeeded();

    private static Task<CliResult> TryAsync(string program, params string[] arguments) => TryAsync(new ProcessStartInfo(program, arguments), input: null);

    private static async Task<CliResult> TryAsync(ProcessStartInfo start, string? input)
    {
        try
        {
            return await FastSignalCli.RunProgramAsync(start, input);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{start.FileName} is not installed.");
            throw;
        }
    }
}
