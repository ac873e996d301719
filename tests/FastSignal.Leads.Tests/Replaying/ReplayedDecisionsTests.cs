namespace FastSignal.Leads.Tests;

public sealed class ReplayedDecisionsTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_lead_that_stays_keeps_what_was_decided_and_one_that_is_merged_hands_it_on()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io", "role", "CEO");
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a", "mail", "a@x.io");
        _bench.Add(signal, "email", "b@x.io");
        _bench.Consume();
        using (var decisions = LeadDecisions.Open(_bench.Folder.LeadsFile, TimeProvider.System))
        {
            decisions.Decide([2], LeadDecision.Dismiss(DismissalReason.BadSignal, "a robot"));
            decisions.Decide([3], LeadDecision.Accept);
        }

        _bench.Registry.SetMapping(signal, ConsumerBench.ByContract.With(LeadKey.Title, "role").With(LeadKey.Email, "mail"));
        Assert.Contains("3:taken_back:3>-!3", _bench.ReplayAll(signal).Line(), StringComparison.Ordinal);
        _bench.Registry.SetMapping(signal, ConsumerBench.ByContract.With(LeadKey.Title, "role"));
        _bench.ReplayAll(signal);

        var leads = _bench.LeadsOf(signal);
        var kept = Assert.Single(leads, lead => lead[LeadKey.LinkedinUrl] is not null);
        Assert.Equal((LeadStatus.Dismissed, DismissalReason.BadSignal, "a robot"), (kept.Status, kept.DismissedReason, kept.Note));
        Assert.Single(_bench.Read(store => store.FindLead(kept.Id))!.Changes);

        // A lead without a visit was removed, its decision with it: who comes back is somebody new.
        Assert.Equal(LeadStatus.Pending, Assert.Single(leads, lead => lead[LeadKey.Email] is "b@x.io").Status);
    }
}
