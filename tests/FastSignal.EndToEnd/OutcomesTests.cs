using System.Text.Json;
using FastSignal.Harness;
using Microsoft.Data.Sqlite;

namespace FastSignal.EndToEnd;

/// <summary>Every outcome that an entry can have, made by a real server, and why it has it.</summary>
public sealed class OutcomesTests
{
    private const string Profile = "https://www.linkedin.com/in/ann";

    [Fact]
    public async Task Every_entry_says_what_became_of_it_and_why()
    {
        await using var installation = new Installation();
        var live = await installation.CreateSignalAsync("live", "--map", "email=Mail", "--map", "linkedin_url=Profile");
        var draft = await installation.CreateSignalAsync("draft");
        var paused = await installation.CreateSignalAsync("live", "--map", "email=Mail");
        await installation.SignalAsync("pause", paused.Id);
        await using var server = await installation.ServeAsync();
        using var client = server.Connect();

        var created = Post(client, live, """{"Mail":"ann@x.io"}""");
        var updated = Post(client, live, """{"Mail":"Ann@X.io"}""", "Idempotency-Key: k");
        var duplicate = Post(client, live, """{"Mail":"bob@x.io"}""", "Idempotency-Key: k");
        var younger = Post(client, live, $$"""{"Profile":"{{Profile}}"}""");
        var merging = Post(client, live, $$"""{"Mail":"ann@x.io","Profile":"{{Profile}}"}""");
        var nobody = Post(client, live, """{"page":"/"}""");
        var invalid = Post(client, live, """{"Mail":"nonsense"}""");
        var test = Post(client, draft, """{"Mail":"t@x.io"}""");
        var held = Post(client, paused, """{"Mail":"pam@x.io"}""");
        await ConsumedAsync(installation, 9);

        await ExplainedAsync(installation, created, "lead_created", "no lead matched: a new one", lead: 1);
        await ExplainedAsync(installation, updated, "lead_updated", "matched by email", lead: 1);
        await ExplainedAsync(installation, duplicate, "duplicate", "another entry of the signal used this Idempotency-Key", lead: null);
        await ExplainedAsync(installation, younger, "lead_created", "no lead matched: a new one", lead: 1);
        await ExplainedAsync(installation, merging, "lead_updated", "lead 2 was merged into lead 1", lead: 1);
        await ExplainedAsync(installation, nobody, "no_identifier", "no linkedin_url, no email", lead: null);
        await ExplainedAsync(installation, invalid, "invalid_identifier", "email \"nonsense\" is not an email address", lead: null);
        await ExplainedAsync(installation, test, "test", "the signal was a draft", lead: null);
        await ExplainedAsync(installation, held, "paused", "held until it is resumed", lead: null);
        Assert.Equal("paused", Assert.Single((await installation.RunAsync("held", "list", "--json")).JsonLines()).GetProperty("outcome").GetString());

        await installation.SignalAsync("resume", paused.Id);
        await installation.LeadsWithVisitsAsync(paused.Id, 1);
        await ExplainedAsync(installation, held, "lead_created", "no lead matched: a new one", lead: 3);
        await CountsAsync(installation, live, "duplicate 1, invalid_identifier 1, lead_created 2, lead_updated 2, no_identifier 1");
        await CountsAsync(installation, paused, "lead_created 1");
    }

    [Fact]
    public async Task Entries_of_a_signal_that_an_older_signals_db_does_not_have_are_worked_off_when_it_is_back()
    {
        await using var installation = new Installation();
        await installation.CreateVisitorSignalAsync();
        var older = await SignalsAsync(installation);
        var lost = await installation.CreateSignalAsync("live", "--map", "email=Mail");
        var newer = await SignalsAsync(installation);
        string first, second;
        await using (var server = await installation.ServeAsync("--no-consume"))
        {
            using var client = server.Connect();
            first = Post(client, lost, """{"Mail":"ann@x.io"}""", "Idempotency-Key: k");
            second = Post(client, lost, """{"Mail":"ann@x.io"}""", "Idempotency-Key: k");
            Assert.Equal(0, await server.StopAsync());
        }

        Restore(installation, older);
        (await installation.RunAsync("consume", "--once")).Succeeded();
        await ExplainedAsync(installation, first, "unknown_signal", $"there is no signal {lost.Id}; the record is held", lead: null);

        Restore(installation, newer);
        await using var again = await installation.ServeAsync();
        var replayed = (await installation.RunAsync("held", "replay", "--signal", lost.Id, "--json")).JsonLines();
        Assert.Equal(
            [$"{first} unknown_signal lead_created", $"{second} unknown_signal duplicate"],
            replayed.Select(static line =>
                $"{line.GetProperty("entry").GetString()} {line.GetProperty("before").GetString()} {line.GetProperty("outcome").GetString()}"));
        await ExplainedAsync(installation, first, "lead_created", "no lead matched: a new one", lead: 1);
        await ExplainedAsync(installation, second, "duplicate", "used this Idempotency-Key", lead: null);
        await CountsAsync(installation, lost, "duplicate 1, lead_created 1");
        Assert.Equal(1, Assert.Single(await installation.LeadsAsync(lost.Id)).Visits);
    }

    [Fact]
    public async Task Entries_that_failed_are_worked_off_beside_a_server_under_load_and_a_killed_run_is_run_again()
    {
        const int People = 2_000;
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        (await installation.RunAsync("leads", "list", "--signal", signal.Id)).Succeeded();
        Execute(installation, "CREATE TRIGGER fault BEFORE INSERT ON leads BEGIN SELECT RAISE(ABORT, 'a fault of the test'); END");
        await using var server = await installation.ServeAsync();
        await PostAsync(server, signal, 0, People);
        await ConsumedAsync(installation, People);
        var entry = (await installation.EntriesAsync())[^1].Id;
        await ExplainedAsync(installation, entry, "failed", "a fault of the test", lead: null);
        Execute(installation, "DROP TRIGGER fault");

        var others = PostAsync(server, signal, People, 2 * People);
        for (var kill = 0; kill < 3; kill++)
        {
            await using var doomed = ServerProcess.StartWithoutWaiting(installation.Environment, "held", "replay", "--data", installation.Data);
            var before = await HeldCountAsync(installation);
            await Eventually.HoldsAsync(() => HeldCountAsync(installation), left => left < before || before == 0 || doomed.HasExited, "a batch is worked off");
            doomed.Kill();
        }

        await others;
        (await installation.RunAsync("held", "replay")).Succeeded();
        await ConsumedAsync(installation, 2 * People);
        Assert.Equal(0, await HeldCountAsync(installation));
        await ExplainedAsync(installation, entry, "lead_created", reason: "", lead: null);
        Visitor.AssertLeads(Enumerable.Range(0, 2 * People).ToDictionary(static person => person, static _ => 1), await installation.LeadsAsync(signal.Id));
        await CountsAsync(installation, signal, $"lead_created {2 * People}");
    }

    [Fact]
    public async Task An_entry_whose_person_was_deleted_before_it_was_consumed_is_excluded()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateSignalAsync("live", "--map", "email=Mail");
        await using var server = await installation.ServeAsync("--no-consume");
        using var client = server.Connect();
        var entry = Post(client, signal, """{"Mail":"ann@x.io"}""", "User-Agent: Anns own");
        Assert.Equal("not yet consumed", (await installation.RunAsync("entries", "show", entry, "--json")).Json().GetProperty("reason").GetString());
        (await installation.RunAsync("forget", "--email", "ann@x.io", "--yes")).Succeeded();
        (await installation.RunAsync("consume", "--once")).Succeeded();

        var shown = await ExplainedAsync(installation, entry, "excluded", "the person was deleted on request", lead: null);
        Assert.False(shown.TryGetProperty("fields", out _));
        var text = (await installation.RunAsync("entries", "show", entry)).Succeeded().Output + shown.GetRawText();
        Assert.DoesNotContain("ann@x.io", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Anns own", text, StringComparison.OrdinalIgnoreCase);
    }

    private static string Post(RawClient client, SignalLine signal, string content, params string[] fields) =>
        client.Exchange(Request.Post(signal.Token, content, fields)).Acknowledged();

    private static async Task PostAsync(ServerProcess server, SignalLine signal, int first, int end)
    {
        var results = await new LoadClient(server.Port, connections: 8, signal.Token, end - first, i => Visitor.Content(first + i, first + i)).RunAsync();
        Assert.All(results, static result => Assert.Equal(202, result.Status));
    }

    /// <summary>Asserts what an entry says about itself. An empty reason is any, as is no lead where the entry made one.</summary>
    private static async Task<JsonElement> ExplainedAsync(Installation installation, string entry, string outcome, string reason, long? lead)
    {
        var shown = (await installation.RunAsync("entries", "show", entry, "--json")).Json();
        Assert.Equal((entry, outcome), (shown.GetProperty("id").GetString(), shown.GetProperty("outcome").GetString()));
        Assert.Contains(reason, shown.GetProperty("reason").GetString(), StringComparison.Ordinal);
        if (lead is not null)
            Assert.Equal(lead, shown.GetProperty("lead").GetProperty("id").GetInt64());
        else if (outcome is not "lead_created")
            Assert.Equal(JsonValueKind.Null, shown.GetProperty("lead").ValueKind);
        Assert.Equal(outcome is "paused" or "failed" or "unknown_signal", shown.GetProperty("held").GetBoolean());

        var text = (await installation.RunAsync("entries", "show", entry)).Succeeded().Output;
        Assert.Contains($"{outcome}: ", text, StringComparison.Ordinal);
        return shown;
    }

    private static async Task CountsAsync(Installation installation, SignalLine signal, string expected)
    {
        var counts = (await installation.RunAsync("outcomes", "--signal", signal.Id, "--by", "total", "--json")).JsonLines();
        Assert.Equal(expected, string.Join(
            ", ", counts.Select(static count => $"{count.GetProperty("outcome").GetString()} {count.GetProperty("count").GetInt64()}")
                .Order(StringComparer.Ordinal)));
    }

    private static Task<JsonElement> ConsumedAsync(Installation installation, int entries) => Eventually.HoldsAsync(
        async () => (await installation.RunAsync("log", "stats")).Json(),
        stats => stats.GetProperty("consumed").GetInt64() >= entries,
        $"{entries} entries are consumed",
        seconds: 60);

    private static async Task<long> HeldCountAsync(Installation installation) =>
        (await installation.RunAsync("log", "stats")).Json().GetProperty("held").GetInt64();

    /// <summary>The signals as a backup has them.</summary>
    private static async Task<byte[]> SignalsAsync(Installation installation)
    {
        Execute(installation, "PRAGMA wal_checkpoint(TRUNCATE)", "signals.db");
        return await File.ReadAllBytesAsync(Path.Combine(installation.Data, "signals.db"), TestContext.Current.CancellationToken);
    }

    private static void Restore(Installation installation, byte[] signals)
    {
        foreach (var file in Directory.GetFiles(installation.Data, "signals.db*"))
            File.Delete(file);
        File.WriteAllBytes(Path.Combine(installation.Data, "signals.db"), signals);
    }

    private static void Execute(Installation installation, string script, string file = "leads.db")
    {
        using var store = new SqliteConnection($"Data Source={Path.Combine(installation.Data, file)};Pooling=False");
        store.Open();
        using var command = store.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }
}
