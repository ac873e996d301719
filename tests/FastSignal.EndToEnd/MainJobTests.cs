using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>The main job: a visitor comes in on a socket and stands as a lead in the store.</summary>
public sealed class MainJobTests
{
    private const string Visit = """
        {"LinkedIn URL":"https://www.linkedin.com/in/mara-lindqvist-fs9021/","First Name":"Mara","Last Name":"Lindqvist",
         "Title":"Head of RevOps","Company Name":"Brightforge","Business Email":"Mara.Lindqvist@Brightforge.example",
         "Website":"https://www.brightforge.example/","Industry":"Software Development","Employee Count":140,"Estimate Revenue":"$18M rev",
         "City":"Portland","State":"Oregon","Zipcode":"97205","Seen At":"2026-10-02T09:14:33.000+00:00",
         "Referrer":"https://news.example.net/roundup","Captured URL":"https://www.example.com/pricing?utm_source=newsletter","Tags":"Hot Pages","Note":null}
        """;

    [Fact]
    public async Task A_visitor_becomes_a_lead_by_the_mapping_that_was_suggested_from_the_test_post()
    {
        await using var installation = new Installation();
        var draft = await installation.CreateSignalAsync("draft", "--label", "Visited the pricing page");
        Assert.Equal(("Website visitors", "Visited the pricing page", "people", "draft", 202),
            (draft.Name, draft.Label, draft.Target, draft.Status, draft.SuccessStatus));
        Assert.Matches("^fs_[A-Za-z0-9]{32}$", draft.Token);
        Assert.EndsWith(Request.Path(draft.Token), draft.Url, StringComparison.Ordinal);

        await using var server = await installation.ServeAsync();
        using var client = server.Connect();
        var test = client.Exchange(Request.Post(draft.Token, Visit, "User-Agent: RB2B/1.0")).Acknowledged();
        var live = await installation.SignalAsync("save", draft.Id);
        Assert.Equal("live", live.Status);
        Assert.Equal(draft.Token, live.Token);
        Assert.Contains("LinkedIn URL", live.Mapping.ToString(), StringComparison.Ordinal);
        var real = client.Exchange(Request.Post(draft.Token, Visit)).Acknowledged();

        var lead = Assert.Single(await installation.LeadsWithVisitsAsync(draft.Id, 1));
        Assert.Equal((draft.Id, 1), (lead.Signal, lead.Visits));
        Assert.Contains("/in/mara-lindqvist-fs9021", lead.Keys["linkedin_url"], StringComparison.Ordinal);
        Assert.Equal("mara.lindqvist@brightforge.example", lead.Keys["email"]);
        Assert.Equal("Mara Lindqvist", lead.Keys["full_name"]);
        Assert.Equal("Brightforge", lead.Keys["company_name"]);
        Assert.Equal("brightforge.example", lead.Keys["company_domain"]);
        Assert.Null(lead.Keys["company_linkedin_url"]);
        Assert.Equal("Head of RevOps", lead.Keys["title"]);
        Assert.Null(lead.Keys["phone"]);
        Assert.Equal("Portland", lead.Keys["city"]);
        Assert.Null(lead.Keys["country"]);
        Assert.InRange(lead.FirstSeenAt, DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow);
        Assert.Equal(lead.FirstSeenAt, lead.LastSeenAt);

        foreach (var path in (string[])["Industry", "Employee Count", "Estimate Revenue", "State", "Zipcode", "Seen At", "Referrer", "Captured URL", "Tags"])
            Assert.Contains(path, lead.Context.Keys);
        foreach (var path in (string[])["LinkedIn URL", "First Name", "Last Name", "Company Name", "Business Email"])
            Assert.DoesNotContain(path, lead.Context.Keys);
        Assert.Equal("Oregon", lead.Context["State"].GetString());
        Assert.Equal("140", lead.Context["Employee Count"].ToString());

        var entries = await installation.EntriesAsync();
        Assert.Equal([test, real], entries.Select(static entry => entry.Id));
        Assert.Equal([true, false], entries.Select(static entry => entry.Test));
        Assert.All(entries, entry => Assert.Equal(draft.Id, entry.Signal));
        Assert.Equal("RB2B/1.0", entries[0].UserAgent);
        Assert.Equal("", entries[1].UserAgent ?? "");
        Assert.All(entries, entry => Assert.Equal(ReferenceFlattener.Flatten(Encoding.UTF8.GetBytes(Visit)), entry.Fields));
    }

    [Fact]
    public async Task The_signal_commands_show_one_shape_for_one_signal_and_for_all()
    {
        await using var installation = new Installation();
        var people = await installation.CreateVisitorSignalAsync("--success-status", "200");
        var companies = SignalLine.Parse((await installation.RunAsync(
            "signals", "create", "--name", "Companies", "--target", "companies", "--token", "given_token-0123456789", "--json")).Json());

        Assert.Equal(("companies", "given_token-0123456789", "draft"), (companies.Target, companies.Token, companies.Status));
        Assert.NotEqual(people.Id, companies.Id);
        Assert.Equal(("live", 200), (people.Status, people.SuccessStatus));
        Assert.Equal("Business Email", people.Mapping.GetProperty("email").GetString());
        Assert.Equal(["First Name", "Last Name"], people.Mapping.GetProperty("full_name").EnumerateArray().Select(static path => path.GetString()));

        var shown = (await installation.RunAsync("signals", "show", people.Id, "--json")).Json();
        SignalLine.Parse(shown);
        var listed = (await installation.RunAsync("signals", "list", "--json")).JsonLines();
        Assert.Equal(2, listed.Count);
        Assert.Equal(shown.ToString(), listed[0].ToString());
    }

    [Fact]
    public async Task A_signal_made_live_without_a_mapping_takes_the_contracts_own_names_and_stores_a_suggestion_for_the_rest()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateSignalAsync("live");
        await using var server = await installation.ServeAsync();
        using var client = server.Connect();

        client.Exchange(Request.Post(signal.Token, """{"email":"ada@calm.example","Full Name":"Ada Calm","company_name":"Calm","plan":"gold"}"""))
            .Acknowledged();

        var lead = Assert.Single(await installation.LeadsWithVisitsAsync(signal.Id, 1));
        Assert.Equal(("ada@calm.example", "Calm", "Ada Calm"), (lead.Keys["email"], lead.Keys["company_name"], lead.Keys["full_name"]));
        Assert.Equal("gold", lead.Context["plan"].GetString());
        var shown = await installation.SignalAsync("show", signal.Id);
        Assert.Contains("email", shown.Mapping.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_company_signal_makes_one_lead_a_company_however_its_site_is_written()
    {
        await using var installation = new Installation();
        var created = await installation.RunAsync(
            "signals", "create", "--name", "C", "--target", "companies", "--status", "live", "--map", "company_domain=Website", "--map",
            "company_name=Company Name", "--json");
        var signal = SignalLine.Parse(created.Json());
        await using var server = await installation.ServeAsync();
        using var client = server.Connect();

        foreach (var site in (string[])["https://www.okonfreight.example", "okonfreight.example", "HTTP://OkonFreight.example/about?x=1"])
            client.Exchange(Request.Post(signal.Token, $$"""{"Company Name":"Okon Freight","Website":"{{site}}"}""")).Acknowledged();

        var lead = Assert.Single(await installation.LeadsWithVisitsAsync(signal.Id, 3));
        Assert.Equal(("okonfreight.example", "Okon Freight", 3), (lead.Keys["company_domain"], lead.Keys["company_name"], lead.Visits));
    }
}
