namespace FastSignal.Log.Tests;

public class LogRepairTests
{
    [Theory]
    [InlineData(3_000, 1)]
    [InlineData(5_000, 9_000)]
    [InlineData(40_000, 1)]
    public void Damage_that_was_given_up_is_passed_and_everything_else_is_read(int offset, int length)
    {
        using var folder = new TempFolder();
        long last;
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 100);
            last = log.NextSequence - 1;
        }

        var path = Path.Combine(folder.Log, $"log.{offset / 16384}");
        var octets = File.ReadAllBytes(path);
        for (var i = 0; i < length && (offset % 16384) + i < octets.Length; i++)
            octets[(offset % 16384) + i] ^= 0x5A;
        File.WriteAllBytes(path, octets);

        var found = LogRepair.Run(folder.Log);
        Assert.NotEmpty(found.Damaged);
        Assert.Equal(found.Damaged.Count, Directory.GetFiles(folder.Log, "quarantine.*-*").Length);

        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 3);
        using var reader = LogReader.Open(folder.Log);
        var after = LogVerification.Of(reader);
        Assert.Empty(after.Damaged);
        Assert.Equal(found.Entries + 3, after.Entries);
        Assert.Equal(last + 3, after.Last);
    }

    [Fact]
    public void Damage_at_the_end_can_be_given_up_so_that_the_log_opens_again()
    {
        using var folder = new TempFolder();
        LogPosition end;
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 30);
            end = log.CommittedUntil;
        }

        EntryLogTests.Change(Path.Combine(folder.Log, $"log.{(end.Address - 8) >> 14}"), (end.Address - 8) & 0x3FFF, octet => (byte)~octet);
        Assert.Throws<EntryLogException>(() => EntryLog.Open(folder.Log, TestEntries.Small));
        Assert.Single(LogRepair.Run(folder.Log).Damaged);
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            Assert.Equal(31, log.NextSequence);
            TestEntries.Fill(log, 2);
        }

        using var reader = LogReader.Open(folder.Log);
        Assert.Equal(31, LogVerification.Of(reader).Entries);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(70)]
    [InlineData(9_000)]
    public void Lost_slots_and_damage_together_can_be_given_up(int offset)
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 60);
        File.Delete(Path.Combine(folder.Log, "commit"));
        EntryLogTests.Change(Path.Combine(folder.Log, "log.0"), 64 + offset, octet => (byte)~octet);
        Assert.Throws<EntryLogException>(() => EntryLog.Open(folder.Log, TestEntries.Small));

        var found = LogRepair.Run(folder.Log);
        Assert.Single(found.Damaged);
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            Assert.Equal(61, log.NextSequence);
            TestEntries.Fill(log, 5);
        }

        using var reader = LogReader.Open(folder.Log);
        var after = LogVerification.Of(reader);
        Assert.Empty(after.Damaged);
        Assert.Equal(found.Entries + 5, after.Entries);
        Assert.True(after.Entries >= 63, $"{after} {found.Damaged[0]}");
        Assert.Equal(65, after.Last);
    }

    [Fact]
    public void Damage_that_a_lagging_slot_does_not_know_can_be_given_up()
    {
        using var folder = new TempFolder();
        var slots = Path.Combine(folder.Log, "commit");
        var (before, end) = TestEntries.FillTwice(folder, 50, 30);

        EntryLogTests.Change(Path.Combine(folder.Log, $"log.{end.Address >> 14}"), (end.Address & 0x3FFF) + 12, octet => (byte)~octet);
        File.WriteAllBytes(slots, before);
        Assert.Throws<EntryLogException>(() => EntryLog.Open(folder.Log, TestEntries.Small));
        Assert.Single(LogRepair.Run(folder.Log).Damaged);
        using var log2 = EntryLog.Open(folder.Log, TestEntries.Small);
        Assert.Equal(81, log2.NextSequence);
        using var reader = LogReader.Open(folder.Log, log2);
        Assert.Equal(79, LogVerification.Of(reader).Entries);
    }

    [Fact]
    public void A_good_log_is_left_alone()
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 10);
        Assert.Empty(LogRepair.Run(folder.Log).Damaged);
        Assert.Empty(Directory.GetFiles(folder.Log, "quarantine*"));
    }
}
