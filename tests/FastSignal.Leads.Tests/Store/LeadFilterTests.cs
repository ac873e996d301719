namespace FastSignal.Leads.Tests;

public sealed class LeadFilterTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("Zoë Straßer", "STRASSER")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσεύς", false)]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευς")]
    [InlineData("Ａｄａ Lovelace", "ada love")]
    [InlineData("Zoe\u0308 Kern", "zoë")]
    [InlineData("Ada  Lovelace", "a l")]
    [InlineData("100% sure", "0%")]
    [InlineData("1000 sure", "0%", false)]
    [InlineData("first_name", "t_n")]
    [InlineData("first name", "t_n", false)]
    [InlineData("a*b?[c]", "*b?[")]
    [InlineData("O'Hara \"Bo\" \\ --", "'hara \"bo\" \\ -")]
    [InlineData("Иванов", "ИВАН")]
    [InlineData("😀 smile", "😀")]
    public void A_text_is_found_in_a_name_whatever_the_case_and_form(string name, string text, bool isFound = true)
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "n@x.io", "full_name", name);
        _bench.Consume();
        Assert.Equal(isFound ? 1 : 0, Ids(signal, new() { Search = text }).Count);
    }

    [Fact]
    public void Every_key_is_searched_and_the_context_is_not()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal,
            "linkedin_url", "https://www.linkedin.com/in/needle0", "email", "needle1@x.io", "full_name", "needle2", "company_name", "needle3",
                "company_domain", "needle4.io",
            "company_linkedin_url", "https://www.linkedin.com/company/needle5", "title", "needle6", "phone", "needle7", "city", "needle8", "country",
                "needle9", "note", "needleX");
        _bench.Consume();
        Assert.All(Enumerable.Range(0, LeadKeys.Count), key => Assert.Single(Ids(signal, new() { Search = $"NEEDLE{key}" })));
        Assert.Empty(Ids(signal, new() { Search = "needleX" }));
    }

    [Fact]
    public void Status_times_text_and_limit_narrow_the_leads_together()
    {
        var signal = _bench.AddSignal();
        var other = _bench.AddSignal();
        for (var lead = 0; lead < 6; lead++)
            _bench.Add(lead == 5 ? other : signal, "email", $"p{lead}@x.io", "title", lead % 2 == 0 ? "CEO" : "CTO");
        _bench.Consume();
        using (var decisions = LeadDecisions.Open(_bench.Folder.LeadsFile, TimeProvider.System))
            decisions.Decide([1, 2, 3, 6], LeadDecision.Accept);

        var start = UtcMicroseconds.ToTime(TestRecords.Start);
        Assert.Equal([1, 2, 3, 4, 5], Ids(signal, LeadFilter.None));
        Assert.Equal([1, 2, 3], Ids(signal, new() { Status = LeadStatus.Accepted }));
        Assert.Equal([4, 5], Ids(signal, new() { Status = LeadStatus.Pending }));
        Assert.Empty(Ids(signal, new() { Status = LeadStatus.Dismissed }));
        Assert.Equal([2, 3], Ids(signal, new() { Since = start.AddSeconds(1), Until = start.AddSeconds(3) }));
        Assert.Equal([1, 3], Ids(signal, new() { Search = "ceo", Limit = 2 }));
        Assert.Equal([3], Ids(signal,
            new() { Search = "ceo", Status = LeadStatus.Accepted, Since = start.AddMicroseconds(1), Until = start.AddSeconds(4), Limit = 9 }));
        Assert.Equal((1, 5), _bench.Read(store => store.LeadIds(signal)));
        Assert.Null(_bench.Read(store => store.LeadIds(99)));
    }

    private List<long> Ids(long signal, LeadFilter filter) => _bench.Read(store => store.ListLeads(signal, filter).Select(lead => lead.Id).ToList());
}
