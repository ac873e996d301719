using System.Buffers.Binary;

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
        Assert.Contains("is damaged: at address", refusal.Message, StringComparison.Ordinal);
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
        Assert.Contains("refusing to start with an empty log",
            Assert.Throws<EntryLogException>(() => EntryLog.Open(folder.Log, TestEntries.Small)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_torn_newest_slot_loses_nothing()
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
        TestEntries.AssertAll(folder.Log, 26);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(200)]
    public void Entries_that_a_lagging_slot_does_not_know_are_found(int behind)
    {
        // After a power cut the slot may be a second old: what was acknowledged since then is in the segment files alone.
        using var folder = new TempFolder();
        var slots = Path.Combine(folder.Log, "commit");
        byte[] before;
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 50);
            before = File.ReadAllBytes(slots);
            TestEntries.Fill(log, behind);
        }

        File.WriteAllBytes(slots, before);
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            Assert.False(log.IsRescued);
            Assert.Equal(51 + behind, log.NextSequence);
            TestEntries.Fill(log, 5);
        }

        TestEntries.AssertAll(folder.Log, 55 + behind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    public void A_torn_batch_that_nobody_was_told_of_ends_the_log_and_never_comes_back(int torn)
    {
        using var folder = new TempFolder();
        var slots = Path.Combine(folder.Log, "commit");
        byte[] before;
        LogPosition end;
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 50);
            (before, end) = (File.ReadAllBytes(slots), log.CommittedUntil);
            for (var i = 0; i < torn && log.TryAppend(TestEntries.Framed(TestEntries.Record(log.NextSequence)), out _); i++)
            {
                // One batch, as far as there is room.
            }

            log.Commit();
        }

        // The first entry of the batch never reached the disk, the others did, and the slot did not.
        Change(Path.Combine(folder.Log, $"log.{end.Address >> 14}"), (end.Address & 0x3FFF) + 12, octet => (byte)~octet);
        File.WriteAllBytes(slots, before);
        for (var again = 1; again <= 30; again++)
        {
            using var log = EntryLog.Open(folder.Log, TestEntries.Small);
            Assert.Equal(50 + ((again - 1) * 5), log.NextSequence - 1);
            TestEntries.Fill(log, 5, salt: 1000);
            TestEntries.AssertAll(folder.Log, 50 + (again * 5), sequence => sequence <= 50 ? 0 : 1000);
        }
    }

    [Theory]
    [InlineData("slot")]
    [InlineData("no slot")]
    public void A_hole_behind_which_entries_know_of_it_is_damage_not_a_torn_tail(string hint)
    {
        using var folder = new TempFolder();
        var slots = Path.Combine(folder.Log, "commit");
        var (before, end) = TestEntries.FillTwice(folder, 50, 30);

        var segment = Path.Combine(folder.Log, $"log.{end.Address >> 14}");
        Change(segment, (end.Address & 0x3FFF) + 12, octet => (byte)~octet);
        if (hint == "slot")
            File.WriteAllBytes(slots, before);
        else
            File.Delete(slots);

        var octets = File.ReadAllBytes(segment);
        Assert.Contains("where entry 51 should be", Assert.Throws<EntryLogException>(() => EntryLog.Open(folder.Log, TestEntries.Small)).Message,
            StringComparison.Ordinal);
        Assert.Equal(octets, File.ReadAllBytes(segment));
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
    public void A_slot_of_a_newer_version_is_refused_and_nothing_is_changed()
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 5);
        var path = Path.Combine(folder.Log, "commit");
        var octets = File.ReadAllBytes(path);
        foreach (var slot in new[] { 0, 4096 })
        {
            octets[slot + 7] = 3;
            BinaryPrimitives.WriteUInt32LittleEndian(
                octets.AsSpan(slot), Crc32C.Finish(Crc32C.Append(Crc32C.Start, octets.AsSpan(slot + 4, CommitSlot.Bytes - 4))));
        }

        File.WriteAllBytes(path, octets);
        Assert.Contains("newer version", Assert.Throws<EntryLogException>(() => EntryLog.Open(folder.Log, TestEntries.Small)).Message,
            StringComparison.Ordinal);
        Assert.Contains("newer version", Assert.Throws<EntryLogException>(() => LogReader.Open(folder.Log)).Message, StringComparison.Ordinal);
        Assert.Equal(octets, File.ReadAllBytes(path));
    }

    [Fact]
    public void Segments_are_as_long_as_they_will_be_before_they_are_written()
    {
        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.Fill(log, 1);
        Assert.Equal(1 << 14, new FileInfo(Path.Combine(folder.Log, "log.0")).Length);
        for (var segment = 1; segment < 8; segment++)
        {
            Assert.True(SpinWait.SpinUntil(() => File.Exists(Path.Combine(folder.Log, "spare")), TimeSpan.FromSeconds(10)));
            while (!File.Exists(Path.Combine(folder.Log, $"log.{segment}")))
                TestEntries.Fill(log, 1);
            Assert.Equal(1 << 14, new FileInfo(Path.Combine(folder.Log, $"log.{segment}")).Length);
        }
    }

    [Fact]
    public void Without_room_for_spare_files_segments_grow_as_they_are_written()
    {
        using var folder = new TempFolder();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small, keepFreeBytes: long.MaxValue / 2))
        {
            TestEntries.Fill(log, 3);
            Assert.True(new FileInfo(Path.Combine(folder.Log, "log.0")).Length < 1 << 14);
            TestEntries.Fill(log, 200);
            Assert.False(File.Exists(Path.Combine(folder.Log, "spare")));
        }

        using var again = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.AssertAll(folder.Log, 203);
    }

    [Fact]
    public void What_lies_below_a_truncation_is_given_back_and_the_rest_is_there_after_reopening()
    {
        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.Fill(log, 200);
        using var slow = LogReader.Open(folder.Log, log);
        using var reader = LogReader.Open(folder.Log, log);
        var begin = FirstOfSegment(reader, 5);
        log.Truncate(begin);

        Assert.False(File.Exists(Path.Combine(folder.Log, "log.4")));
        Assert.True(File.Exists(Path.Combine(folder.Log, "log.5")));
        TestEntries.Fill(log, 10);
        slow.Refresh();
        Assert.Equal(ReadOutcome.Truncated, slow.Read(out _));
        Assert.Equal(begin, slow.Position);
        Assert.Null(slow.ReadToEnd());
        log.Dispose();

        using var again = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.Fill(again, 10);
        using var all = LogReader.Open(folder.Log);
        Assert.Equal(begin, all.Begin);
        var found = LogVerification.Of(all);
        Assert.Equal((begin.Sequence, 220, 0), (found.First, found.Last, found.Damaged.Count));
    }

    [Fact]
    public void A_truncation_outside_of_the_log_changes_nothing()
    {
        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.Fill(log, 50);
        log.Truncate(new LogPosition(log.CommittedUntil.Address + 4096, 60));
        log.Truncate(new LogPosition(LogGeometry.FirstAddress, 1));
        TestEntries.AssertAll(folder.Log, 50);
    }

    [Fact]
    public void After_a_truncation_lost_slots_are_found_again_from_the_first_segment_that_is_left()
    {
        using var folder = new TempFolder();
        LogPosition begin;
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 200);
            using var reader = LogReader.Open(folder.Log, log);
            log.Truncate(begin = FirstOfSegment(reader, 6));
        }

        LoseSlots(folder, "delete");
        using var again = EntryLog.Open(folder.Log, TestEntries.Small);
        Assert.True(again.IsRescued);
        using var all = LogReader.Open(folder.Log, again);
        Assert.Equal(begin, all.Begin);
        Assert.Equal(201, again.NextSequence);
    }

    [Fact]
    public void A_commit_does_not_wait_for_the_thread_pool()
    {
        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        using var release = new ManualResetEvent(initialState: false);
        var blocked = 0;
        for (var i = 0; i < 200; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    Interlocked.Increment(ref blocked);
                    release.WaitOne();
                },
                null);
        }

        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref blocked) >= Environment.ProcessorCount, TimeSpan.FromSeconds(10)));
        var commits = new Thread(() => TestEntries.Fill(log, 200));
        commits.Start();
        var hasEnded = commits.Join(TimeSpan.FromSeconds(5));
        var waiting = ThreadPool.PendingWorkItemCount;
        release.Set();
        commits.Join();
        Assert.True(hasEnded);
        Assert.True(waiting > 0, "The pool was not blocked: the test would not see a wait for it.");
        TestEntries.AssertAll(folder.Log, 200);
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

    private static LogPosition FirstOfSegment(LogReader reader, int segment)
    {
        while (reader.Position.Address < segment << TestEntries.Small.SegmentBits)
            Assert.Equal(ReadOutcome.Entry, reader.Read(out _));
        return new LogPosition(segment << TestEntries.Small.SegmentBits, reader.SequenceAt(segment << TestEntries.Small.SegmentBits)!.Value);
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
