namespace FastSignal.Leads.Tests;

public sealed class HeldEntriesTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Entries_of_a_paused_signal_are_held_and_worked_off_on_resume_before_newer_ones()
    {
        var signal = _bench.AddSignal(SignalStatus.Paused);
        for (var person = 0; person < 5; person++)
            _bench.Add(signal, "email", $"p{person}@x.io");
        _bench.Consume();
        Assert.Equal("paused paused paused paused paused", _bench.OutcomeLine(signal));
        Assert.Equal(5, _bench.Read(store => store.HeldCount(signal)));

        _bench.Registry.Resume(signal);
        _bench.Add(signal, "email", "newer@x.io");
        _bench.Add(signal, "email", "p0@x.io");
        _bench.Consume(batchCount: 2);

        Assert.Equal("lead_created:1 lead_created:2 lead_created:3 lead_created:4 lead_created:5 lead_created:6 lead_updated:1", _bench.OutcomeLine(signal));
        Assert.Equal(0, _bench.Read(store => store.HeldCount()));
        var counts = _bench.Read(store => store.OutcomeCounts(signal));
        Assert.Equal([(EntryOutcome.LeadCreated, 6L), (EntryOutcome.LeadUpdated, 1L)], counts.OrderBy(count => count.Key)
            .Select(count => (count.Key, count.Value)));
    }

    [Fact]
    public void A_resume_while_a_batch_waits_for_the_store_still_lets_the_held_entries_go_first()
    {
        var signal = _bench.AddSignal(SignalStatus.Paused);
        _bench.Add(signal, "email", "a@x.io", "title", "held");
        _bench.Consume();
        _bench.Add(signal, "email", "a@x.io", "title", "newer");
        Consume(atBatch: 1, () => _bench.Registry.Resume(signal));

        Assert.Equal("lead_created:1 lead_updated:1", _bench.OutcomeLine(signal));
        Assert.Equal("newer", _bench.LeadsOf(signal).Single()[LeadKey.Title]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Signals_may_change_whenever_held_entries_are_worked_off(int atBatch)
    {
        var (signal, other) = (_bench.AddSignal(SignalStatus.Paused), _bench.AddSignal());
        _bench.Add(signal, "email", "a@x.io");
        _bench.Consume();
        _bench.Registry.Resume(signal);
        _bench.Add(other, "email", "b@x.io");
        Consume(atBatch, () => _bench.Registry.Pause(other));

        Assert.Equal("lead_created:1", _bench.OutcomeLine(signal));
        Assert.Equal("paused", _bench.OutcomeLine(other));
    }

    [Fact]
    public void A_resume_is_seen_without_any_new_entry()
    {
        var signal = _bench.AddSignal(SignalStatus.Paused);
        _bench.Add(signal, "email", "a@x.io");
        using var stop = new ManualResetEvent(initialState: false);
        using var consumer = _bench.Consumer();
        var thread = new Thread(() => consumer.Run(stop));
        thread.Start();
        Assert.True(SpinWait.SpinUntil(() => consumer.Figures.OutcomeCount(EntryOutcome.Paused) == 1, TimeSpan.FromSeconds(10)));
        _bench.Registry.Resume(signal);
        Assert.True(SpinWait.SpinUntil(() => consumer.Figures.OutcomeCount(EntryOutcome.LeadCreated) == 1, TimeSpan.FromSeconds(10)));
        stop.Set();
        thread.Join();
    }

    [Fact]
    public void Pausing_again_in_the_middle_leaves_the_rest_held()
    {
        var signal = _bench.AddSignal(SignalStatus.Paused);
        for (var person = 0; person < 6; person++)
            _bench.Add(signal, "email", $"p{person}@x.io");
        _bench.Consume();
        _bench.Registry.Resume(signal);
        var commits = 0;
        using (var consumer = _bench.Consumer(step => commits += PauseAt(step, signal, commits == 1), batchCount: 2))
            consumer.DrainToEnd();

        Assert.Equal("lead_created:1 lead_created:2 lead_created:3 lead_created:4 paused paused", _bench.OutcomeLine(signal));
        _bench.Registry.Resume(signal);
        _bench.Consume();
        Assert.Equal(6, _bench.Read(store => store.LeadCount(signal)));
    }

    [Fact]
    public void Other_signals_go_on_while_one_is_paused()
    {
        var (paused, live) = (_bench.AddSignal(SignalStatus.Paused), _bench.AddSignal());
        _bench.Add(paused, "email", "a@x.io");
        _bench.Add(live, "email", "a@x.io");
        _bench.Consume();
        Assert.Equal(("paused", "lead_created:1"), (_bench.OutcomeLine(paused), _bench.OutcomeLine(live)));
    }

    [Fact]
    public void A_held_entry_that_fails_on_resume_stays_held_as_failed()
    {
        var signal = _bench.AddSignal(SignalStatus.Paused);
        _bench.Source.Add(TestRecords.MakeDamaged(signal, _bench.Clock));
        _bench.Add(signal, "email", "a@x.io");
        _bench.Consume();
        _bench.Registry.Resume(signal);
        _bench.Consume();

        Assert.Equal("failed lead_created:1", _bench.OutcomeLine(signal));
        Assert.Equal(EntryOutcome.Failed, Assert.Single(_bench.Read(store => store.Held(signal).ToList())).Outcome);
        Assert.DoesNotContain(EntryOutcome.Paused, _bench.Read(store => store.OutcomeCounts(signal)).Keys);
    }

    private int PauseAt(ConsumerStep step, long signal, bool isNow)
    {
        if (step is not ConsumerStep.Committed)
            return 0;
        if (isNow)
            _bench.Registry.Pause(signal);
        return 1;
    }

    /// <summary>Consumes, and does something when a batch is about to lock the store, behind the consumer's look at the signals.</summary>
    private void Consume(int atBatch, Action act)
    {
        using var consumer = _bench.Consumer();
        consumer.Opened = database => SQLitePCL.raw.sqlite3_trace(
            database.Handle,
            (_, text) =>
            {
                if (string.Equals(text, "BEGIN IMMEDIATE", StringComparison.Ordinal) && --atBatch == 0)
                    act();
            },
            null);
        consumer.DrainToEnd();
    }
}
