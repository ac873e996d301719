using Microsoft.Data.Sqlite;

namespace FastSignal.Leads.Tests;

public sealed class ConsumerTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Entries_become_leads_and_the_checkpoint_follows()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        _bench.Add(signal, "email", "b@x.io");
        _bench.Add(signal, "email", "a@x.io");
        using var consumer = _bench.Consumer();
        consumer.DrainToEnd();

        Assert.Equal("lead_created:1 lead_created:2 lead_updated:1", _bench.OutcomeLine(signal));
        Assert.Equal(new Checkpoint("0000abcd", ListSource.PositionOf(3)), _bench.Read(store => store.Checkpoint()));
        Assert.Equal((3L, 3L, true, null),
            (consumer.Figures.EntryCount, consumer.Figures.CheckpointSequence, consumer.Figures.IsCaughtUp, consumer.Figures.FaultText));
        Assert.Equal((2L, 1L), (consumer.Figures.OutcomeCount(EntryOutcome.LeadCreated), consumer.Figures.OutcomeCount(EntryOutcome.LeadUpdated)));
        Assert.Equal(UtcMicroseconds.ToTime(TestRecords.Start + 2_000_000), consumer.Figures.LastReceivedAt);
    }

    [Fact]
    public void Test_entries_are_samples_and_never_leads_and_the_newest_100_are_kept()
    {
        var signal = _bench.AddSignal(SignalStatus.Draft);
        for (var entry = 0; entry < 130; entry++)
            _bench.AddTest(signal, "email", $"p{entry}@x.io");
        _bench.Consume(batchCount: 7);

        var samples = _bench.Read(store => store.Samples(signal));
        Assert.Equal((100, 130L, 31L), (samples.Count, samples[0].Sequence, samples[^1].Sequence));
        Assert.Equal("p129@x.io", Assert.Single(EntryLeaves.ReadRecord(samples[0].Record)).Value);
        Assert.Empty(_bench.LeadsOf(signal));
        Assert.Equal(130, _bench.Read(store => store.OutcomeCounts(signal))[EntryOutcome.Test]);
    }

    [Fact]
    public void The_newest_1000_outcomes_are_kept_and_all_are_counted()
    {
        var signal = _bench.AddSignal();
        for (var entry = 0; entry < 1_700; entry++)
            _bench.Add(signal, "email", "a@x.io");
        _bench.Consume(batchCount: 300);

        var outcomes = _bench.Read(store => store.NewestOutcomes(signal));
        Assert.Equal((1_000, 1_700L, 701L), (outcomes.Count, outcomes[0].Sequence, outcomes[^1].Sequence));
        Assert.Equal(1_700, _bench.Read(store => store.OutcomeCounts(signal)).Values.Sum());
        Assert.Equal(1_700, Assert.Single(_bench.LeadsOf(signal)).Visits);
    }

    [Fact]
    public void Outcomes_are_counted_by_the_hour_of_receiving()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        _bench.Clock = TestRecords.Start + UtcMicroseconds.Hour - 1;
        _bench.Add(signal, "email", "a@x.io");
        _bench.Clock = TestRecords.Start + UtcMicroseconds.Hour;
        _bench.Add(signal, "email", "a@x.io");
        _bench.Consume();

        var hours = _bench.Read(store => store.OutcomeCountsByHour(signal)).Select(count => (count.Outcome, count.Hour.Hour, count.Count));
        Assert.Equal([(EntryOutcome.LeadCreated, 0, 1L), (EntryOutcome.LeadUpdated, 0, 1L), (EntryOutcome.LeadUpdated, 1, 1L)], hours);
    }

    [Fact]
    public void What_is_no_lead_says_why()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "page", "/pricing");
        _bench.Add(signal, "email", "not an email");
        _bench.Consume();

        Assert.Equal("no_identifier invalid_identifier", _bench.OutcomeLine(signal));
        Assert.All(_bench.Read(store => store.NewestOutcomes(signal)), outcome => Assert.NotEmpty(outcome.Reason));
    }

    [Fact]
    public void A_signal_that_is_unknown_has_its_entries_held()
    {
        _bench.Add(99, "email", "a@x.io");
        _bench.Consume();

        var held = Assert.Single(_bench.Read(store => store.Held(99).ToList()));
        Assert.Equal((1L, EntryOutcome.UnknownSignal), (held.Sequence, held.Outcome));
        Assert.Equal("a@x.io", Assert.Single(EntryLeaves.ReadRecord(held.Record)).Value);
        Assert.Equal("unknown_signal", _bench.OutcomeLine(99));
    }

    [Fact]
    public void An_entry_that_fails_is_held_and_the_others_go_on()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        _bench.Source.Add(TestRecords.MakeDamaged(signal, _bench.Clock));
        _bench.Source.Add([7, 7, 7]);
        _bench.Add(signal, "email", "b@x.io");
        _bench.Consume();

        Assert.Equal("lead_created:1 failed lead_created:2", _bench.OutcomeLine(signal));
        Assert.Equal([2L, 3L], _bench.Events.FailedEntries.Select(entry => entry.Sequence));
        Assert.Equal([(2L, signal), (3L, EntryHandler.NoSignal)], _bench.Read(store => store.Held().Select(held => (held.Sequence, held.SignalId)).ToList()));
        Assert.Empty(_bench.Events.StoppedCauses);
    }

    [Theory]
    [InlineData(ConsumerStep.EntryBegun)]
    [InlineData(ConsumerStep.KeyClaimed)]
    [InlineData(ConsumerStep.LeadsMerged)]
    [InlineData(ConsumerStep.LeadWritten)]
    [InlineData(ConsumerStep.OutcomeWritten)]
    internal void A_fault_in_the_middle_of_an_entry_takes_back_all_of_that_entry_and_nothing_else(ConsumerStep step)
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "linkedin_url", "https://www.linkedin.com/in/a");
        _bench.Add(signal, "email", "a@x.io");
        _bench.AddWithKey(signal, 1, "linkedin_url", "https://www.linkedin.com/in/a", "email", "a@x.io");
        _bench.Add(signal, "email", "b@x.io");
        var (entry, hasFailed) = (0, false);
        using var consumer = _bench.Consumer(reached =>
        {
            // The batch is done again when an entry fails, and the entry fails again.
            if (reached is ConsumerStep.BatchBegun)
                (entry, hasFailed) = (0, false);
            entry += reached is ConsumerStep.EntryBegun ? 1 : 0;
            if (entry != 3 || reached != step || hasFailed)
                return;
            hasFailed = true;
            throw new InvalidOperationException("a fault of ours");
        });
        consumer.DrainToEnd();

        Assert.Equal("lead_created:1 lead_created:2 failed lead_created:3", _bench.OutcomeLine(signal));
        Assert.Equal("1: https://www.linkedin.com/in/a - - x1 | 2: - a@x.io - x1 | 3: - b@x.io - x1", _bench.LeadLines(signal));
        Assert.Equal((3L, "InvalidOperationException: a fault of ours"), Assert.Single(_bench.Events.FailedEntries));

        // The key was not claimed: the sender's next try counts.
        _bench.AddWithKey(signal, 1, "email", "c@x.io");
        _bench.Consume();
        Assert.EndsWith("lead_created:4", _bench.OutcomeLine(signal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_that_does_not_come_again_costs_an_entry_nothing()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        _bench.AddWithKey(signal, 1, "email", "b@x.io");
        var hasFailed = false;
        using var consumer = _bench.Consumer(reached =>
        {
            if (reached is not ConsumerStep.KeyClaimed || hasFailed)
                return;
            hasFailed = true;
            throw new InvalidOperationException("a fault of ours");
        });
        consumer.DrainToEnd();

        Assert.True(hasFailed);
        Assert.Equal("lead_created:1 lead_created:2", _bench.OutcomeLine(signal));
        Assert.Empty(_bench.Events.FailedEntries);
        Assert.Equal((2L, 2L), (consumer.Figures.EntryCount, consumer.Figures.OutcomeCount(EntryOutcome.LeadCreated)));
    }

    [Fact]
    public void After_a_batch_with_a_failed_entry_the_next_one_that_fails_is_found_as_well()
    {
        var signal = _bench.AddSignal();
        for (var i = 0; i < 6; i++)
        {
            _bench.Add(signal, "email", $"{i}@x.io");
            _bench.Source.Add(TestRecords.MakeDamaged(signal, _bench.Clock));
        }

        _bench.Consume(batchCount: 3);
        Assert.Equal(string.Join(' ', Enumerable.Range(1, 6).Select(lead => $"lead_created:{lead} failed")), _bench.OutcomeLine(signal));
        Assert.Equal(6, _bench.Events.FailedEntries.Count);
    }

    [Fact]
    public void A_live_signal_without_a_mapping_gets_one_from_its_first_entry()
    {
        var signal = _bench.AddSignal(isMapped: false);
        _bench.Add(signal, "email", "a@x.io", "full_name", "Ada");
        _bench.Add(signal, "email", "b@x.io");
        _bench.Consume();

        Assert.Equal("lead_created:1 lead_created:2", _bench.OutcomeLine(signal));
        Assert.Equal(1, _bench.Registry.Get(signal).MappingVersion);
        Assert.Equal("map", _bench.Registry.Changes(signal)[^1].What);
    }

    [Fact]
    public void A_new_mapping_counts_from_the_next_batch_on()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io", "mail", "b@x.io");
        using var consumer = _bench.Consumer();
        consumer.DrainToEnd();
        _bench.Registry.SetMapping(signal, SignalMapping.Empty.With(LeadKey.Email, "mail"));
        _bench.Add(signal, "email", "a@x.io", "mail", "b@x.io");
        consumer.DrainToEnd();

        Assert.Equal("1: - a@x.io - x1 | 2: - b@x.io - x1", _bench.LeadLines(signal));
    }

    [Fact]
    public void Entries_of_a_signal_archived_meanwhile_still_become_leads()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        _bench.Registry.Archive(signal);
        _bench.Consume();
        Assert.Equal("lead_created:1", _bench.OutcomeLine(signal));
    }

    [Fact]
    public void Entries_of_a_signal_archived_while_paused_are_worked_off_too()
    {
        var signal = _bench.AddSignal(SignalStatus.Paused);
        _bench.Add(signal, "email", "a@x.io");
        _bench.Consume();
        _bench.Registry.Archive(signal);
        _bench.Add(signal, "email", "b@x.io");
        _bench.Consume();
        Assert.Equal("lead_created:1 lead_created:2", _bench.OutcomeLine(signal));
        Assert.Equal(0, _bench.Read(store => store.HeldCount(signal)));
        Assert.DoesNotContain(EntryOutcome.Paused, _bench.Read(store => store.OutcomeCounts(signal)).Keys);
    }

    [Fact]
    public void A_busy_store_is_waited_for()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        var tries = 0;
        using var consumer = _bench.Consumer(step =>
        {
            if (step is ConsumerStep.LeadWritten && ++tries <= 2)
                throw new SqliteException("busy", SQLitePCL.raw.SQLITE_BUSY);
        });
        consumer.DrainToEnd();

        Assert.Equal((3, "lead_created:1"), (tries, _bench.OutcomeLine(signal)));
        Assert.Null(consumer.Figures.FaultText);
    }

    [Fact]
    public void A_damaged_store_stops_it_with_the_cause_and_nothing_half_done()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        using var stop = new ManualResetEvent(initialState: false);
        using var consumer = _bench.Consumer(step =>
        {
            if (step is ConsumerStep.LeadWritten)
                throw new SqliteException("malformed", SQLitePCL.raw.SQLITE_CORRUPT);
        });
        consumer.Run(stop);

        Assert.Contains(_bench.Folder.LeadsFile + " is not a readable database", Assert.Single(_bench.Events.StoppedCauses), StringComparison.Ordinal);
        Assert.Equal(_bench.Events.StoppedCauses[0], consumer.Figures.FaultText);
        Assert.Equal((0L, null), (_bench.Read(store => store.LeadCount()), _bench.Read(store => store.Checkpoint())));
    }

    [Theory]
    [InlineData(SQLitePCL.raw.SQLITE_FULL)]
    [InlineData(SQLitePCL.raw.SQLITE_IOERR)]
    [InlineData(SQLitePCL.raw.SQLITE_IOERR | (12 << 8))]
    public void A_full_or_failing_disk_is_waited_for_and_reported_once_when_it_begins_and_once_when_it_has_passed(int code)
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        _bench.Add(signal, "email", "b@x.io");
        var tries = 0;
        string? faultText = null;
        Consumer? running = null;
        using var consumer = _bench.Consumer(step =>
        {
            faultText ??= running?.Figures.FaultText;
            if (step is ConsumerStep.CheckpointMoved && ++tries <= 3)
                throw new SqliteException("no room", code);
        });
        running = consumer;
        consumer.DrainToEnd();

        Assert.Equal((4, "lead_created:1 lead_created:2"), (tries, _bench.OutcomeLine(signal)));
        Assert.Equal(2, _bench.Events.Waits.Count);
        Assert.Contains("leads.db cannot be used, the disk is full or failing", _bench.Events.Waits[0], StringComparison.Ordinal);
        Assert.Equal("resumed", _bench.Events.Waits[1]);
        Assert.Equal((_bench.Events.Waits[0], null), (faultText, consumer.Figures.FaultText));
    }

    [Fact]
    public void A_consumer_that_has_stopped_lets_go_of_its_lock()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io");
        using var thread = ConsumerThread.Start(
            ConsumerLock.TryTake(_bench.Folder.Path)!,
            _bench.Consumer(step => throw new ConsumerStoppedException("a cause")));

        Assert.True(SpinWait.SpinUntil(() => !ConsumerLock.IsHeld(_bench.Folder.Path), TimeSpan.FromSeconds(10)));
        Assert.Equal("a cause", thread.Figures.FaultText);
    }

    [Fact]
    public void The_lock_belongs_to_the_user_alone_and_looking_at_it_does_not_make_it()
    {
        Assert.False(ConsumerLock.IsHeld(_bench.Folder.Path));
        Assert.False(File.Exists(_bench.Folder.File(ConsumerLock.FileName)));
        using var held = ConsumerLock.TryTake(_bench.Folder.Path);
        Assert.True(ConsumerLock.IsHeld(_bench.Folder.Path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_bench.Folder.File(ConsumerLock.FileName)));
    }

    [Fact]
    public void A_registry_that_is_away_is_waited_for_and_reported_once_and_none_is_made()
    {
        using var folder = new TempFolder();
        _bench.Add(1, "email", "a@x.io");
        using var stop = new ManualResetEvent(initialState: false);
        using var consumer = new Consumer(_bench.Source, folder.Path, _bench.Events, TimeProvider.System);
        var thread = new Thread(() => consumer.Run(stop));
        thread.Start();
        Assert.True(SpinWait.SpinUntil(() => consumer.Figures.FaultText is not null, TimeSpan.FromSeconds(10)));
        Assert.Contains("signals.db", consumer.Figures.FaultText, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.SignalsFile));

        // Put in place whole: without its signal, the registry would be readable, and the entry of an unknown signal.
        using var elsewhere = new TempFolder();
        using (var registry = SignalRegistry.Open(elsewhere.SignalsFile, TimeProvider.System))
            registry.Create(new NewSignal { Name = "n", Target = SignalTarget.People, Status = SignalStatus.Live, Mapping = ConsumerBench.ByContract });
        File.Move(elsewhere.SignalsFile, folder.SignalsFile, overwrite: true);
        Assert.True(SpinWait.SpinUntil(() => consumer.Figures.EntryCount == 1, TimeSpan.FromSeconds(10)));
        stop.Set();
        thread.Join();
        Assert.Equal(1, consumer.Figures.OutcomeCount(EntryOutcome.LeadCreated));
        Assert.Empty(_bench.Events.StoppedCauses);
        Assert.Equal([true, false], _bench.Events.Waits.Select(wait => wait.Contains("signals.db", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_registry_that_is_no_database_stops_a_consumer_that_has_never_read_it()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.SignalsFile, string.Concat(Enumerable.Repeat("this is no database ", 200)));
        _bench.Add(1, "email", "a@x.io");
        using var stop = new ManualResetEvent(initialState: false);
        using var consumer = new Consumer(_bench.Source, folder.Path, _bench.Events, TimeProvider.System);
        consumer.Run(stop);

        Assert.Contains(folder.SignalsFile + " is not a readable database", Assert.Single(_bench.Events.StoppedCauses), StringComparison.Ordinal);
        Assert.Equal((0L, _bench.Events.StoppedCauses[0]), (consumer.Figures.EntryCount, consumer.Figures.FaultText));
    }

    [Fact]
    public void Whoever_drains_gives_up_after_the_time_that_it_is_given()
    {
        using var folder = new TempFolder();
        _bench.Add(1, "email", "a@x.io");
        using var consumer = new Consumer(_bench.Source, folder.Path, _bench.Events, TimeProvider.System);

        var fault = Assert.Throws<ConsumerStoppedException>(() => consumer.DrainToEnd(maxWait: TimeSpan.FromMilliseconds(50)));
        Assert.Contains("signals.db is missing or empty", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_lost_while_the_consumer_runs_is_reported_once_and_what_was_known_goes_on_counting()
    {
        var signal = _bench.AddSignal();
        using var consumer = _bench.Consumer();
        consumer.DrainToEnd();
        File.Move(_bench.Folder.SignalsFile, _bench.Folder.File("elsewhere"));
        _bench.Add(signal, "email", "a@x.io");
        consumer.DrainToEnd();

        Assert.Equal("lead_created:1", _bench.OutcomeLine(signal));
        Assert.Contains("The last known signals stay in use", Assert.Single(_bench.Events.Waits), StringComparison.Ordinal);
        Assert.False(File.Exists(_bench.Folder.SignalsFile));
    }

    [Fact]
    public void Hostile_texts_pass_through_unharmed()
    {
        var signal = _bench.AddSignal();
        var context = "=cmd()|'<script>\ufffd\u202e\"; DROP TABLE leads; --\ud83d\ude00";
        _bench.Add(signal, "email", "a@x.io", "title", context, "", context, context, "value");
        _bench.Consume();

        var lead = Assert.Single(_bench.LeadsOf(signal));
        Assert.Equal(context, lead[LeadKey.Title]);
        using var json = System.Text.Json.JsonDocument.Parse(lead.ContextJson);
        Assert.Equal((context, "value"), (json.RootElement.GetProperty("").GetString(), json.RootElement.GetProperty(context).GetString()));
    }

    [Fact]
    public void A_context_that_is_too_large_is_cut_and_says_so()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "a@x.io", "small", "1", "large", new string('x', 100_000), "last", "2");
        _bench.Consume();

        var lead = Assert.Single(_bench.LeadsOf(signal));
        Assert.True(lead.IsContextCut);
        Assert.Equal("""{"small":"1","last":"2"}""", lead.ContextJson);
    }

    [Fact]
    public void The_thread_consumes_what_comes_and_stops_at_once_and_lets_go_of_the_lock()
    {
        var signal = _bench.AddSignal();
        var held = ConsumerLock.TryTake(_bench.Folder.Path);
        Assert.NotNull(held);
        using (var thread = ConsumerThread.Start(held, _bench.Consumer()))
        {
            Assert.Null(ConsumerLock.TryTake(_bench.Folder.Path));
            Assert.True(SpinWait.SpinUntil(() => thread.Figures.IsCaughtUp, TimeSpan.FromSeconds(10)));
        }

        _bench.Add(signal, "email", "a@x.io");
        using (var thread = ConsumerThread.Start(ConsumerLock.TryTake(_bench.Folder.Path)!, _bench.Consumer()))
            Assert.True(SpinWait.SpinUntil(() => thread.Figures.EntryCount == 1, TimeSpan.FromSeconds(10)));
        using var again = ConsumerLock.TryTake(_bench.Folder.Path);
        Assert.NotNull(again);
    }
}
