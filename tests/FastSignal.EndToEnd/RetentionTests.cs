using System.Text.Json;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>How much of the log is kept, and what is said about it.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task The_settings_of_the_log_are_shown()
    {
        await using var installation = new Installation();
        var shown = (await installation.RunAsync("serve", "--retention", "36h", "--check-config")).Succeeded().OutputLines;
        Assert.Contains("Log:Retention = 129600s", shown);
        Assert.Contains("Log:RetentionBytes = none", shown);
        Assert.Contains("Log:SegmentBytes = 8MiB", shown);
        Assert.Contains("Log:Retention = 7d", (await installation.RunAsync("serve", "--check-config")).Succeeded().OutputLines);
    }

    [Fact]
    public async Task The_size_of_segments_counts_only_for_a_new_log()
    {
        await using var installation = new Installation();
        await using (var first = await installation.ServeAsync("--console", "none", "--segment-bytes", "8MiB"))
            Assert.Equal(0, await first.StopAsync());
        await using var second = await installation.ServeAsync("--console", "none", "--segment-bytes", "16MiB");
        Assert.Equal(0, await second.StopAsync());
        Assert.Contains("segments have 8MiB and keep that size; --segment-bytes 16MiB counts only for a new log", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_worked_off_and_beyond_the_retention_is_given_back_while_entries_come_in()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using (var server = await installation.ServeAsync("--console", "none", "--retention-bytes", "0"))
        {
            using var client = server.Connect();
            var content = "{\"a\":\"" + new string('x', 1_000_000) + "\"}";
            for (var i = 0; i < 30; i++)
                client.Exchange(Request.Post(signal.Token, content)).Acknowledged();
            await Eventually.HoldsAsync(
                () => Task.FromResult(File.Exists(Path.Combine(installation.Data, "log", "log.2"))), static isThere => !isThere,
                "the third segment is given back", seconds: 30);
            client.Exchange(Request.Post(signal.Token, "{\"last\":1}")).Acknowledged();
            await server.SaysAsync("given back");
            server.Kill();
        }

        // Begin and end of the log hold after a restart, too.
        await using var again = await installation.ServeAsync("--console", "none");
        var entries = await installation.EntriesAsync();
        Assert.Equal(31, entries[^1].Sequence);
        Assert.True(entries[0].Sequence > 10);
        Assert.Equal(entries[^1].Sequence - entries[0].Sequence + 1, entries.Count);
        await Eventually.HoldsAsync(
            async () => (await installation.RunAsync("log", "stats")).Json().GetProperty("lag").GetInt64(), static lag => lag == 0, "the consumer goes on");
    }

    [Fact]
    public async Task Log_stats_counts_segments_and_says_what_the_consumer_keeps_from_being_given_back()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        var empty = default(JsonElement);
        await using (var server = await installation.ServeAsync("--console", "none", "--no-consume", "--segment-bytes", "8MiB"))
        {
            empty = (await installation.RunAsync("log", "stats")).Json();
            using var client = server.Connect();
            var content = "{\"a\":\"" + new string('x', 1_000_000) + "\"}";
            for (var i = 0; i < 10; i++)
                client.Exchange(Request.Post(signal.Token, content)).Acknowledged();
            Assert.Equal(0, await server.StopAsync());
        }

        Assert.Equal(0, empty.GetProperty("segments").GetInt64());
        Assert.Equal(JsonValueKind.Null, empty.GetProperty("oldest").ValueKind);
        var stats = (await installation.RunAsync("log", "stats")).Json();
        Assert.Equal(2, stats.GetProperty("segments").GetInt64());
        Assert.Equal((await installation.EntriesAsync())[0].ReceivedAt,
            DateTimeOffset.Parse(stats.GetProperty("oldest").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain("retention", stats.GetProperty("alarms").ToString(), StringComparison.Ordinal);

        installation.Environment["FASTSIGNAL__Log__RetentionBytes"] = "0";
        Assert.Contains("8 MiB beyond its retention", (await installation.RunAsync("log", "stats")).Json().GetProperty("alarms")
            .ToString(), StringComparison.Ordinal);
    }
}
