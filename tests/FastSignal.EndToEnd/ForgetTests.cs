using System.Text;
using System.Text.Json;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>One person of many is deleted beside a running server: everything of theirs, nothing of the others.</summary>
public sealed class ForgetTests
{
    private const int People = 200;
    private const int Visits = 1_000;
    private const int Ann = 42;

    private static readonly string[] Identifiers = ["visitor.42@", "visitor-42-fs", "ann@private.example"];

    [Fact]
    public async Task Beside_a_server_one_person_goes_from_everywhere_and_comes_back_only_through_new_entries()
    {
        await using var installation = new Installation();
        var live = await installation.CreateVisitorSignalAsync();
        var second = await installation.CreateVisitorSignalAsync();
        var draft = await installation.CreateSignalAsync("draft");
        var paused = await installation.CreateVisitorSignalAsync();
        await installation.SignalAsync("pause", paused.Id);
        await using var server = await installation.ServeAsync();
        await PostAsync(server, live, Visits);
        await PostAsync(server, second, People);
        Post(server, second, """{"LinkedIn URL":"https://www.linkedin.com/in/visitor-42-fs","Business Email":"Ann@private.example"}""");
        Post(server, second, """{"Business Email":"ann@private.example","Captured URL":"/later"}""");
        Post(server, draft, """{"who":"<ann@private.example>"}""", """{"who":"else"}""");
        Post(server, paused, """{"Business Email":"ann@private.example"}""", """{"Business Email":"pam@x.io"}""");
        Refuse(server, live, """{"email":"ANN@private.example",}""");
        Refuse(server, live, """{"email":"pam@x.io",}""");
        await ConsumedAsync(installation, Visits + People + 6);
        await Eventually.HoldsAsync(
            () => installation.RunAsync("rejections", "--json"), static kept => kept.OutputLines.Length == 2, "both refused requests are kept");
        var before = await LeadsOfOthersAsync(installation, live, second);
        var entriesBefore = await EntryLinesAsync(installation);

        string[] forget = ["forget", "--email", $"visitor.{Ann}@brightforge.example", "--json"];
        var shown = (await installation.RunAsync([.. forget, "--dry-run"])).Json();
        var done = (await installation.RunAsync([.. forget, "--yes"])).Json();
        Assert.Equal(shown.GetRawText().Replace("\"dry_run\":true", "\"dry_run\":false", StringComparison.Ordinal), done.GetRawText());
        Assert.Equal(["ann@private.example", "https://www.linkedin.com/in/visitor-42-fs", "visitor.42@brightforge.example"], done.GetProperty("keys")
            .EnumerateArray().Select(static key => key.GetString()!), StringComparer.Ordinal);
        Assert.Equal("2 0 10 1 1 1 10", Numbers(done, "leads", "leads_cleaned", "outcomes", "samples", "held", "rejections", "log_entries"));
        Assert.False(done.GetProperty("database_octets_remain").GetBoolean());

        Assert.Equal(before, await LeadsOfOthersAsync(installation, live, second), StringComparer.Ordinal);
        var entries = await EntryLinesAsync(installation);
        Assert.Equal(10, entries.Count(static line => line.EndsWith("\"forgotten\":true}", StringComparison.Ordinal)));
        Assert.Equal(entriesBefore.Where((line, index) => !IsOfAnn(line)),
            entries.Where(static line => !line.EndsWith("\"forgotten\":true}", StringComparison.Ordinal)), StringComparer.Ordinal);
        await AssertNowhereAsync(installation, live, second);

        await installation.SignalAsync("resume", paused.Id);
        Assert.Equal("pam@x.io", Assert.Single(await installation.LeadsWithVisitsAsync(paused.Id, 1)).Keys["email"]);
        (await installation.RunAsync("log", "replay", "--signal", live.Id, "--from", "2020-01-01")).Succeeded();
        Assert.Equal(before, await LeadsOfOthersAsync(installation, live, second), StringComparer.Ordinal);
        await AssertNowhereAsync(installation, live, second);

        Assert.Equal(0, await server.StopAsync());
        foreach (var file in Directory.GetFiles(installation.Data)
            .Where(static file => Path.GetFileName(file) is var name
                && (name.StartsWith("leads.db", StringComparison.Ordinal) || name.StartsWith("rejections.db", StringComparison.Ordinal))))
            Assert.False(IsOfAnn(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))), file);

        await using var again = await installation.ServeAsync();
        Post(again, live, Encoding.UTF8.GetString(Visitor.Content(Visits, Ann)));
        await ConsumedAsync(installation, Visits + People + 7);
        Assert.Equal(1, Assert.Single(await installation.LeadsAsync(live.Id), static lead => Visitor.PersonOf(lead) == Ann).Visits);
    }

    [Fact]
    public async Task Killed_again_and_again_while_others_post_it_is_finished_by_running_it_again()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        await PostAsync(server, signal, 5 * Visits);
        var seed = Seed.Of();
        TestContext.Current.TestOutputHelper?.WriteLine($"{Seed.Variable}={seed}");
        var random = new Random(seed);
        var writers = PostAsync(server, signal, 5 * Visits, person: static i => Ann + 1 + (i % 100));
        string[] forget = ["forget", "--email", $"visitor.{Ann}@brightforge.example", "--linkedin-url",
            $"https://www.linkedin.com/in/visitor-{Ann}-fs", "--yes", "--json"];
        for (var kill = 0; kill < 4; kill++)
        {
            await using var doomed = ServerProcess.StartWithoutWaiting(installation.Environment, [.. forget, "--data", installation.Data]);
            await Task.Delay(random.Next(200, 900), TestContext.Current.CancellationToken);
            doomed.Kill();
        }

        await writers;
        var report = (await installation.RunAsync(forget)).Json();
        Assert.Equal(5 * Visits / People, report.GetProperty("log_entries").GetInt64() + report.GetProperty("forgotten_before").GetInt64());
        await ConsumedAsync(installation, 10 * Visits);
        var expected = Enumerable.Range(0, 5 * Visits).Select(static i => i % People)
            .Concat(Enumerable.Range(0, 5 * Visits).Select(static i => Ann + 1 + (i % 100))).Where(static person => person != Ann);
        Visitor.AssertLeads(expected.CountBy(static person => person).ToDictionary(), await installation.LeadsAsync(signal.Id));
    }

    private static bool IsOfAnn(string text) => Identifiers.Any(identifier => text.Contains(identifier, StringComparison.OrdinalIgnoreCase));

    private static string Numbers(JsonElement report, params string[] names) => string.Join(' ', names.Select(name => report.GetProperty(name).GetInt64()));

    private static async Task<IReadOnlyList<string>> EntryLinesAsync(Installation installation) =>
        (await installation.RunAsync("entries", "--json")).Succeeded().OutputLines;

    private static async Task<IReadOnlyList<string>> LeadsOfOthersAsync(Installation installation, params SignalLine[] signals)
    {
        var leads = new List<string>();
        foreach (var signal in signals)
            leads.AddRange((await installation.RunAsync("leads", "export", "--signal", signal.Id))
                .Succeeded().OutputLines.Where(static line => !IsOfAnn(line)));
        return leads;
    }

    private static async Task AssertNowhereAsync(Installation installation, params SignalLine[] signals)
    {
        string[][] commands = [["entries", "--json"], ["rejections", "--json"], ["log", "stats"],
            .. signals.Select(static signal => (string[])["leads", "export", "--signal", signal.Id])];
        foreach (var command in commands)
            Assert.False(IsOfAnn((await installation.RunAsync(command)).Succeeded().Output), string.Join(' ', command));
        Assert.Contains("pam@x.io", (await installation.RunAsync("rejections", "--json")).Output, StringComparison.Ordinal);
    }

    private static Task<JsonElement> ConsumedAsync(Installation installation, int entries) => Eventually.HoldsAsync(
        async () => (await installation.RunAsync("log", "stats")).Json(),
        stats => stats.GetProperty("consumed").GetInt64() >= entries,
        $"{entries} entries are consumed",
        seconds: 60);

    private static void Post(ServerProcess server, SignalLine signal, params string[] contents)
    {
        using var client = server.Connect();
        foreach (var content in contents)
            client.Exchange(Request.Post(signal.Token, Encoding.UTF8.GetBytes(content))).Acknowledged();
    }

    private static void Refuse(ServerProcess server, SignalLine signal, string content)
    {
        using var client = server.Connect();
        Assert.Equal(400, client.Exchange(Request.Post(signal.Token, Encoding.UTF8.GetBytes(content))).Status);
    }

    private static async Task PostAsync(ServerProcess server, SignalLine signal, int count, Func<int, int>? person = null)
    {
        var results = await new LoadClient(server.Port, connections: 8, signal.Token, count, i => Visitor.Content(i, person?.Invoke(i) ?? i % People))
            .RunAsync();
        Assert.All(results, static result => Assert.Equal(202, result.Status));
    }
}
