using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>Whom an entry describes, whether it counts, and that it takes effect once.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task A_retry_with_the_same_idempotency_key_is_answered_and_logged_but_counts_once()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        var other = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();
        var longKey = new string('k', 400);

        var ids = new List<string>();
        foreach (var key in (string[])["one", "one", "two", longKey + "a", longKey + "b", longKey + "a"])
            ids.Add(client.Exchange(Request.Post(signal.Token, Visitor.Content(1, 1), $"Idempotency-Key: {key}")).Acknowledged());
        client.Exchange(Request.Post(other.Token, Visitor.Content(1, 1), "Idempotency-Key: one")).Acknowledged();
        client.Exchange(Request.Post(signal.Token, Visitor.Content(2, 2))).Acknowledged();

        Assert.Equal(6, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(7, (await installation.EntriesAsync(signal.Id)).Count);
        await installation.LeadsWithVisitsAsync(other.Id, 1);
        var leads = await Eventually.HoldsAsync(() => installation.LeadsAsync(signal.Id), static leads => leads.Count == 2, "two leads");
        Assert.Equal([4L, 1L], leads.OrderBy(Visitor.PersonOf).Select(static lead => lead.Visits));
    }

    [Fact]
    public async Task A_test_entry_neither_claims_nor_matches_an_idempotency_key()
    {
        await using var installation = new Installation();
        var draft = await installation.CreateSignalAsync("draft", Visitor.Mapping);
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();
        client.Exchange(Request.Post(draft.Token, Visitor.Content(1, 1), "Idempotency-Key: k")).Acknowledged();
        await installation.SignalAsync("save", draft.Id);
        client.Exchange(Request.Post(draft.Token, Visitor.Content(2, 1), "Idempotency-Key: k")).Acknowledged();
        Assert.Equal(1, Assert.Single(await installation.LeadsWithVisitsAsync(draft.Id, 1)).Visits);
    }

    [Fact]
    public async Task An_entry_that_knows_both_keys_joins_the_leads_that_know_one_each()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();

        Post("""{"Business Email":"Ada@Calm.example"}""");
        Post("""{"LinkedIn URL":"linkedin.com/in/ada-calm"}""");
        await installation.LeadsWithVisitsAsync(signal.Id, 2);
        Post("""{"LinkedIn URL":"https://de.linkedin.com/in/Ada-Calm/?x=1","Business Email":"ada@calm.example","First Name":"Ada","Last Name":"Calm","Company Name":"Calm"}""");

        var lead = Assert.Single(
            await Eventually.HoldsAsync(() => installation.LeadsAsync(signal.Id), static leads => leads.Sum(static lead => lead.Visits) == 3, "3 visits"));
        Assert.Equal(("1", 3L, "ada@calm.example"), (lead.Id, lead.Visits, lead.Keys["email"]));
        Assert.Contains("/in/ada-calm", lead.Keys["linkedin_url"], StringComparison.Ordinal);

        void Post(string content) => client.Exchange(Request.Post(signal.Token, content)).Acknowledged();
    }

    [Fact]
    public async Task Nobody_and_nonsense_make_no_lead_and_do_not_stop_the_consumer()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();
        string[] nobody =
        [
            "{}", """{"Business Email":null}""", """{"Business Email":"not an address"}""", """{"LinkedIn URL":"https://www.linkedin.com/company/okon/"}""",
            """{"First Name":"Only","Last Name":"Name"}""", """{"Business Email":{"a":[1,2]}}""", """{"LinkedIn URL":17,"Business Email":true}""",
            """{"Business Email":"\u0000"}""", """{"LinkedIn URL":"javascript:alert(1)"}""",
                $$"""{"Business Email":"{{new string('a', 200_000)}}@calm.example"}""",
        ];
        foreach (var content in nobody)
            client.Exchange(Request.Post(signal.Token, content)).Acknowledged();
        client.Exchange(Request.Post(signal.Token, """{"Business Email":"last@calm.example"}""")).Acknowledged();

        var lead = Assert.Single(await installation.LeadsWithVisitsAsync(signal.Id, 1));
        Assert.Equal("last@calm.example", lead.Keys["email"]);
    }
}
