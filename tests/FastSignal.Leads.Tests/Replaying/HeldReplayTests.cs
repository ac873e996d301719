using System.Globalization;

namespace FastSignal.Leads.Tests;

public sealed class HeldReplayTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Entries_that_failed_become_what_they_are_once_they_do_not_fail_any_more()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        _bench.Add(signal, "email", "b@x.io");
        _bench.Add(signal, "email", "b@x.io");
        _bench.Add(signal, "page", "/");
        ConsumeFailing(1, 3, 4);
        Assert.Equal("failed lead_created:1 failed failed", _bench.OutcomeLine(signal));

        Assert.Equal("1:failed>lead_created:2 3:failed>lead_updated:1 4:failed>no_identifier", Line(Replay()));
        Assert.Equal("lead_created:2 lead_created:1 lead_updated:1 no_identifier", _bench.OutcomeLine(signal));
        Assert.Equal("lead_created 2, lead_updated 1, no_identifier 1", Counts(signal));
        Assert.Equal(0, _bench.Read(store => store.HeldCount()));
        Assert.Empty(Replay());
    }

    [Fact]
    public void Entries_of_an_unknown_signal_are_worked_off_once_it_is_there()
    {
        _bench.Add(1, "email", "a@x.io");
        _bench.AddTest(1, "email", "t@x.io");
        _bench.Add(2, "email", "c@x.io");
        _bench.Consume();
        Assert.Equal(("unknown_signal unknown_signal", "unknown_signal"), (_bench.OutcomeLine(1), _bench.OutcomeLine(2)));

        _bench.AddSignal();
        Assert.Equal("1:unknown_signal>lead_created:1 2:unknown_signal>test 3:unknown_signal>unknown_signal", Line(Replay()));
        Assert.Equal("lead_created 1, test 1", Counts(1));
        Assert.Equal("unknown_signal 1", Counts(2));
        Assert.Single(_bench.Read(store => store.Samples(1)));
        Assert.Equal(3, Assert.Single(_bench.Read(store => store.HeldEntries().ToList())).Sequence);
    }

    [Fact]
    public void Only_what_was_asked_for_is_worked_off()
    {
        var (one, other) = (_bench.AddSignal(), _bench.AddSignal());
        for (var person = 0; person < 3; person++)
        {
            _bench.Add(one, "email", $"p{person}@x.io");
            _bench.Add(other, "email", $"p{person}@x.io");
        }

        ConsumeFailing(1, 2, 3, 4, 5, 6);
        Assert.Equal("2:failed>lead_created:1 4:failed>lead_created:2 6:failed>lead_created:3", Line(Replay(run: (replay, told) => replay.Run(other, told))));
        Assert.Equal("1:failed>lead_created:4 5:failed>lead_created:5", Line(Replay(run: (replay, told) => replay.Run([5, 2, 1, 77], told))));
        using var left = HeldReplay.Open(_bench.Folder.Path, TimeProvider.System);
        Assert.Equal((EntryOutcome.Failed, null), (left.HeldAs(3), left.HeldAs(1)));
    }

    [Fact]
    public void What_fails_again_stays_held_with_its_new_cause_and_is_counted_once()
    {
        var signal = _bench.AddSignal();
        _bench.Source.Add(TestRecords.MakeDamaged(signal, _bench.Clock));
        _bench.Source.Add([1, 2, 3]);
        _bench.Add(signal, "email", "a@x.io");
        ConsumeFailing(1, 3);
        Assert.Contains("a fault of ours", Reason(signal, 1), StringComparison.Ordinal);

        Assert.Equal("1:failed>failed 2:failed>failed 3:failed>lead_created:1", Line(Replay()));
        Assert.Contains("The fields of the record are damaged", Reason(signal, 1), StringComparison.Ordinal);
        Assert.Equal("lead_created 1, failed 1", Counts(signal));
        Assert.Equal("failed 1", Counts(EntryHandler.NoSignal));
        Assert.Equal([1L, 2L], _bench.Read(store => store.HeldEntries(outcome: EntryOutcome.Failed).Select(held => held.Sequence).ToList()));
    }

    [Fact]
    public void An_entry_of_a_paused_signal_becomes_paused_and_is_worked_off_with_the_others_on_resume()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        ConsumeFailing(1);
        _bench.Registry.Pause(signal);
        _bench.Add(signal, "email", "b@x.io");
        _bench.Consume();

        Assert.Equal("1:failed>paused", Line(Replay()));
        Assert.Equal("paused 2", Counts(signal));
        Assert.Empty(Replay());
        _bench.Registry.Resume(signal);
        _bench.Consume();
        Assert.Equal("lead_created:1 lead_created:2", _bench.OutcomeLine(signal));
        Assert.Equal("lead_created 2", Counts(signal));
    }

    [Fact]
    public void A_consumer_that_saw_the_resume_too_early_works_them_off_all_the_same()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        ConsumeFailing(1);
        _bench.Registry.Pause(signal);
        using var consumer = _bench.Consumer();
        consumer.DrainToEnd();

        // The signal is resumed, and the consumer looks, while the replay has its batch open.
        Replay(reached: step =>
        {
            if (step is not ConsumerStep.RecordKept)
                return;
            _bench.Registry.Resume(signal);
            consumer.DrainToEnd();
        });
        Assert.Equal("paused", _bench.OutcomeLine(signal));
        consumer.DrainToEnd();
        Assert.Equal("lead_created:1", _bench.OutcomeLine(signal));
    }

    [Fact]
    public void A_key_that_a_later_entry_used_meanwhile_makes_it_a_duplicate()
    {
        var signal = _bench.AddSignal();
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        ConsumeFailing(1);
        Assert.Equal("failed lead_created:1", _bench.OutcomeLine(signal));
        Assert.Equal("1:failed>duplicate", Line(Replay()));
        Assert.Equal(1, Assert.Single(_bench.LeadsOf(signal)).Visits);
    }

    [Fact]
    public void The_first_of_several_held_ones_claims_their_key_and_those_that_come_later_find_it()
    {
        _bench.AddWithKey(1, 1, "email", "a@x.io");
        _bench.AddWithKey(1, 1, "email", "a@x.io");
        _bench.Consume();
        var signal = _bench.AddSignal();
        Assert.Equal("1:unknown_signal>lead_created:1 2:unknown_signal>duplicate", Line(Replay()));
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        _bench.Consume();
        Assert.Equal("lead_created:1 duplicate duplicate", _bench.OutcomeLine(signal));
    }

    [Theory]
    [InlineData(UtcMicroseconds.Day - 1, "1:failed>duplicate", "duplicate lead_created:1 duplicate")]
    [InlineData(UtcMicroseconds.Day, "1:failed>lead_updated:1", "lead_updated:1 lead_created:1 duplicate")]
    public void A_key_counts_for_24_hours_before_its_use_too_and_a_later_use_stays(long later, string replayed, string outcomes)
    {
        var signal = _bench.AddSignal();
        var begin = _bench.Clock;
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        _bench.Clock = begin + later;
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        ConsumeFailing(1);
        Assert.Equal(replayed, Line(Replay()));
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        _bench.Consume();
        Assert.Equal(outcomes, _bench.OutcomeLine(signal));
    }

    [Fact]
    public void An_entry_that_claimed_its_key_before_it_was_paused_and_failed_is_no_duplicate_of_itself()
    {
        var signal = _bench.AddSignal(SignalStatus.Paused);
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        _bench.Consume();
        _bench.Registry.Resume(signal);
        ConsumeFailing(1);
        Assert.Equal("failed", _bench.OutcomeLine(signal));
        Assert.Equal("1:failed>lead_created:1", Line(Replay()));
    }

    [Fact]
    public void A_forgotten_person_stays_forgotten()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        ConsumeFailing(1);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_bench.Folder.LeadsFile};Pooling=False"))
        {
            connection.Open();
            using var tombstone = connection.CreateCommand();
            tombstone.CommandText = "INSERT INTO forgotten VALUES (1, 0)";
            tombstone.ExecuteNonQuery();
        }

        Assert.Equal("1:failed>excluded", Line(Replay()));
        Assert.Empty(_bench.LeadsOf(signal));
    }

    [Fact]
    public void A_lead_that_newer_entries_visited_meanwhile_keeps_what_they_said()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io", "title", "old", "phone", "1", "page", "/old");
        _bench.Add(signal, "email", "a@x.io", "title", "new", "page", "/new");
        ConsumeFailing(1);
        Replay();
        var lead = Assert.Single(_bench.LeadsOf(signal));
        Assert.Equal(("new", "1", """{"page":"/new"}""", 2L), (lead[LeadKey.Title], lead[LeadKey.Phone], lead.ContextJson, lead.Visits));
        Assert.Equal(UtcMicroseconds.ToTime(TestRecords.Start), lead.FirstSeenAt);
    }

    [Fact]
    public void Whatever_failed_when_the_leads_are_in_the_end_as_if_nothing_had()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("FASTSIGNAL_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 5; round++)
        {
            using var good = new ConsumerBench();
            using var bad = new ConsumerBench();
            var (signal, same) = (good.AddSignal(), bad.AddSignal());
            for (var entry = 0; entry < 60; entry++)
            {
                string[] fields = ["email", $"p{random.Next(10)}@x.io", "n", $"{entry}"];
                good.Add(signal, fields);
                bad.Add(same, fields);
            }

            good.Consume();
            using (var consumer = bad.Consumer(FailingAt(_ => random.Next(2) == 0)))
                consumer.DrainToEnd();
            while (bad.Read(store => store.HeldCount()) > 0)
                Replay(bad, FailingAt(_ => random.Next(2) == 0), batchCount: 7);
            Assert.True(LeadState(good, signal) == LeadState(bad, same), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Killed_anywhere_it_is_run_again_and_everything_counts_once()
    {
        var whole = Prepared();
        using (whole)
        {
            Replay(whole);
            var expected = whole.Dump();
            for (var kill = 1; ; kill++)
            {
                using var bench = Prepared();
                var steps = 0;
                try
                {
                    Replay(bench, _ => ThrowIf(++steps == kill));
                    Assert.Equal(expected, bench.Dump());
                    Assert.True(kill > 20, $"only {kill} steps");
                    return;
                }
                catch (ConsumerStoppedException)
                {
                    Replay(bench);
                    Assert.Equal(expected, bench.Dump());
                }
            }
        }

        static void ThrowIf(bool isNow)
        {
            if (isNow)
                throw new ConsumerStoppedException("killed");
        }

        static ConsumerBench Prepared()
        {
            var bench = new ConsumerBench();
            bench.Add(1, "linkedin_url", "https://www.linkedin.com/in/a");
            bench.AddWithKey(1, 1, "email", "a@x.io");
            bench.AddWithKey(1, 1, "email", "a@x.io");
            bench.AddTest(1, "email", "t@x.io");
            bench.Add(1, "linkedin_url", "https://www.linkedin.com/in/a", "email", "a@x.io");
            bench.Add(1, "email", "nonsense");
            bench.Add(9, "email", "b@x.io");
            bench.Consume();
            bench.AddSignal();
            return bench;
        }
    }

    [Fact]
    public void Signals_that_cannot_be_read_change_nothing()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        ConsumeFailing(1);
        var before = _bench.Dump();
        File.Move(_bench.Folder.SignalsFile, _bench.Folder.File("away"));
        Assert.Contains("signals.db", Assert.Throws<ReplayException>(() => Replay()).Message, StringComparison.Ordinal);
        File.Move(_bench.Folder.File("away"), _bench.Folder.SignalsFile);
        Assert.Equal(before, _bench.Dump());
    }

    private static string Line(IEnumerable<ReplayedHeldEntry> replayed) => string.Join(' ', replayed.Select(entry =>
        $"{entry.Sequence}:{entry.Before.Name()}>{entry.After.Name()}{(entry.LeadId is { } lead ? $":{lead}" : "")}"));

    private static string LeadState(ConsumerBench bench, long signal) => string.Join('\n', bench.LeadsOf(signal)
        .Select(lead => $"{lead[LeadKey.Email]} x{lead.Visits} {lead.FirstSeenAt:O} {lead.LastSeenAt:O} {lead.ContextJson}").Order(StringComparer.Ordinal));

    private string Counts(long signal) =>
        string.Join(", ", _bench.Read(store => store.OutcomeCounts(signal)).OrderBy(count => count.Key).Select(count => $"{count.Key.Name()} {count.Value}"));

    private string Reason(long signal, long sequence) =>
        _bench.Read(store => store.NewestOutcomes(signal)).Single(outcome => outcome.Sequence == sequence).Reason;

    private List<ReplayedHeldEntry> Replay(Action<ConsumerStep>? reached = null, Action<HeldReplay, Action<ReplayedHeldEntry>>? run = null) =>
        Replay(_bench, reached, batchCount: 2, run);

    private static List<ReplayedHeldEntry> Replay(
        ConsumerBench bench, Action<ConsumerStep>? reached = null, int batchCount = 2, Action<HeldReplay, Action<ReplayedHeldEntry>>? run = null)
    {
        var replayed = new List<ReplayedHeldEntry>();
        using var replay = HeldReplay.Open(bench.Folder.Path, TimeProvider.System);
        replay.BatchCount = batchCount;
        replay.Reached = reached ?? (static _ => { });
        if (run is null)
            Assert.True(replay.Run((long?)null, replayed.Add));
        else
            run(replay, replayed.Add);
        return replayed;
    }

    private void ConsumeFailing(params int[] entries)
    {
        using var consumer = _bench.Consumer(FailingAt(entries.Contains));
        consumer.DrainToEnd();
    }

    /// <summary>Lets some entries fail, counted from 1 in the order in which they are handled; again, too, where their batch begins again.</summary>
    private static Action<ConsumerStep> FailingAt(Func<int, bool> fails)
    {
        var (entry, committed) = (0, 0);
        return step =>
        {
            if (step is ConsumerStep.BatchBegun)
                entry = committed;
            if (step is ConsumerStep.Committed)
                committed = entry;
            if (step is ConsumerStep.EntryBegun && fails(++entry))
                throw new InvalidOperationException("a fault of ours");
        };
    }
}
