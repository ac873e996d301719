namespace FastSignal.Log.Tests;

public class EntryLogTests
{
    [Fact]
    public void Committed_entries_are_there_after_reopening_across_pages_and_segments()
    {
        using var folder = new TempFolder();
        for (var run = 1; run <= 4; run++)
        {
            using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
                TestEntries.Fill(log, 150);
            TestEntries.AssertAll(folder.Log, run * 150);
        }

        Assert.True(Directory.GetFiles(folder.Log, "log.*").Length > 10);
    }

    [Fact]
    public void What_was_not_committed_is_gone_and_its_sequence_is_used_again()
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 10);
            Assert.True(log.TryAppend(TestEntries.Framed("never acknowledged"u8), out var lost));
            Assert.Equal(11, lost);
        }

        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 10);
        TestEntries.AssertAll(folder.Log, 20);
    }

    [Fact]
    public void A_new_log_opens_empty_and_again_with_the_same_identity()
    {
        using var folder = new TempFolder();
        string id;
        using (var log = EntryLog.Open(folder.Log))
            id = log.Id;
        using (var log = EntryLog.Open(folder.Log))
        {
            Assert.Equal(id, log.Id);
            Assert.Equal(1, log.NextSequence);
        }

        TestEntries.AssertAll(folder.Log, 0);
    }

    [Fact]
    public void The_largest_entry_of_the_contract_fits_a_page()
    {
        // DESIGN.md section 4: 1.5 x 1 MiB + 16 octets of fields, 256 of header, and the frame.
        const int largest = (1_048_576 * 3 / 2) + 16 + 256 + Frame.Bytes;
        Assert.True(largest <= LogGeometry.Default.MaxFramedBytes);

        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log);
        for (var i = 0; i < 3; i++)
        {
            Assert.True(log.TryAppend(new byte[largest], out _));
            log.Commit();
        }

        using var reader = LogReader.Open(folder.Log);
        Assert.Null(reader.ReadToEnd());
        Assert.Equal(4, reader.Position.Sequence);
    }

    [Fact]
    public void Without_room_an_append_is_refused_and_succeeds_after_a_commit()
    {
        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        var appended = 0;
        while (log.TryAppend(TestEntries.Framed(TestEntries.Record(log.NextSequence)), out _))
            appended++;

        Assert.Null(log.Fault);
        Assert.InRange(appended, 10, 10_000);
        TestEntries.Fill(log, 1);
        TestEntries.AssertAll(folder.Log, appended + 1);
    }

    [Fact]
    public void After_the_first_failed_write_nothing_is_taken_or_committed_any_more_and_a_restart_has_all_that_was_committed()
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 5);

            // The second segment cannot be opened: a folder is in its place.
            Directory.CreateDirectory(Path.Combine(folder.Log, "log.1"));
            Exception? fault = null;
            while (fault is null)
            {
                if (!log.TryAppend(TestEntries.Framed(TestEntries.Record(log.NextSequence)), out _))
                    fault = Record.Exception(log.Commit);
                else if (log.NextSequence % 5 == 0)
                    fault = Record.Exception(log.Commit);
            }

            Assert.IsType<EntryLogException>(fault);
            Assert.NotNull(log.Fault);
            Assert.False(log.TryAppend(TestEntries.Framed("more"u8), out _));
            Assert.Throws<EntryLogException>(log.Commit);
            Directory.Delete(Path.Combine(folder.Log, "log.1"));
            Assert.Throws<EntryLogException>(log.Commit);
        }

        using var again = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.AssertAll(folder.Log, again.NextSequence - 1);
        Assert.True(again.NextSequence > 5);
        TestEntries.Fill(again, 100);
        TestEntries.AssertAll(folder.Log, again.NextSequence - 1);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("truncate")]
    [InlineData("zero")]
    public void Without_a_good_slot_every_entry_is_found_again(string damage)
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 50);
        LoseSlots(folder, damage);

        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            Assert.True(log.IsRescued);
            TestEntries.Fill(log, 5);
        }

        TestEntries.AssertAll(folder.Log, 55);
        using var again = EntryLog.Open(folder.Log, TestEntries.Small);
        Assert.False(again.IsRescued);
    }

    [Fact]
    public void Without_a_good_slot_a_hole_is_refused_and_nothing_is_changed()
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 50);
        LoseSlots(folder, "delete");
        Change(Path.Combine(folder.Log, "log.0"), 9_000, octet => (byte)~octet);
        var segment = File.ReadAllBytes(Path.Combine(folder.Log, "log.0"));

        var refusal = Assert.Throws<EntryLogException>(() => EntryLog.Open(folder.Log, TestEntries.Small));
        Assert.Contains("is damaged at address", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(segment, File.ReadAllBytes(Path.Combine(folder.Log, "log.0")));
        Assert.False(File.Exists(Path.Combine(folder.Log, "commit")));
    }

    [Fact]
    public void Without_a_good_slot_and_without_an_entry_it_refuses_to_start_empty()
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 5);
        LoseSlots(folder, "delete");
        File.WriteAllBytes(Path.Combine(folder.Log, "log.0"), new byte[16384]);
        Assert.Contains("refusing to start with an empty log", Assert.Throws<EntryLogException>(() => EntryLog.Open(folder.Log, TestEntries.Small)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_torn_newest_slot_leaves_the_commit_before_it()
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 20);
            Assert.True(log.TryAppend(TestEntries.Framed(TestEntries.Record(21)), out _));
            log.Commit();
        }

        var path = Path.Combine(folder.Log, "commit");
        var octets = File.ReadAllBytes(path);
        var slots = new[] { CommitSlot.Read(octets)!.Value, CommitSlot.Read(octets.AsSpan(4096))!.Value };
        octets[(slots[0].Number > slots[1].Number ? 0 : 4096) + 35] ^= 0xFF;
        File.WriteAllBytes(path, octets);

        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 5);
        TestEntries.AssertAll(folder.Log, 25);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(200)]
    public void Octets_that_were_synced_and_never_committed_never_come_back(int lost)
    {
        // A crash between the sync of the octets and that of the slot leaves entries behind the committed end, on its page and on later ones.
        using var folder = new TempFolder();
        var slots = Path.Combine(folder.Log, "commit");
        long kept;
        byte[] before;
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 50);
            kept = log.NextSequence - 1;
            before = File.ReadAllBytes(slots);
            TestEntries.Fill(log, lost);
        }

        File.WriteAllBytes(slots, before);
        for (var again = 1; again <= 30; again++)
        {
            using var log = EntryLog.Open(folder.Log, TestEntries.Small);
            Assert.Equal(kept + ((again - 1) * 5), log.NextSequence - 1);
            TestEntries.Fill(log, 5, salt: 1000);
            TestEntries.AssertAll(folder.Log, kept + (again * 5), sequence => sequence <= kept ? 0 : 1000);
        }
    }

    [Fact]
    public void A_damaged_end_is_refused_with_its_address()
    {
        using var folder = new TempFolder();
        LogPosition end;
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 3);
            end = log.CommittedUntil;
        }

        Change(Path.Combine(folder.Log, "log.0"), end.Address - 8, octet => (byte)~octet);
        var refusal = Assert.Throws<EntryLogException>(() => EntryLog.Open(folder.Log, TestEntries.Small));
        Assert.Contains("where entry 3 should be", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_append_and_its_frame_allocate_nothing()
    {
        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log);
        var framed = new byte[600];
        for (var i = 0; i < 2_000; i++)
            Assert.True(log.TryAppend(framed, out _));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            log.TryAppend(framed, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void LoseSlots(TempFolder folder, string damage)
    {
        var slots = Path.Combine(folder.Log, "commit");
        var length = new FileInfo(slots).Length;
        File.Delete(slots);
        if (damage != "delete")
            File.WriteAllBytes(slots, damage == "zero" ? new byte[length] : []);
    }

    internal static void Change(string path, long offset, Func<byte, byte> change)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = offset;
        var octet = (byte)file.ReadByte();
        file.Position = offset;
        file.WriteByte(change(octet));
    }
}
