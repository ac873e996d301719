namespace FastSignal.Leads.Tests;

public sealed class IdempotencyTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_key_that_was_used_is_a_duplicate_across_restarts()
    {
        var signal = _bench.AddSignal();
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        _bench.Consume();
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        _bench.AddWithKey(signal, 2, "email", "a@x.io");
        _bench.Add(signal, "email", "a@x.io");
        _bench.Consume();

        Assert.Equal("lead_created:1 duplicate lead_updated:1 lead_updated:1", _bench.OutcomeLine(signal));
        Assert.Equal(3, _bench.LeadsOf(signal)[0].Visits);
    }

    [Theory]
    [InlineData(UtcMicroseconds.Day - 1, "lead_created:1 duplicate")]
    [InlineData(UtcMicroseconds.Day, "lead_created:1 lead_updated:1")]
    public void A_key_counts_for_24_hours_by_time_received(long later, string outcomes)
    {
        var signal = _bench.AddSignal();
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        _bench.Clock = TestRecords.Start + later;
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        _bench.Consume();
        Assert.Equal(outcomes, _bench.OutcomeLine(signal));
    }

    [Fact]
    public void Test_entries_neither_claim_nor_match_keys()
    {
        var signal = _bench.AddSignal();
        _bench.AddRecord(signal, ["email", "a@x.io"], isTest: true, key: 1);
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        _bench.AddRecord(signal, ["email", "a@x.io"], isTest: true, key: 1);
        _bench.Consume();
        Assert.Equal("test lead_created:1 test", _bench.OutcomeLine(signal));
    }

    [Fact]
    public void A_key_belongs_to_its_signal()
    {
        var (one, other) = (_bench.AddSignal(), _bench.AddSignal());
        _bench.AddWithKey(one, 1, "email", "a@x.io");
        _bench.AddWithKey(other, 1, "email", "a@x.io");
        _bench.Consume();
        Assert.Equal("lead_created:2", _bench.OutcomeLine(other));
    }

    [Fact]
    public void A_held_entry_keeps_its_key_against_later_ones()
    {
        var signal = _bench.AddSignal(SignalStatus.Paused);
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        _bench.AddWithKey(signal, 1, "email", "b@x.io");
        _bench.Consume();
        Assert.Equal("paused duplicate", _bench.OutcomeLine(signal));

        _bench.Registry.Resume(signal);
        _bench.AddWithKey(signal, 1, "email", "c@x.io");
        _bench.Consume();
        Assert.Equal("lead_created:1 duplicate duplicate", _bench.OutcomeLine(signal));
    }

    [Fact]
    public void Keys_that_have_long_ceased_to_count_are_deleted()
    {
        var signal = _bench.AddSignal();
        _bench.AddWithKey(signal, 1, "email", "a@x.io");
        _bench.Clock += 3 * UtcMicroseconds.Day;
        _bench.AddWithKey(signal, 2, "email", "a@x.io");
        _bench.Consume();

        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_bench.Folder.LeadsFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM idempotency";
        Assert.Equal(1L, command.ExecuteScalar());
    }
}
