namespace FastSignal.Leads.Tests;

/// <summary>One person, one lead: each row is a stream of entries and the leads that it must end in.</summary>
public sealed class MergeRulesTests
{
    /// <summary>Entries are <c>linkedin email name</c>, separated by semicolons, "-" for none; the company is always Acme.</summary>
    public static TheoryData<string, string, string> Streams => new()
    {
        { "the same linkedin is the same lead", "A - -; A - -; A - -", "1: A - - x3" },
        { "the same email is the same lead", "- a@x.io -; - a@x.io -", "1: - a@x.io - x2" },
        { "the same name and company is the same lead", "- - Ada; - - Ada", "1: - - Ada x2" },
        { "different people are different leads", "A - -; B - -; - c@x.io -", "1: A - - x1 | 2: B - - x1 | 3: - c@x.io - x1" },
        { "a later entry fills the keys that were missing", "A - -; A a@x.io Ada; - a@x.io -", "1: A a@x.io Ada x3" },
        { "an entry with both keys of two leads makes them one, the older stays", "A - -; - a@x.io Ada; A a@x.io -", "1: A a@x.io Ada x3" },
        { "the other way round, too", "- a@x.io -; A - Ada; A a@x.io -", "1: A a@x.io Ada x3" },
        { "a lead keeps its strong key against a different one", "A a@x.io -; A b@x.io -; - a@x.io -", "1: A a@x.io - x3" },
        { "two linkedin urls are two people: linkedin decides, the email stays", "A - -; B b@x.io -; A b@x.io -", "1: A - - x2 | 2: B b@x.io - x1" },
        { "the same when the linkedin url is new", "B b@x.io -; A b@x.io -; A - -", "1: B b@x.io - x1 | 2: A - - x2" },
        { "an email kept from a merge stays the first", "A a@x.io -; - b@x.io -; A b@x.io -", "1: A a@x.io - x3" },
        { "an email that came with a merge leads to the lead", "A a@x.io -; - b@x.io -; A b@x.io -; - b@x.io -", "1: A a@x.io - x4" },
        { "an email that came with a linkedin url leads to the lead", "A a@x.io -; A b@x.io -; - b@x.io -; - a@x.io -", "1: A a@x.io - x4" },
        { "all emails of a lead that is merged go with it", "- a@x.io -; B b@x.io -; B c@x.io -; B a@x.io -; - b@x.io -; - c@x.io -", "1: B a@x.io - x6" },
        { "the linkedin url of another decides against an email beside the first", "A a@x.io -; A b@x.io -; B b@x.io -; - b@x.io -",
            "1: A a@x.io - x3 | 2: B - - x1" },
        { "a name finds a lead with a strong key that the entry lacks", "A - Ada; - - Ada", "1: A - Ada x2" },
        { "a name lead gets the strong key", "- - Ada; A - Ada; A - -", "1: A - Ada x3" },
        { "a name does not match against another linkedin", "A - Ada; B - Ada", "1: A - Ada x1 | 2: B - Ada x1" },
        { "a name does not match against another email", "- a@x.io Ada; - b@x.io Ada", "1: - a@x.io Ada x1 | 2: - b@x.io Ada x1" },
        { "a name matches across different kinds of strong keys", "A - Ada; - a@x.io Ada; - a@x.io -", "1: A a@x.io Ada x3" },
        { "a name of two people is neither of them", "A - Ada; B - Ada; - - Ada; - - Ada", "1: A - Ada x1 | 2: B - Ada x1 | 3: - - Ada x2" },
        { "a name and email where the email contradicts", "A a@x.io Ada; - b@x.io Ada", "1: A a@x.io Ada x1 | 2: - b@x.io Ada x1" },
        { "a contradicted lead is passed over for one that is not", "A - Ada; - b@x.io Ada; B b@x.io Ada", "1: A b@x.io Ada x2 | 2: B - Ada x1" },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_stream_of_entries_ends_in_the_right_leads(string rule, string entries, string leads)
    {
        using var bench = new ConsumerBench();
        var signal = bench.AddSignal();
        foreach (var entry in entries.Split(';', StringSplitOptions.TrimEntries))
        {
            var keys = entry.Split(' ').Select(key => key is "-" ? null : key).ToArray();
            bench.Add(signal, "linkedin_url", keys[0] is { } slug ? Profile(slug) : null, "email", keys[1], "full_name", keys[2], "company_name", "Acme");
        }

        bench.Consume();

        Assert.Equal((rule, Lengthened(leads)), (rule, bench.LeadLines(signal)));
    }

    [Fact]
    public void A_name_at_a_domain_and_at_a_company_are_one_lead_once_an_entry_has_both()
    {
        using var bench = new ConsumerBench();
        var signal = bench.AddSignal();
        bench.Add(signal, "full_name", "Ada", "company_name", "Acme");
        bench.Add(signal, "full_name", "Ada", "company_name", "Acme", "company_domain", "acme.io");
        bench.Add(signal, "full_name", "Ada", "company_domain", "acme.io");
        bench.Add(signal, "full_name", "Ada", "company_domain", "other.io");
        bench.Consume();
        Assert.Equal("1: - - Ada x3 | 2: - - Ada x1", bench.LeadLines(signal));
    }

    [Fact]
    public void A_merge_says_so_and_moves_the_outcomes_of_the_lead_that_ends()
    {
        using var bench = new ConsumerBench();
        var signal = bench.AddSignal();
        bench.Add(signal, "linkedin_url", Profile("a"));
        bench.Add(signal, "email", "a@x.io", "title", "CEO");
        bench.Add(signal, "linkedin_url", Profile("a"), "email", "a@x.io");
        bench.Consume();

        Assert.Equal("lead_created:1 lead_created:1 lead_updated:1", bench.OutcomeLine(signal));
        Assert.Equal("linkedin_url and email belonged to two leads: lead 2 was merged into lead 1",
            bench.Read(store => store.NewestOutcomes(signal)[0].Reason));
        Assert.Equal("CEO", bench.LeadsOf(signal)[0][LeadKey.Title]);
    }

    [Fact]
    public void An_email_that_stays_with_another_lead_is_told_in_the_reason()
    {
        using var bench = new ConsumerBench();
        var signal = bench.AddSignal();
        bench.Add(signal, "linkedin_url", Profile("b"), "email", "b@x.io");
        bench.Add(signal, "linkedin_url", Profile("a"), "email", "b@x.io");
        bench.Consume();

        var reason = bench.Read(store => store.NewestOutcomes(signal)[0].Reason);
        Assert.Equal("no lead matched: a new one; its email belongs to lead 1, which has another linkedin_url, and stays there", reason);
    }

    [Fact]
    public void An_email_that_a_lead_does_not_show_stays_in_its_context()
    {
        using var bench = new ConsumerBench();
        var signal = bench.AddSignal();
        bench.Add(signal, "linkedin_url", Profile("a"), "email", "a@x.io");
        bench.Add(signal, "email", "b@x.io");
        bench.Add(signal, "linkedin_url", Profile("a"), "email", "b@x.io");
        bench.Add(signal, "linkedin_url", Profile("a"), "email", "c@x.io", "page", "/pricing");
        bench.Add(signal, "linkedin_url", Profile("a"), "page", "/docs");
        bench.Add(signal, "linkedin_url", Profile("b"), "email", "a@x.io");
        bench.Consume();

        Assert.Equal(
            """{"page":"/docs","other_email":"b@x.io, c@x.io"} {"other_email":"a@x.io"}""",
            string.Join(' ', bench.LeadsOf(signal).Select(lead => lead.ContextJson)));
    }

    [Fact]
    public void A_company_has_several_domains()
    {
        using var bench = new ConsumerBench();
        var signal = bench.AddSignal(target: SignalTarget.Companies);
        bench.Add(signal, "company_linkedin_url", "https://www.linkedin.com/company/acme", "company_domain", "acme.io");
        bench.Add(signal, "company_linkedin_url", "https://www.linkedin.com/company/acme", "company_domain", "acme.com");
        bench.Add(signal, "company_domain", "acme.com");
        bench.Consume();

        var lead = Assert.Single(bench.LeadsOf(signal));
        Assert.Equal(("acme.io", 3L, """{"other_company_domain":"acme.com"}"""), (lead[LeadKey.CompanyDomain], lead.Visits, lead.ContextJson));
    }

    [Fact]
    public void The_id_of_a_merged_lead_is_never_given_again()
    {
        using var bench = new ConsumerBench();
        var signal = bench.AddSignal();
        bench.Add(signal, "linkedin_url", Profile("a"));
        bench.Add(signal, "email", "a@x.io");
        bench.Add(signal, "linkedin_url", Profile("a"), "email", "a@x.io");
        bench.Add(signal, "email", "new@x.io");
        bench.Consume();

        Assert.Equal([1L, 3L], bench.LeadsOf(signal).Select(lead => lead.Id));
    }

    [Fact]
    public void Leads_of_different_signals_never_meet()
    {
        using var bench = new ConsumerBench();
        var (one, other) = (bench.AddSignal(), bench.AddSignal());
        bench.Add(one, "email", "a@x.io");
        bench.Add(other, "email", "a@x.io");
        bench.Consume();

        Assert.Equal((1, 1), (bench.LeadsOf(one).Count, bench.LeadsOf(other).Count));
    }

    [Fact]
    public void Companies_match_by_page_then_domain_then_name()
    {
        using var bench = new ConsumerBench();
        var signal = bench.AddSignal(target: SignalTarget.Companies);
        bench.Add(signal, "company_linkedin_url", "https://www.linkedin.com/company/acme");
        bench.Add(signal, "company_domain", "acme.io", "company_name", "Acme");
        bench.Add(signal, "company_linkedin_url", "https://www.linkedin.com/company/acme", "company_domain", "acme.io");
        bench.Add(signal, "company_name", "Acme");
        bench.Consume();

        var lead = Assert.Single(bench.LeadsOf(signal));
        Assert.Equal((1L, 4L, "acme.io", "Acme"), (lead.Id, lead.Visits, lead[LeadKey.CompanyDomain], lead[LeadKey.CompanyName]));
    }

    [Fact]
    public void Visits_refresh_attributes_and_context_and_stretch_the_time_seen()
    {
        using var bench = new ConsumerBench();
        var signal = bench.AddSignal();
        bench.Clock = TestRecords.Start + 60_000_000;
        bench.Add(signal, "email", "a@x.io", "title", "CTO", "city", "Ulm", "page", "/old");
        bench.Clock = TestRecords.Start;
        bench.Add(signal, "email", "a@x.io", "title", "CEO", "page", "/pricing");
        bench.Consume();

        var lead = Assert.Single(bench.LeadsOf(signal));
        Assert.Equal(("CEO", "Ulm", 2L), (lead[LeadKey.Title], lead[LeadKey.City], lead.Visits));
        Assert.Equal("""{"page":"/pricing"}""", lead.ContextJson);
        Assert.Equal(TimeSpan.FromMinutes(1), lead.LastSeenAt - lead.FirstSeenAt);
    }

    [Fact]
    public void A_name_that_says_nothing_does_not_slow_the_consumer_down()
    {
        using var bench = new ConsumerBench();
        var signal = bench.AddSignal();
        for (var person = 0; person < 2_000; person++)
            bench.Add(signal, "email", $"p{person}@x.io", "full_name", "Unknown Visitor", "company_name", "Nowhere");
        bench.Consume();

        Assert.Equal(2_000, bench.Read(store => store.LeadCount(signal)));
    }

    private static string Profile(string slug) => $"https://www.linkedin.com/in/{slug.ToLowerInvariant()}";

    private static string Lengthened(string leads) =>
        leads.Replace(": A", ": " + Profile("a"), StringComparison.Ordinal).Replace(": B", ": " + Profile("b"), StringComparison.Ordinal);
}
