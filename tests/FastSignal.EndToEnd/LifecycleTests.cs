using System.Globalization;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>What may happen to a signal in its life.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task Entries_of_a_paused_signal_wait_and_take_effect_in_their_order_before_newer_ones()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        var other = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync();
        using var client = server.Connect();
        var ids = new List<string> { Post(client, signal, 0) };
        await installation.LeadsWithVisitsAsync(signal.Id, 2);

        Assert.Equal("paused", (await installation.SignalAsync("pause", signal.Id)).Status);
        for (var n = 1; n <= 40; n++)
            ids.Add(Post(client, signal, n));
        Post(client, other, 0);
        await installation.LeadsWithVisitsAsync(other.Id, 1); // The consumer has passed the entries of the paused signal.
        Assert.Equal([1L, 1L], (await installation.LeadsAsync(signal.Id)).Select(static lead => lead.Visits));

        Assert.Equal("live", (await installation.SignalAsync("resume", signal.Id)).Status);
        for (var n = 41; n <= 60; n++)
            ids.Add(Post(client, signal, n));

        var leads = await installation.LeadsWithVisitsAsync(signal.Id, 61 + 61);
        var one = leads.Single(static lead => lead.Keys["email"] == "same@calm.example");
        Assert.Equal((61, "60"), (one.Visits, one.Context["n"].ToString()));
        var others = leads.Where(static lead => lead.Keys["email"] != "same@calm.example").OrderBy(static lead => lead.FirstSeenAt);
        Assert.Equal(Enumerable.Range(0, 61)
            .Select(static n => n.ToString(CultureInfo.InvariantCulture)), others.Select(static lead => lead.Context["n"].ToString()));
        Assert.Equal(ids, (await installation.EntriesAsync(signal.Id)).Where(static entry => entry.Value("Business Email") == "same@calm.example")
            .Select(static entry => entry.Id));

        static string Post(RawClient client, SignalLine signal, int n)
        {
            client.Exchange(Request.Post(signal.Token, $$"""{"Business Email":"person{{n}}@calm.example","n":{{n}}}""")).Acknowledged();
            return client.Exchange(Request.Post(signal.Token, $$"""{"Business Email":"same@calm.example","n":{{n}}}""")).Acknowledged();
        }
    }

    [Fact]
    public async Task A_signal_paused_and_resumed_without_a_server_takes_its_held_entries_up_again()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await installation.SignalAsync("pause", signal.Id);
        await using (var server = await installation.ServeAsync())
        {
            using var client = server.Connect();
            for (var person = 0; person < 5; person++)
                client.Exchange(Request.Post(signal.Token, Visitor.Content(person, person))).Acknowledged();
            Assert.Equal(0, await server.StopAsync());
        }

        await installation.SignalAsync("resume", signal.Id);
        await using var again = await installation.ServeAsync();
        var leads = await installation.LeadsWithVisitsAsync(signal.Id, 5);
        Visitor.AssertLeads(Enumerable.Range(0, 5).ToDictionary(static person => person, static _ => 1), leads);
    }

    [Fact]
    public async Task A_new_token_stands_beside_the_old_one_until_the_overlap_ends()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();

        var rotated = await installation.SignalAsync("rotate", signal.Id, "--overlap", "1h");
        Assert.NotEqual(signal.Token, rotated.Token);
        Assert.Equal(signal.Id, rotated.Id);
        client.Exchange(Request.Post(signal.Token, "{}")).Acknowledged();
        client.Exchange(Request.Post(rotated.Token, "{}")).Acknowledged();
        Assert.Equal(2, (await installation.EntriesAsync(signal.Id)).Count);

        var brief = await installation.SignalAsync("rotate", signal.Id, "--overlap", "1s");
        await Eventually.HoldsAsync(
            () => Task.FromResult(client.Exchange(Request.Post(rotated.Token, "{}")).Status), static status => status == 404, "404 after the overlap",
            seconds: 10);
        client.Exchange(Request.Post(brief.Token, "{}")).Acknowledged();
    }

    [Fact]
    public async Task An_archived_signal_is_gone_for_senders_as_soon_as_the_command_returns()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();
        client.Exchange(Request.Post(signal.Token, "{}")).Acknowledged();

        Assert.Equal("archived", (await installation.SignalAsync("archive", signal.Id)).Status);
        client.Exchange(Request.Post(signal.Token, "{}")).Refused(404, "not_found");

        Assert.Single(await installation.EntriesAsync(signal.Id));
        (await installation.RunAsync("signals", "create", "--name", "N", "--target", "people", "--token", signal.Token)).RefusedWith(1, "token");
    }

    [Fact]
    public async Task A_consumer_of_its_own_works_beside_a_server_that_does_not_consume()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--no-consume");
        using var client = server.Connect();
        client.Exchange(Request.Post(signal.Token, Visitor.Content(1, 1))).Acknowledged();
        Assert.Empty(await installation.LeadsAsync(signal.Id));

        await using var consumer = installation.Consume();
        await installation.LeadsWithVisitsAsync(signal.Id, 1);
        client.Exchange(Request.Post(signal.Token, Visitor.Content(2, 1, again: true))).Acknowledged();
        Assert.Equal(2, Assert.Single(await installation.LeadsWithVisitsAsync(signal.Id, 2)).Visits);

        (await installation.RunAsync("consume")).RefusedWith(1, "consume");
        Assert.Equal(0, await consumer.StopAsync());
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task A_restart_keeps_signals_entries_leads_and_goes_on_counting()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync("--success-status", "200");
        IReadOnlyList<EntryLine> entries = [];
        for (var run = 0; run < 3; run++)
        {
            await using var server = await installation.ServeAsync();
            using var client = server.Connect();
            client.Exchange(Request.Post(signal.Token, Visitor.Content(run, 1, again: run > 0))).Acknowledged(200);
            var lead = Assert.Single(await installation.LeadsWithVisitsAsync(signal.Id, run + 1));
            Assert.Equal(run + 1, lead.Visits);
            Assert.Equal(0, await server.StopAsync());

            var now = await installation.EntriesAsync();
            Assert.Equal(entries.Select(static entry => entry.Id), now.SkipLast(1).Select(static entry => entry.Id));
            entries = now;
        }

        Assert.Equal([0L, 1, 2], entries.Select(entry => entry.Sequence - entries[0].Sequence));
        Assert.Single(entries.Select(static entry => entry.Id.Split('-')[0]).Distinct(StringComparer.Ordinal));
        var shown = await installation.SignalAsync("show", signal.Id);
        Assert.Equal(signal.Mapping.ToString(), shown.Mapping.ToString());
        Assert.Equal(signal with { Mapping = default, Url = "" }, shown with { Mapping = default, Url = "" });
    }
}
