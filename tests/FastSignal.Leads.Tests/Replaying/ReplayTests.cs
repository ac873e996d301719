using static FastSignal.Leads.Tests.ReplayBench;

namespace FastSignal.Leads.Tests;

public sealed class ReplayTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void With_the_same_mapping_nothing_changes()
    {
        var signal = _bench.AddSignal();
        AddPeople(signal);
        _bench.Consume();
        var before = _bench.Dump();

        var told = _bench.ReplayAll(signal);
        Assert.Equal(_bench.Source.Count, told.Count);
        Assert.All(told, entry => Assert.Equal(ReplayChange.Unchanged, entry.Change));
        Assert.Equal(before, _bench.Dump());
    }

    [Fact]
    public void With_a_new_version_that_says_the_same_every_entry_stays_with_its_lead()
    {
        var signal = _bench.AddSignal();
        AddPeople(signal);
        _bench.Consume();
        var before = _bench.State(signal);

        _bench.Registry.SetMapping(signal, ConsumerBench.ByContract);
        var told = _bench.ReplayAll(signal);
        Assert.All(told, entry => Assert.Contains(entry.Change, (ReplayChange[])[ReplayChange.Refreshed, ReplayChange.Unchanged]));
        Assert.Equal(before, _bench.State(signal));
    }

    [Fact]
    public void Entries_that_identified_nobody_make_leads_and_move_the_counts()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "mail", "a@x.io", "role", "CEO");
        _bench.Clock += UtcMicroseconds.Hour;
        _bench.Add(signal, "mail", "a@x.io");
        _bench.Add(signal, "email", "wrong", "mail", "b@x.io");
        _bench.Consume();
        Assert.Equal("no_identifier no_identifier invalid_identifier", _bench.OutcomeLine(signal));

        _bench.Registry.SetMapping(signal, Mapping("email", "mail", "title", "role"));
        Assert.Equal("1:identified:->1 2:identified:->1 3:identified:->2", _bench.ReplayAll(signal).Line());

        Assert.Equal("1: - a@x.io - x2 | 2: - b@x.io - x1", _bench.LeadLines(signal));
        Assert.Equal("lead_created:1 lead_updated:1 lead_created:2", _bench.OutcomeLine(signal));
        var hours = _bench.Read(store => store.OutcomeCountsByHour(signal)).Select(count => (count.Outcome, count.Hour.Hour, count.Count));
        Assert.Equal([(EntryOutcome.LeadCreated, 0, 1L), (EntryOutcome.LeadCreated, 1, 1L), (EntryOutcome.LeadUpdated, 1, 1L)], hours);
        Assert.Equal("CEO", _bench.LeadsOf(signal)[0][LeadKey.Title]);
    }

    [Fact]
    public void A_visit_of_another_person_moves_and_a_lead_without_a_visit_is_removed()
    {
        var signal = AddSignal("email", "sender");
        _bench.Add(signal, "sender", "tool@x.io", "mail", "a@x.io");
        _bench.Add(signal, "sender", "tool@x.io", "mail", "b@x.io");
        _bench.Add(signal, "sender", "tool@x.io", "mail", "a@x.io");
        _bench.Consume();
        Assert.Equal("1: - tool@x.io - x3", _bench.LeadLines(signal));

        _bench.Registry.SetMapping(signal, Mapping("email", "mail"));
        Assert.Equal("1:moved:1>2 2:moved:1>3 3:moved:1>2!1", _bench.ReplayAll(signal).Line());
        Assert.Equal("2: - a@x.io - x2 | 3: - b@x.io - x1", _bench.LeadLines(signal));
        Assert.Equal("lead_created:2 lead_created:3 lead_updated:2", _bench.OutcomeLine(signal));
        Assert.Equal(3, _bench.Read(store => store.OutcomeCounts(signal)).Values.Sum());
    }

    [Fact]
    public void A_visit_that_identifies_nobody_any_more_is_taken_back()
    {
        var signal = AddSignal("email", "sender");
        _bench.Add(signal, "sender", "tool@x.io", "mail", "a@x.io");
        _bench.Add(signal, "sender", "tool@x.io");
        _bench.Add(signal, "sender", "other@x.io");
        _bench.Consume();

        _bench.Registry.SetMapping(signal, Mapping("email", "mail"));
        Assert.Equal("1:moved:1>3 2:taken_back:1>-!1 3:taken_back:2>-!2", _bench.ReplayAll(signal).Line());
        Assert.Equal("3: - a@x.io - x1", _bench.LeadLines(signal));
        Assert.Equal("lead_created:3 no_identifier no_identifier", _bench.OutcomeLine(signal));
    }

    [Fact]
    public void A_value_that_only_the_old_mapping_gave_is_replaced_and_its_key_is_free()
    {
        var signal = AddSignal("linkedin_url", "profile", "email", "manager", "title", "team");
        _bench.Add(signal, "profile", "https://linkedin.com/in/a", "manager", "boss@x.io", "mail", "a@x.io", "team", "Sales");
        _bench.Add(signal, "profile", "https://linkedin.com/in/b", "manager", "boss@x.io", "mail", "b@x.io", "team", "Sales");
        _bench.Add(signal, "profile", "https://linkedin.com/in/a", "manager", "boss@x.io", "team", "Sales");
        _bench.Consume();

        _bench.Registry.SetMapping(signal, Mapping("linkedin_url", "profile", "email", "mail"));
        Assert.Equal("1:refreshed:1>1 2:refreshed:2>2 3:refreshed:1>1", _bench.ReplayAll(signal).Line());
        var leads = _bench.LeadsOf(signal);
        Assert.Equal("a@x.io b@x.io", string.Join(' ', leads.Select(lead => lead[LeadKey.Email])));
        Assert.All(leads, lead => Assert.Null(lead[LeadKey.Title]));

        _bench.Add(signal, "mail", "boss@x.io");
        _bench.Add(signal, "mail", "a@x.io");
        _bench.Consume();
        Assert.EndsWith("lead_created:3 lead_updated:1", _bench.OutcomeLine(signal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_both_mappings_give_stays()
    {
        var signal = AddSignal("linkedin_url", "profile", "email", "mail");
        _bench.Add(signal, "profile", "https://linkedin.com/in/a", "mail", "a@x.io", "work", "a@x.io");
        _bench.Add(signal, "profile", "https://linkedin.com/in/a", "mail", "a@x.io");
        _bench.Consume();
        _bench.Registry.SetMapping(signal, Mapping("linkedin_url", "profile", "email", "work"));
        _bench.ReplayAll(signal, batchCount: 1);
        Assert.Equal("a@x.io", Assert.Single(_bench.LeadsOf(signal))[LeadKey.Email]);
    }

    [Fact]
    public void A_lead_with_older_entries_keeps_what_they_gave_it()
    {
        var signal = AddSignal("linkedin_url", "profile", "email", "mail");
        _bench.Add(signal, "profile", "https://linkedin.com/in/a", "mail", "a@x.io");
        _bench.Add(signal, "profile", "https://linkedin.com/in/a", "mail", "a@x.io");
        _bench.Consume();
        _bench.Registry.SetMapping(signal, Mapping("linkedin_url", "profile"));
        Assert.Equal("2:refreshed:1>1", _bench.ReplayAll(signal, UtcMicroseconds.ToTime(TestRecords.Start + 1)).Line());
        Assert.Equal("a@x.io", Assert.Single(_bench.LeadsOf(signal))[LeadKey.Email]);
    }

    [Fact]
    public void Test_entries_duplicates_and_held_entries_are_left_alone()
    {
        var signal = _bench.AddSignal();
        var (other, paused) = (_bench.AddSignal(), _bench.AddSignal(SignalStatus.Paused));
        _bench.AddTest(signal, "mail", "t@x.io");
        _bench.AddWithKey(signal, 1, "mail", "a@x.io");
        _bench.AddWithKey(signal, 1, "mail", "a@x.io");
        _bench.Add(other, "mail", "o@x.io");
        _bench.Add(paused, "mail", "p@x.io");
        _bench.Source.Add(TestRecords.MakeDamaged(signal, _bench.Clock));
        _bench.Consume();

        foreach (var id in (long[])[signal, paused])
            _bench.Registry.SetMapping(id, Mapping("email", "mail"));
        Assert.Equal("2:identified:->1 3:left_alone:->- 6:left_alone:->-", _bench.ReplayAll(signal).Line());
        Assert.Equal("5:left_alone:->-", _bench.ReplayAll(paused).Line());
        Assert.Equal("1: - a@x.io - x1", _bench.LeadLines(signal));
        Assert.Empty(_bench.LeadsOf(other));

        _bench.Registry.Resume(paused);
        _bench.Consume();
        Assert.Equal("5:unchanged:2>2", _bench.ReplayAll(paused).Line());
    }

    [Fact]
    public void Merged_leads_are_followed_and_one_merge_is_one_row()
    {
        var signal = _bench.AddSignal();
        for (var visit = 0; visit < 5; visit++)
            _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a");
        for (var visit = 0; visit < 4; visit++)
            _bench.Add(signal, "email", "a@x.io");
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a", "email", "a@x.io");
        _bench.Consume();
        Assert.Equal("1: https://www.linkedin.com/in/a a@x.io - x10", _bench.LeadLines(signal));

        _bench.Registry.SetMapping(signal, ConsumerBench.ByContract.With(LeadKey.Title, "role"));
        var told = _bench.ReplayAll(signal);
        Assert.All(told, entry => Assert.Equal((ReplayChange.Refreshed, 1L, 1L), (entry.Change, entry.Before.LeadId, entry.After.LeadId)));
        Assert.Equal("1: https://www.linkedin.com/in/a a@x.io - x10", _bench.LeadLines(signal));
    }

    [Fact]
    public void A_mapping_that_shows_that_two_leads_are_one_merges_them_and_keeps_the_visits()
    {
        var signal = AddSignal("linkedin_url", "profile");
        _bench.Add(signal, "profile", "https://linkedin.com/in/a", "mail", "a@x.io");
        _bench.Add(signal, "profile", "https://linkedin.com/in/a");
        _bench.Registry.SetMapping(signal, Mapping("linkedin_url", "profile"));
        _bench.Consume();
        _bench.Registry.SetMapping(signal, Mapping("email", "mail"));
        _bench.Add(signal, "mail", "a@x.io");
        _bench.Consume();
        Assert.Equal(2, _bench.LeadsOf(signal).Count);

        _bench.Registry.SetMapping(signal, Mapping("linkedin_url", "profile", "email", "mail"));
        Assert.Equal("1:merged:1>1 2:refreshed:1>1 3:refreshed:1>1", _bench.ReplayAll(signal, batchCount: 1).Line());
        Assert.Equal("1: https://www.linkedin.com/in/a a@x.io - x3", _bench.LeadLines(signal));
    }

    [Fact]
    public void A_lead_that_was_visited_later_is_only_filled_where_it_is_empty()
    {
        var signal = AddSignal("email", "mail");
        _bench.Add(signal, "mail", "a@x.io", "role", "CEO", "place", "Oslo", "page", "/old");
        _bench.Consume();
        _bench.Registry.SetMapping(signal, Mapping("email", "mail", "title", "role", "city", "place"));
        using var replay = Replay.Open(_bench.Source, _bench.Registry, _bench.Folder.LeadsFile, signal, DateTimeOffset.UnixEpoch, TimeProvider.System);
        var range = replay.Find();
        _bench.Add(signal, "mail", "a@x.io", "role", "CTO", "page", "/new");
        _bench.Consume();
        replay.Run(range, static _ => { });

        var lead = Assert.Single(_bench.LeadsOf(signal));
        Assert.Equal(("CTO", "Oslo", 2L), (lead[LeadKey.Title], lead[LeadKey.City], lead.Visits));
        Assert.Contains("/new", lead.ContextJson, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_from_before_the_table_are_never_counted_again()
    {
        var signal = AddSignal("email", "mail");
        _bench.Add(signal, "mail", "a@x.io", "role", "CEO");
        _bench.Add(signal, "sender", "b@x.io");
        _bench.Add(signal, "mail", "c@x.io");
        _bench.Consume();
        Forget("DELETE FROM entry_leads; DELETE FROM outcomes WHERE sequence < 3");

        _bench.Registry.SetMapping(signal, Mapping("email", "mail", "title", "role"));
        var told = _bench.ReplayAll(signal);
        Assert.Equal("1:unknown:->1 2:unknown:->- 3:refreshed:2>2", told.Line());
        Assert.Equal("1: - a@x.io - x1 | 2: - c@x.io - x1", _bench.LeadLines(signal));
        Assert.Equal("CEO", _bench.LeadsOf(signal)[0][LeadKey.Title]);

        _bench.Registry.SetMapping(signal, Mapping("email", "sender"));
        Assert.Equal("1:unknown:->- 2:unknown:->- 3:taken_back:2>-!2", _bench.ReplayAll(signal).Line());
    }

    [Fact]
    public void A_replay_that_ends_at_any_batch_is_run_again_with_the_same_result()
    {
        string? undisturbed = null;
        for (var crash = 0; crash < 6; crash++)
        {
            using var bench = new ConsumerBench();
            var signal = bench.AddSignal();
            bench.Registry.SetMapping(signal, Mapping("email", "sender"));
            for (var entry = 0; entry < 12; entry++)
                bench.Add(signal, "sender", $"s{entry % 3}@x.io", entry % 4 == 0 ? "page" : "mail", $"p{entry % 5}@x.io");
            bench.Consume();
            bench.Registry.SetMapping(signal, Mapping("email", "mail"));
            var batch = 0;
            if (crash > 0)
                Assert.Throws<InvalidOperationException>(
                    () => bench.ReplayAll(signal, committing: () => _ = ++batch == Math.Min(crash, 4) ? throw new InvalidOperationException("crash") : 0));
            bench.ReplayAll(signal);
            undisturbed ??= bench.State(signal);
            Assert.Equal(undisturbed, bench.State(signal));
        }
    }

    [Fact]
    public void What_a_replay_leaves_is_what_the_right_mapping_would_have_made_at_once()
    {
        const int Seeds = 40;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var wrong = Mapping("email", "sender", "full_name", "account", "company_name", "firm", "title", "team");
            var right = Mapping("linkedin_url", "profile", "full_name", "name", "company_name", "firm", "title", "role");
            var replayed = Run(seed, wrong, right);
            var atOnce = Run(seed, right, null);
            Assert.True(string.Equals(atOnce, replayed, StringComparison.Ordinal), $"Seed {seed}:\n{atOnce}\n---\n{replayed}");
        }
    }

    private static string Run(int seed, SignalMapping first, SignalMapping? then)
    {
        using var bench = new ConsumerBench();
        var random = new Random(seed);
        var signal = bench.AddSignal();
        bench.Registry.SetMapping(signal, first);
        for (var entry = 0; entry < 60; entry++)
        {
            var person = random.Next(8);
            bench.Add(signal,
                "sender", $"s{random.Next(3)}@x.io", "account", $"acc {random.Next(3)}", "firm", $"F{person % 2}", "team", "T",
                random.Next(4) == 0 ? "x" : "profile", $"https://linkedin.com/in/p{person}", "role", random.Next(3) == 0 ? null : $"R{entry}");
        }

        bench.Consume();
        if (then is not null)
        {
            bench.Registry.SetMapping(signal, then);
            bench.ReplayAll(signal);
        }

        StoreDump.AssertHashesFit(bench.Folder.LeadsFile);
        return string.Join('\n', bench.LeadsOf(signal)
            .Select(lead => $"{lead[LeadKey.LinkedinUrl]} {lead[LeadKey.Email]} {lead[LeadKey.FullName]} {lead[LeadKey.Title]} x{lead.Visits}")
            .Order(StringComparer.Ordinal)
            .Concat(bench.Read(store => store.OutcomeCounts(signal)).OrderBy(count => count.Key).Select(count => $"{count.Key.Name()} {count.Value}")));
    }

    [Fact]
    public void A_draft_an_archived_signal_and_one_without_a_mapping_are_refused()
    {
        var (draft, archived, unmapped) = (_bench.AddSignal(SignalStatus.Draft), _bench.AddSignal(), _bench.AddSignal(isMapped: false));
        _bench.Registry.Archive(archived);
        Assert.Contains("is a draft", Assert.Throws<ReplayException>(() => _bench.ReplayAll(draft)).Message, StringComparison.Ordinal);
        Assert.Contains("is archived", Assert.Throws<ReplayException>(() => _bench.ReplayAll(archived)).Message, StringComparison.Ordinal);
        Assert.Contains("no mapping", Assert.Throws<ReplayException>(() => _bench.ReplayAll(unmapped)).Message, StringComparison.Ordinal);
        Assert.Throws<SignalException>(() => _bench.ReplayAll(99));
    }

    [Fact]
    public void Damage_is_named_before_anything_is_written()
    {
        var signal = AddSignal("email", "sender");
        _bench.Add(signal, "sender", "a@x.io");
        _bench.Add(signal, "sender", "b@x.io");
        _bench.Consume();
        _bench.Registry.SetMapping(signal, Mapping("email", "mail"));
        _bench.Source.DamagedAt = 1;
        Assert.Contains(_bench.Source.DamageText, Assert.Throws<ReplayException>(() => _bench.ReplayAll(signal)).Message, StringComparison.Ordinal);
        Assert.Equal(2, _bench.LeadsOf(signal).Count);
    }

    [Fact]
    public void A_mapping_that_changes_in_the_middle_ends_the_replay()
    {
        var signal = AddSignal("email", "sender");
        for (var entry = 0; entry < 9; entry++)
            _bench.Add(signal, "sender", "a@x.io", "mail", $"p{entry}@x.io");
        _bench.Consume();
        _bench.Registry.SetMapping(signal, Mapping("email", "mail"));
        var fault = Assert.Throws<ReplayException>(
            () => _bench.ReplayAll(signal, committing: () => _bench.Registry.SetMapping(signal, Mapping("email", "page"))));
        Assert.Contains("from version 3 to 4", fault.Message, StringComparison.Ordinal);
        _bench.ReplayAll(signal);
        Assert.Empty(_bench.LeadsOf(signal));
    }

    [Fact]
    public void What_is_behind_the_checkpoint_is_left_to_the_consumer()
    {
        var signal = AddSignal("email", "mail");
        _bench.Add(signal, "mail", "a@x.io");
        _bench.Consume();
        _bench.Add(signal, "mail", "b@x.io");
        Assert.Equal("1:unchanged:1>1", _bench.ReplayAll(signal).Line());
    }

    private void AddPeople(long signal)
    {
        _bench.Add(signal, "full_name", "Mara", "company_name", "Old", "title", "A");
        _bench.Add(signal, "full_name", "Mara", "company_name", "Old", "linkedin_url", "https://linkedin.com/in/mara");
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/mara", "full_name", "Mara", "company_name", "New", "title", "B");
        _bench.Add(signal, "full_name", "Mara", "company_name", "Old", "linkedin_url", "https://linkedin.com/in/mara2");
        _bench.Add(signal, "email", "m@x.io");
        _bench.Add(signal, "email", "m@x.io", "linkedin_url", "https://linkedin.com/in/mara");
        _bench.Add(signal, "page", "/");
    }

    private long AddSignal(params string[] keysAndPaths)
    {
        var signal = _bench.AddSignal();
        _bench.Registry.SetMapping(signal, Mapping(keysAndPaths));
        return signal;
    }

    private void Forget(string script)
    {
        using var database = Database.OpenExisting(_bench.Folder.LeadsFile, LeadSchema.Scripts);
        database.Execute(script);
    }
}
