namespace FastSignal.Leads.Tests;

public sealed class LeadDetailsTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_lead_comes_with_the_outcomes_of_its_entries_newest_first()
    {
        var signal = _bench.AddSignal();
        foreach (var person in (string[])["a", "b", "a", "a"])
            _bench.Add(signal, "email", $"{person}@x.io");
        _bench.Consume();

        var details = _bench.Read(store => store.FindLead(1))!;
        Assert.Equal(("a@x.io", 3, _bench.Source.LogId), (details.Lead[LeadKey.Email], details.Lead.Visits, details.LogId));
        Assert.Equal([(4L, EntryOutcome.LeadUpdated), (3L, EntryOutcome.LeadUpdated), (1L, EntryOutcome.LeadCreated)],
            details.Outcomes.Select(outcome => (outcome.Sequence, outcome.Outcome)));
        Assert.Empty(details.Changes);
        Assert.Null(_bench.Read(store => store.FindLead(3)));
        Assert.Null(_bench.Read(store => store.FindLead(0)));
    }

    [Fact]
    public void A_lead_that_was_merged_gives_the_one_that_it_is_part_of_with_the_outcomes_of_both()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a");
        _bench.Add(signal, "email", "a@x.io");
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a", "email", "a@x.io");
        _bench.Consume();
        _bench.Read(store =>
        {
            Assert.Equal((1, 3), (store.FindLead(2)!.Lead.Id, store.FindLead(2)!.Outcomes.Count));
            return 0;
        });
    }

    [Fact]
    public void A_context_that_is_too_large_says_that_it_is_cut_until_one_comes_that_fits()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io", "small", "here", "large", new string('x', LeadContext.MaxBytes), "last", "too");
        _bench.Consume();
        var lead = Assert.Single(_bench.LeadsOf(signal));
        Assert.True(lead.IsContextCut);
        Assert.Equal("""{"small":"here","last":"too"}""", lead.ContextJson);

        _bench.Add(signal, "email", "a@x.io", "small", "here");
        _bench.Consume();
        Assert.False(Assert.Single(_bench.LeadsOf(signal)).IsContextCut);
    }
}
