using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Leads.Tests;

public sealed class LeadDecisionsTests : IDisposable
{
    private static readonly LeadDecision BadCompany = LeadDecision.Dismiss(DismissalReason.BadCompany, "sold\u202E in May");

    private readonly ConsumerBench _bench = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, string, string> Merges => new()
    {
        { "nobody decided", "", "Pending" },
        { "the older one's decision stays", "1+", "Accepted" },
        { "the younger one's decision counts where the older has none", "2-", "Dismissed" },
        { "the later decision counts, of the younger", "1+ 2-", "Dismissed" },
        { "the later decision counts, of the older", "2- 1+", "Accepted" },
        { "pending again loses against a decision of the younger", "2+ 1- 1o", "Accepted" },
        { "pending again loses against a decision of the older", "1- 2+ 2o", "Dismissed" },
    };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_lead_is_pending_until_somebody_decides_and_a_visit_leaves_that_as_it_is()
    {
        var signal = AddLeads(1);
        var lead = Assert.Single(_bench.LeadsOf(signal));
        Assert.Equal((LeadStatus.Pending, null, null, null), (lead.Status, lead.DismissedReason, lead.Note, lead.StatusChangedAt));

        Assert.Equal(1, Decide(BadCompany, 1));
        _bench.Add(signal, "email", "p1@x.io", "title", "CEO");
        _bench.Consume();

        lead = Assert.Single(_bench.LeadsOf(signal));
        Assert.Equal((2, "CEO"), (lead.Visits, lead[LeadKey.Title]));
        Assert.Equal((LeadStatus.Dismissed, DismissalReason.BadCompany, "sold\u202E in May", _time.Start),
            (lead.Status, lead.DismissedReason, lead.Note, lead.StatusChangedAt));
    }

    [Fact]
    public void Several_leads_are_decided_together_or_not_at_all()
    {
        var signal = AddLeads(3);
        Assert.Equal(2, Decide(LeadDecision.Accept, 1, 2, 1));

        var refused = Assert.Throws<LeadException>(() => Decide(BadCompany, 1, 8, 3, 9));
        Assert.Contains("no lead 8, 9", refused.Message, StringComparison.Ordinal);
        Assert.Equal([LeadStatus.Accepted, LeadStatus.Accepted, LeadStatus.Pending], _bench.LeadsOf(signal).Select(lead => lead.Status));
    }

    [Fact]
    public void The_history_has_every_change_and_what_was_decided_before_is_none()
    {
        AddLeads(1);
        Assert.Equal(0, Decide(LeadDecision.Reopen, 1));
        Assert.Equal(1, Decide(LeadDecision.Accept, 1));
        Assert.Equal(0, Decide(LeadDecision.Accept, 1));
        Assert.Equal(1, Decide(BadCompany, 1));
        Assert.Equal(1, Decide(LeadDecision.Dismiss(DismissalReason.Other), 1));
        Assert.Equal(1, Decide(LeadDecision.Reopen, 1));

        var details = Details(1);
        Assert.Equal((LeadStatus.Pending, null, null), (details.Lead.Status, details.Lead.DismissedReason, details.Lead.Note));
        Assert.Equal(
            [
                "Pending>Accepted - -", "Accepted>Dismissed BadCompany sold\u202E in May", "Dismissed>Dismissed Other -", "Dismissed>Pending - -",
            ],
            details.Changes.Select(change => $"{change.Before}>{change.After} {change.Reason?.ToString() ?? "-"} {change.Note ?? "-"}"),
            StringComparer.Ordinal);
        Assert.Equal(details.Changes.Select(change => change.At).Order(), details.Changes.Select(change => change.At));
        Assert.Equal(details.Changes[^1].At, details.Lead.StatusChangedAt);
    }

    [Fact]
    public void Of_the_changes_of_a_lead_the_newest_are_kept()
    {
        AddLeads(2);
        Decide(LeadDecision.Accept, 2);
        for (var change = 0; change < 2 * DecisionTable.MaxKept; change++)
            Decide(change % 2 == 0 ? LeadDecision.Accept : BadCompany, 1);
        Decide(LeadDecision.Reopen, 1);

        var changes = Details(1).Changes;
        Assert.Equal((DecisionTable.MaxKept, LeadStatus.Pending), (changes.Count, changes[^1].After));
        Assert.Single(Details(2).Changes);
    }

    [Theory]
    [MemberData(nameof(Merges))]
    public void Of_two_leads_that_become_one_the_later_decision_stays(string rule, string decisions, string status)
    {
        var signal = AddPair();
        foreach (var decision in decisions.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Decide(decision[1] switch { '+' => LeadDecision.Accept, '-' => BadCompany, _ => LeadDecision.Reopen }, decision[0] - '0');
        MergePair(signal);

        var lead = Assert.Single(_bench.LeadsOf(signal));
        var isDismissed = lead.Status is LeadStatus.Dismissed;
        Assert.Equal((rule, status), (rule, lead.Status.ToString()));
        Assert.Equal((isDismissed ? DismissalReason.BadCompany : null, isDismissed ? BadCompany.Note : null), (lead.DismissedReason, lead.Note));
        Assert.Equal(decisions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, Details(1).Changes.Count);
    }

    [Fact]
    public void The_number_of_a_lead_that_was_merged_means_what_it_has_become()
    {
        MergePair(AddPair());
        Assert.Equal(1, Decide(LeadDecision.Accept, 2, 1));
        Assert.Equal((1, LeadStatus.Accepted), (Details(2).Lead.Id, Details(2).Lead.Status));
    }

    [Fact]
    public void A_note_has_500_characters_at_most_and_a_blank_one_is_none()
    {
        Assert.Equal(500, LeadDecision.Dismiss(DismissalReason.Other, new string('n', 500)).Note!.Length);
        Assert.Contains("501 characters",
            Assert.Throws<LeadException>(() => LeadDecision.Dismiss(DismissalReason.Other, new string('n', 501))).Message, StringComparison.Ordinal);
        Assert.Null(LeadDecision.Dismiss(DismissalReason.Other, " \n").Note);
    }

    [Fact]
    public void Every_status_and_reason_has_a_word_that_is_read_back()
    {
        Assert.All(LeadStatuses.All, status => Assert.True(LeadStatuses.TryParse(status.Name(), out var read) && read == status));
        Assert.All(DismissalReasons.All, reason => Assert.True(DismissalReasons.TryParse(reason.Name(), out var read) && read == reason));
        Assert.False(LeadStatuses.TryParse("Pending", out _) || DismissalReasons.TryParse("bad_lead", out _));
    }

    [Fact]
    public void Leads_of_an_older_store_are_pending_and_can_be_decided()
    {
        using (var old = Database.Open(_bench.Folder.LeadsFile, [.. LeadSchema.Scripts.Take(3)]))
        {
            old.Execute(
                """
                INSERT INTO leads (signal_id, status, visits, first_seen_at, last_seen_at, email, context, context_is_cut) VALUES (1, 'pending', 3, 1, 2, 'a@x.io', '{}', 0)
                """);
        }

        Assert.Equal((LeadStatus.Pending, 3, null), (Details(1).Lead.Status, Details(1).Lead.Visits, Details(1).Lead.StatusChangedAt));
        Assert.Equal(1, Decide(BadCompany, 1));
        Assert.Equal(LeadStatus.Dismissed, Details(1).Lead.Status);
    }

    private long AddLeads(int count)
    {
        var signal = _bench.AddSignal();
        for (var lead = 1; lead <= count; lead++)
            _bench.Add(signal, "email", $"p{lead}@x.io");
        _bench.Consume();
        return signal;
    }

    private long AddPair()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a");
        _bench.Add(signal, "email", "a@x.io");
        _bench.Consume();
        return signal;
    }

    private void MergePair(long signal)
    {
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a", "email", "a@x.io");
        _bench.Consume();
    }

    private int Decide(LeadDecision decision, params long[] leads)
    {
        using var decisions = LeadDecisions.Open(_bench.Folder.LeadsFile, _time);
        var changed = decisions.Decide(leads, decision);
        _time.Advance(TimeSpan.FromMinutes(1));
        return changed;
    }

    private LeadDetails Details(long lead) => _bench.Read(store => store.FindLead(lead))!;
}
