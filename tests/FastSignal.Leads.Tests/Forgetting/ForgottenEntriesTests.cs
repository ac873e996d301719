namespace FastSignal.Leads.Tests;

public sealed class ForgottenEntriesTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void They_are_known_in_whatever_order_they_are_asked_for()
    {
        var signal = _bench.AddSignal();
        for (var entry = 1; entry <= 40; entry++)
            _bench.Add(signal, "email", entry % 7 == 3 ? "ann@x.io" : $"p{entry}@x.io");
        Assert.Equal(0, _bench.Read(store => Enumerable.Range(1, 40).Count(sequence => store.Forgotten.Contains(sequence))));
        _bench.Forget("ann@x.io");

        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var asked = Enumerable.Range(0, 2_000).Select(_ => random.Next(-1, 50)).ToList();
        Assert.Equal(asked.Where(sequence => sequence is > 0 and <= 40 && sequence % 7 == 3),
            _bench.Read(store => asked.Where(sequence => store.Forgotten.Contains(sequence)).ToList()));
        Assert.Equal("3 10 17 24 31 38", _bench.Tombstones());
    }

    [Fact]
    public void A_view_that_looks_again_sees_what_was_added()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "ann@x.io");
        using var store = LeadStore.Open(_bench.Folder.LeadsFile);
        Assert.False(store.Forgotten.Contains(1));
        _bench.Forget("ann@x.io");
        Assert.False(store.Forgotten.Contains(1));
        store.Forgotten.LookAgain();
        Assert.True(store.Forgotten.Contains(1));
    }

    [Fact]
    public void They_go_when_the_log_does()
    {
        var signal = _bench.AddSignal();
        for (var entry = 1; entry <= 4; entry++)
            _bench.Add(signal, "email", "ann@x.io");
        _bench.Forget("ann@x.io");
        _bench.Read(store =>
        {
            store.ForgetEntriesBelow(3);
            return 0;
        });
        Assert.Equal("3 4", _bench.Tombstones());
    }

    [Fact]
    public void A_replay_passes_over_them()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "tool@x.io", "mail", "ann@x.io");
        _bench.Add(signal, "email", "tool@x.io", "mail", "bob@x.io");
        _bench.Add(signal, "email", "tool@x.io", "mail", "bob@x.io", "note", "as ann@x.io said");
        _bench.Consume();
        _bench.Forget("ann@x.io");
        Assert.Equal("1 3", _bench.Tombstones());

        _bench.Registry.SetMapping(signal, ReplayBench.Mapping("email", "mail"));
        Assert.Equal("1:left_alone:->- 2:moved:1>2 3:left_alone:->-", _bench.ReplayAll(signal).Line());
        Assert.Equal("1: - - - x2 | 2: - bob@x.io - x1", _bench.LeadLines(signal));
    }

    [Fact]
    public void A_consumer_that_runs_sees_those_that_are_added_between_its_batches()
    {
        var signal = _bench.AddSignal();
        for (var entry = 1; entry <= 6; entry++)
            _bench.Add(signal, "email", entry % 2 == 0 ? "ann@x.io" : "bob@x.io");
        var committed = 0;
        using var consumer = _bench.Consumer(step =>
        {
            if (step is ConsumerStep.Committed && ++committed == 1)
                _bench.Forget("ann@x.io");
        }, batchCount: 3);
        consumer.DrainToEnd();
        Assert.Equal("2 4 6", _bench.Tombstones());
        Assert.Equal("1: - bob@x.io - x3", _bench.LeadLines(signal));
        Assert.Equal("lead_created:1 lead_updated:1 excluded lead_updated:1 excluded", _bench.OutcomeLine(signal));
    }
}
