using FastSignal.Log;

namespace FastSignal.Leads.Tests;

/// <summary>The consumer on a real log with damage.</summary>
public sealed class QuarantineTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Damage_stops_the_consumer_and_once_it_was_given_up_the_rest_becomes_leads()
    {
        var signal = _bench.AddSignal();
        var folder = Path.Combine(Path.GetDirectoryName(_bench.Folder.SignalsFile)!, "log");
        var addresses = Write(folder, signal, 20);
        Damage(Path.Combine(folder, "log.0"), addresses[11] + 30);

        Assert.Throws<ConsumerStoppedException>(() => Consume(folder));
        Assert.Equal(11, LeadCount(signal));

        Assert.Single(LogRepair.Run(folder).Damaged);
        Consume(folder);
        Assert.Equal(19, LeadCount(signal));
        Consume(folder);
        Assert.Equal(19, LeadCount(signal));
    }

    [Fact]
    public void Whoever_only_looks_is_told_why_a_checkpoint_does_not_fit()
    {
        var folder = Path.Combine(Path.GetDirectoryName(_bench.Folder.SignalsFile)!, "log");
        Write(folder, _bench.AddSignal(), 2);
        using var log = LogReader.Open(folder);

        Assert.Null(CheckpointCheck.Mismatch(null, log));
        Assert.Null(CheckpointCheck.Mismatch(new Checkpoint(log.LogId, log.Begin), log));
        Assert.Null(CheckpointCheck.Mismatch(new Checkpoint(log.LogId, log.CommittedUntil), log));
        Assert.Contains("belongs to log 0000abcd", CheckpointCheck.Mismatch(new Checkpoint("0000abcd", log.Begin), log), StringComparison.Ordinal);
        Assert.Contains("at address -5", CheckpointCheck.Mismatch(new Checkpoint(log.LogId, new LogPosition(-5, 1)), log), StringComparison.Ordinal);
        Assert.Contains("at address 999999", CheckpointCheck.Mismatch(new Checkpoint(log.LogId, new LogPosition(999_999, 3)), log), StringComparison.Ordinal);
    }

    private static List<long> Write(string folder, long signal, int count)
    {
        using var log = EntryLog.Open(folder);
        var addresses = new List<long>();
        for (var i = 0; i < count; i++)
        {
            addresses.Add(log.CommittedUntil.Address);
            byte[] framed = [.. new byte[Frame.Bytes],
                .. TestRecords.Make(signal, isTest: false, TestRecords.Start + i, Leaves.Of("email", $"p{i}@example.org"))];
            Assert.True(log.TryAppend(framed, out _));
            log.Commit();
        }

        return addresses;
    }

    private static void Damage(string path, long offset)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.Position = offset;
        file.WriteByte(0xFF);
    }

    private void Consume(string folder)
    {
        using var source = new LogEntrySource(LogReader.Open(folder));
        using var consumer = new Consumer(source, Path.GetDirectoryName(_bench.Folder.SignalsFile)!, _bench.Events, TimeProvider.System);
        consumer.DrainToEnd();
    }

    private long LeadCount(long signal)
    {
        using var store = LeadStore.Open(Path.Combine(Path.GetDirectoryName(_bench.Folder.SignalsFile)!, LeadStore.FileName));
        return store.LeadCount(signal);
    }
}
