using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>The token is the only credential: it stands in the registry and in the output of <c>signals</c>, and nowhere else.</summary>
public sealed class TokenSecrecyTests
{
    [Fact]
    public async Task No_log_metric_page_answer_or_file_holds_a_token()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        var draft = await installation.CreateSignalAsync("draft");
        const string Unknown = "fs_ThisTokenBelongsToNobodyAtAll0123";
        string[] secrets = [signal.Token, draft.Token, Unknown];
        await using var server = await installation.ServeAsync();

        Provoke(server, secrets);
        var rotated = await installation.SignalAsync("rotate", signal.Id, "--overlap", "0s");
        var saved = await installation.RunAsync("signals", "save", draft.Id, "--json");
        await installation.LeadsWithVisitsAsync(signal.Id, 1);
        secrets = [.. secrets, rotated.Token];
        Provoke(server, secrets);

        var metrics = await MetricsPage.GetAsync(server, "/metrics");
        Assert.Contains("fastsignal", metrics, StringComparison.OrdinalIgnoreCase);
        var page = await MetricsPage.GetAsync(server, "/");
        var outputs = new List<(string Where, string Text)> { ("/metrics", metrics), ("/", page), ("save, standard error", saved.Error) };
        string[][] commands =
        [
            ["entries", "--json"], ["entries"], ["rejections"], ["rejections", "--json"], ["leads", "list", "--signal", signal.Id],
            ["leads", "export", "--signal", signal.Id, "--format", "csv"], ["log", "stats"], ["log", "verify"],
            ["entries", "show", "1"], ["entries", "show", "1", "--json"], ["outcomes", "--signal", signal.Id],
            ["outcomes", "--signal", signal.Id, "--json"], ["outcomes", "--signal", signal.Id, "--by", "hour"],
            ["held", "list"], ["held", "list", "--json"], ["held", "replay", "--json"], ["signals", "history", signal.Id],
            ["signals", "history", signal.Id, "--json"],
        ];
        foreach (var command in commands)
        {
            var result = (await installation.RunAsync(command)).Succeeded();
            outputs.Add((string.Join(' ', command), result.Output + result.Error));
        }

        // A token where an id belongs is not repeated.
        string[][] mistaken =
        [
            ["entries", "show", signal.Token], ["held", "replay", signal.Token], ["outcomes", "--signal", signal.Token],
            ["held", "list", "--signal", signal.Token], ["signals", "history", signal.Token],
        ];
        foreach (var command in mistaken)
        {
            var result = await installation.RunAsync(command);
            result.RefusedWith(2);
            outputs.Add((string.Join(' ', command[..2]), result.Output + result.Error));
        }

        await server.StopAsync();
        outputs.Add(("standard output of the server", server.Output));
        outputs.Add(("standard error of the server", server.Error));
        foreach (var (where, text) in outputs)
            Assert.All(secrets, secret => Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"a token in {where}"));
        AssertNoFileHolds(installation.Data, secrets);
    }

    /// <summary>Whatever a request with a token can lead to: acceptance and every kind of refusal.</summary>
    private static void Provoke(ServerProcess server, string[] tokens)
    {
        foreach (var token in tokens)
        {
            byte[][] requests =
            [
                Request.Post(token, Visitor.Content(1, 1), "User-Agent: Test"), Request.Post(token, "{"), Request.Post(token, "[]"),
                Request.Chunked(token, "{}"u8, 1), Request.Head($"GET {Request.Path(token)} HTTP/1.1", "Host: h"),
                Request.PostTo($"/{token}", "{}"u8), Request.PostTo(Request.Path(token) + "?again=" + token, "{}"u8),
                Request.Head($"POST {Request.Path(token)} HTTP/1.1", "Host: h", "Content-Length: 1048577"),
                Request.Post(token, "{}", "Host: twice"), Request.Head($"POST {Request.Path(token)} HTTP/3.0", "Host: h"),
                Request.Post(token, "{}", "Content-Encoding: zstd"), Request.Post(token, "{}", "Expect: " + token),
                Request.PostTo(Request.Path(token) + new string('/', 9_000), "{}"u8),
            ];
            foreach (var request in requests)
            {
                using var client = server.Connect();
                client.Secrets.Add(token);
                client.Exchange(request);
            }
        }
    }

    private static void AssertNoFileHolds(string folder, string[] secrets)
    {
        var needles = secrets.Select(Encoding.UTF8.GetBytes).ToArray();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(path).StartsWith("signals.db", StringComparison.Ordinal))
                continue;
            var octets = File.ReadAllBytes(path);
            Assert.All(needles, needle => Assert.False(octets.AsSpan().IndexOf(needle) >= 0, $"a token in {path}"));
        }
    }

    [Fact]
    public async Task The_data_folder_and_the_registry_are_for_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Modes are of Unix.");
        else
        {
            await using var installation = new Installation();
            await installation.CreateVisitorSignalAsync();
            await using var server = await installation.ServeAsync("--console", "none");
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(installation.Data));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(installation.Data, "signals.db")));
        }
    }
}
