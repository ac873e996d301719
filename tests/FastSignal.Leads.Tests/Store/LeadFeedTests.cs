using static FastSignal.Leads.Tests.ReplayBench;

namespace FastSignal.Leads.Tests;

public sealed class LeadFeedTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void What_was_there_is_not_shown_and_what_is_made_or_visited_is_shown_once_a_look()
    {
        var signal = _bench.AddSignal();
        var other = _bench.AddSignal();
        AddAndConsume(signal, "a", "b");
        using var feed = Open(signal);
        Assert.Empty(feed.Next());

        AddAndConsume(other, "z");
        Assert.Empty(feed.Next());
        AddAndConsume(signal, "b", "c", "b");
        Assert.Equal("2 b@x.io x3 | 4 c@x.io x1", Look(feed));
        Assert.Equal("", Look(feed));
        Assert.False(feed.HasMissed);
    }

    [Fact]
    public void An_empty_store_can_be_followed()
    {
        using var feed = Open(1);
        Assert.Equal("", Look(feed));
        AddAndConsume(_bench.AddSignal(), "a");
        Assert.Equal("1 a@x.io x1", Look(feed));
    }

    [Fact]
    public void Leads_that_become_one_are_shown_as_the_one()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a");
        _bench.Consume();
        using var feed = Open(signal);
        AddAndConsume(signal, "a", "a");
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a", "email", "a@x.io");
        _bench.Consume();
        Assert.Equal("1 a@x.io x4", Look(feed));
    }

    [Fact]
    public void A_lead_that_is_merged_between_two_steps_of_a_look_shows_with_the_next()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a");
        _bench.Consume();
        using var feed = Open(signal);
        AddAndConsume(signal, "b", "a");
        using (var leads = feed.Next().GetEnumerator())
        {
            Assert.True(leads.MoveNext());
            Assert.Equal("b@x.io", leads.Current[LeadKey.Email]);
            _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a", "email", "a@x.io");
            _bench.Consume();
            Assert.False(leads.MoveNext());
        }

        Assert.Equal("1 a@x.io x3", Look(feed));
    }

    [Fact]
    public void Entries_that_were_held_show_when_their_signal_is_resumed()
    {
        var paused = _bench.AddSignal(SignalStatus.Paused);
        var other = _bench.AddSignal();
        AddAndConsume(paused, "a", "b", "a");
        AddAndConsume(other, "z");
        using var feed = Open(paused);
        _bench.Registry.Resume(paused);
        _bench.Consume();
        Assert.Equal("2 a@x.io x2 | 3 b@x.io x1", Look(feed));
    }

    [Fact]
    public void What_a_replay_changes_shows_on_both_sides_of_a_move()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "tool@x.io", "mail", "a@x.io");
        _bench.Add(signal, "email", "tool@x.io");
        _bench.Consume();
        using var feed = Open(signal);
        _bench.ReplayAll(signal);
        Assert.Equal("", Look(feed));

        _bench.Registry.SetMapping(signal, Mapping("email", "mail"));
        using var old = Open(signal);
        Assert.Equal("1:moved:1>2 2:taken_back:1>-!1", _bench.ReplayAll(signal).Line());
        Assert.Equal("2 a@x.io x1", Look(feed));

        _bench.Registry.SetMapping(signal, ConsumerBench.ByContract);
        Assert.Equal("1:moved:2>3!2 2:identified:->3", _bench.ReplayAll(signal).Line());
        Assert.Equal("3 tool@x.io x2", Look(feed));
        Assert.Equal("3 tool@x.io x2", Look(old));
    }

    [Fact]
    public void A_decision_shows_and_a_status_narrows_to_those_that_have_it()
    {
        var signal = _bench.AddSignal();
        AddAndConsume(signal, "a", "b");
        using var feed = Open(signal);
        using var accepted = Open(signal, LeadStatus.Accepted);
        using (var decisions = LeadDecisions.Open(_bench.Folder.LeadsFile, TimeProvider.System))
        {
            decisions.Decide([2], LeadDecision.Accept);
            Assert.Equal("2 b@x.io x1", Look(feed));
            decisions.Decide([2], LeadDecision.Accept);
            Assert.Equal("", Look(feed));
        }

        AddAndConsume(signal, "a", "b");
        Assert.Equal("2 b@x.io x2", Look(accepted));
    }

    [Fact]
    public void Whoever_looks_too_seldom_is_told_and_the_oldest_notices_go()
    {
        var signal = _bench.AddSignal();
        AddAndConsume(signal, "a");
        using var feed = Open(signal);
        using var writer = LeadStoreWriter.Open(_bench.Folder.LeadsFile);
        Notice(writer, NoticeTable.MaxKept);
        Assert.Equal("1 a@x.io x1", Look(feed));
        Assert.False(feed.HasMissed);
        Notice(writer, NoticeTable.MaxKept + 1);
        Assert.Equal("1 a@x.io x1", Look(feed));
        Assert.True(feed.HasMissed);
        Notice(writer, 1);
        Assert.Equal("1 a@x.io x1", Look(feed));
        Assert.False(feed.HasMissed);

        using var database = Database.OpenExisting(_bench.Folder.LeadsFile, LeadSchema.Scripts);
        using var count = database.PrepareOnce("SELECT count(*) FROM lead_notices");
        Assert.Equal(NoticeTable.MaxKept, count.Scalar());
    }

    [Fact]
    public void Forgetting_entries_shows_nothing_again()
    {
        var signal = _bench.AddSignal();
        AddAndConsume(signal, "a", "b");
        using var feed = Open(signal);
        _bench.Read(store =>
        {
            store.ForgetEntriesBelow(3);
            return 0;
        });
        Assert.Equal("", Look(feed));
        AddAndConsume(signal, "b");
        Assert.Equal("2 b@x.io x2", Look(feed));
    }

    [Fact]
    public void In_the_middle_of_a_look_nothing_is_held_that_the_write_ahead_log_waits_for()
    {
        var signal = _bench.AddSignal();
        using var feed = Open(signal);
        AddAndConsume(signal, "a", "b", "c");
        using var leads = feed.Next().GetEnumerator();
        Assert.True(leads.MoveNext());
        AddAndConsume(signal, "d");

        using var database = Database.OpenExisting(_bench.Folder.LeadsFile, LeadSchema.Scripts);
        using var checkpoint = database.PrepareOnce("PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Equal(0, checkpoint.Scalar());
        Assert.Equal(0, new FileInfo(_bench.Folder.LeadsFile + "-wal").Length);
    }

    private static void Notice(LeadStoreWriter writer, int count)
    {
        writer.Begin();
        for (var notice = 0; notice < count; notice++)
            writer.Notices.Add(1);
        writer.Commit();
    }

    private static string Look(LeadFeed feed) => string.Join(" | ", feed.Next().Select(lead => $"{lead.Id} {lead[LeadKey.Email]} x{lead.Visits}"));

    private LeadFeed Open(long signal, LeadStatus? status = null) => LeadFeed.Open(_bench.Folder.LeadsFile, signal, status);

    private void AddAndConsume(long signal, params string[] people)
    {
        foreach (var person in people)
            _bench.Add(signal, "email", $"{person}@x.io");
        _bench.Consume();
    }
}
