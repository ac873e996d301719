using FastSignal.Log;

namespace FastSignal.Leads.Tests;

public sealed class CheckpointTests : IDisposable
{
    private readonly ConsumerBench _bench = new();
    private readonly long _signal;

    public CheckpointTests()
    {
        _signal = _bench.AddSignal();
        for (var entry = 0; entry < 3; entry++)
            _bench.Add(_signal, "email", $"p{entry}@x.io");
        _bench.Consume();
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_new_store_begins_where_the_log_begins()
    {
        using var bench = new ConsumerBench();
        var signal = bench.AddSignal();
        for (var entry = 0; entry < 3; entry++)
            bench.Add(signal, "email", $"p{entry}@x.io");
        bench.Source.Begin = ListSource.PositionOf(2);
        bench.Consume();
        Assert.Equal("1: - p2@x.io - x1", bench.LeadLines(signal));
    }

    [Fact]
    public void Another_log_stops_it_and_both_ids_are_named()
    {
        _bench.Source.LogId = "ffff0000";
        AssertStops("0000abcd", "ffff0000");
    }

    [Fact]
    public void A_checkpoint_before_the_log_stops_it_and_both_addresses_are_named()
    {
        _bench.Add(_signal, "email", "x@x.io");
        _bench.Source.Begin = ListSource.PositionOf(4);
        AssertStops("364", "464");
    }

    [Fact]
    public void A_checkpoint_behind_the_log_stops_it_and_both_addresses_are_named()
    {
        using var bench = new ConsumerBench();
        File.Copy(_bench.Folder.LeadsFile, bench.Folder.LeadsFile);
        var fault = Assert.Throws<ConsumerStoppedException>(() => bench.Consume());
        Assert.Contains("364", fault.Message, StringComparison.Ordinal);
        Assert.Contains("from 64 to 64", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sequence_that_does_not_follow_stops_it_and_both_are_named()
    {
        _bench.Add(_signal, "email", "x@x.io");
        _bench.Source.SetSequence(3, 17);
        AssertStops("4", "17");
        Assert.Equal(3, _bench.Read(store => store.LeadCount()));
    }

    [Fact]
    public void A_log_that_begins_at_the_checkpoint_with_another_sequence_stops_it()
    {
        _bench.Add(_signal, "email", "x@x.io");
        _bench.Source.Begin = new LogPosition(364, 9);
        AssertStops("entry 4", "entry 9");
    }

    [Fact]
    public void A_damaged_log_stops_it_behind_the_last_whole_entry_with_the_words_of_the_reader()
    {
        _bench.Add(_signal, "email", "p3@x.io");
        _bench.Add(_signal, "email", "p4@x.io");
        _bench.Source.DamagedAt = 4;
        AssertStops("wrong checksum");

        Assert.Equal(4, _bench.Read(store => store.LeadCount()));
        Assert.Equal(4, _bench.Read(store => store.Checkpoint())!.LastSequence);
        AssertStops("wrong checksum");
    }

    private void AssertStops(params string[] named)
    {
        using var stop = new ManualResetEvent(initialState: false);
        using var consumer = _bench.Consumer();
        _bench.Events.StoppedCauses.Clear();
        consumer.Run(stop);
        var cause = Assert.Single(_bench.Events.StoppedCauses);
        Assert.All(named, value => Assert.Contains(value, cause, StringComparison.Ordinal));
        Assert.Equal(cause, consumer.Figures.FaultText);
    }
}
