namespace FastSignal.Log.Tests;

public class LogBackupTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(400)]
    public void A_copy_has_every_entry_and_opens_and_goes_on(int count)
    {
        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.Fill(log, count);
        var target = Path.Combine(folder.Path, "copy");
        var copy = LogBackup.Copy(folder.Log, target);
        Assert.Equal((count, count + 1L, 0), (copy.Found.Entries, copy.End.Sequence, copy.Found.Damaged.Count));

        TestEntries.Fill(log, 10);
        TestEntries.AssertAll(target, count);
        using (var restored = EntryLog.Open(target, TestEntries.Small))
        {
            Assert.Equal(count + 1, restored.NextSequence);
            TestEntries.Fill(restored, 25);
        }

        TestEntries.AssertAll(target, count + 25);
        using var reader = LogReader.Open(target);
        Assert.Equal(copy.LogId, reader.LogId);
    }

    [Fact]
    public void Nothing_behind_committed_until_is_copied_and_no_other_file()
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 50);
        File.WriteAllBytes(Path.Combine(folder.Log, "spare"), new byte[16384]);
        long end;
        using (var reader = LogReader.Open(folder.Log))
            end = reader.CommittedUntil.Address;
        var last = $"log.{end >> 14}";
        using (var segment = File.OpenWrite(Path.Combine(folder.Log, last)))
            segment.SetLength(16384);

        var target = Path.Combine(folder.Path, "copy");
        LogBackup.Copy(folder.Log, target);
        Assert.Equal(end & 0x3FFF, new FileInfo(Path.Combine(target, last)).Length);
        Assert.False(File.Exists(Path.Combine(target, "spare")));
        TestEntries.AssertAll(target, 50);
    }

    [Fact]
    public void Segments_that_are_truncated_while_they_are_copied_begin_it_again_with_the_new_begin()
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 300);
        var target = Path.Combine(folder.Path, "copy");
        var isTruncated = false;
        var copy = LogBackup.Copy(folder.Log, target, _ =>
        {
            if (!isTruncated)
                Truncate(folder.Log, segments: 3);
            isTruncated = true;
        });

        Assert.True(copy.Begin.Sequence > 1);
        Assert.Equal((301 - copy.Begin.Sequence, 301L, 0), (copy.Found.Entries, copy.End.Sequence, copy.Found.Damaged.Count));
        Assert.False(File.Exists(Path.Combine(target, "log.0")));
    }

    [Fact]
    public void Damage_is_copied_and_told_and_so_is_what_was_given_up()
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 100);
        EntryLogTests.Change(Path.Combine(folder.Log, "log.0"), 5_000, octet => (byte)~octet);
        var damaged = LogBackup.Copy(folder.Log, Path.Combine(folder.Path, "damaged"));
        Assert.Single(damaged.Found.Damaged);

        LogRepair.Run(folder.Log);
        var target = Path.Combine(folder.Path, "repaired");
        var repaired = LogBackup.Copy(folder.Log, target);
        Assert.Empty(repaired.Found.Damaged);
        Assert.Equal(damaged.Found.Entries, repaired.Found.Entries);
        Assert.Equal(Directory.GetFiles(folder.Log, "quarantine*").Length, Directory.GetFiles(target, "quarantine*").Length);
    }

    [Fact]
    public void A_segment_that_is_lost_is_damage()
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 100);
        File.Delete(Path.Combine(folder.Log, "log.1"));
        Assert.NotEmpty(LogBackup.Copy(folder.Log, Path.Combine(folder.Path, "copy")).Found.Damaged);
    }

    /// <summary>What the server does when it gives segments back: first the slot, then the files.</summary>
    private static void Truncate(string folder, int segments)
    {
        using var slots = CommitSlots.Open(Path.Combine(folder, "commit"), FileAccess.ReadWrite);
        var newest = slots.ReadNewest()!.Value;
        using (var reader = LogReader.Open(folder))
        {
            LogPosition begin;
            do begin = reader.Position;
            while (reader.Position.Address < (long)segments << 14 && reader.Read(out _) is ReadOutcome.Entry);
            begin = reader.Position;
            slots.Write(newest with { Number = newest.Number + 1, Begin = begin });
        }

        for (var segment = 0; segment < segments; segment++)
            File.Delete(Path.Combine(folder, $"log.{segment}"));
    }
}
