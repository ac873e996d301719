using System.Buffers.Binary;
using System.Diagnostics;

namespace FastSignal.Log.Tests;

/// <summary>Attempts to make the log lose, hide or refuse what it holds. Each test states what ought to hold.</summary>
public class LogDefenceTests
{
    private static readonly string Corpus = Path.Combine(FindRoot(), "tests", "corpus", "data-folders", "first-format", "log");

    [Fact]
    public void A_commit_made_because_there_was_no_room_can_be_reopened()
    {
        // Some appends that find no room leave FASTER's tail at the start of the next page: the slot then lies behind the last entry's end.
        for (var size = 30; size < 1_500; size += 37)
        {
            using var folder = TempFolder.InMemory();
            using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            {
                while (log.TryAppend(new byte[size], out _))
                {
                }

                log.Commit();
            }

            var refusal = Record.Exception(() => EntryLog.Open(folder.Log, TestEntries.Small).Dispose());
            Assert.True(refusal is null, $"size {size}: {refusal?.Message}");
        }
    }

    [Theory]
    [InlineData("open")]
    [InlineData("repair")]
    public void A_lagging_slot_of_a_commit_made_because_there_was_no_room_loses_nothing(string what)
    {
        using var folder = TempFolder.InMemory();
        var slots = Path.Combine(folder.Log, "commit");
        byte[] lagging;
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            while (log.TryAppend(new byte[30], out _))
            {
            }

            log.Commit();
            lagging = File.ReadAllBytes(slots);
            Assert.True(log.TryAppend(new byte[30], out _));
            log.Commit();
        }

        File.WriteAllBytes(slots, lagging);
        if (what == "open")
            EntryLog.Open(folder.Log, TestEntries.Small).Dispose();
        else
            Assert.Empty(LogRepair.Run(folder.Log).Damaged);
    }

    [Fact]
    public void An_append_that_finds_no_room_after_each_commit_can_be_reopened()
    {
        using var folder = TempFolder.InMemory();
        for (var i = 0; i < 200; i++)
        {
            using var log = EntryLog.Open(folder.Log, TestEntries.Small);
            var size = 30 + (i * 7919 % 3_900);
            while (log.TryAppend(new byte[size], out _))
            {
            }

            log.Commit();
            log.TryAppend(new byte[30 + (i * 104_729 % 3_900)], out _);
            log.Commit();
        }
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(16384)]
    public void A_log_whose_end_is_the_end_of_a_page_or_a_segment_is_reopened(int boundary)
    {
        using var folder = TempFolder.InMemory();
        for (var round = 0; round < 10; round++)
        {
            using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            {
                do
                {
                    var end = log.CommittedUntil.Address;
                    var room = TestEntries.Small.PageEnd(end) - end;
                    var bytes = (int)Math.Min(room, room == 4096 ? 2048 : room);
                    Assert.True(log.TryAppend(new byte[bytes - LogGeometry.RecordHeaderBytes], out _));
                    log.Commit();
                }
                while (log.CommittedUntil.Address % boundary != 0);
            }

            if (round % 3 == 2)
                File.Delete(Path.Combine(folder.Log, "commit"));
            using var again = EntryLog.Open(folder.Log, TestEntries.Small);
            Assert.True(again.TryAppend(new byte[100], out _));
            again.Commit();
            using var reader = LogReader.Open(folder.Log, again);
            Assert.Null(reader.ReadToEnd());
            Assert.Equal(again.NextSequence, reader.Position.Sequence);
        }
    }

    [Fact]
    public void A_checkpoint_inside_a_range_that_was_given_up_goes_on_behind_it()
    {
        using var folder = TempFolder.InMemory();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 100);

        // The consumer has worked off 40 entries; later 39 to 42 are damaged.
        var entries = new List<(long Address, LogPosition Next)>();
        using (var reader = LogReader.Open(folder.Log))
        {
            while (reader.Read(out var entry) is ReadOutcome.Entry)
                entries.Add((entry.Address, entry.Next));
        }

        var checkpoint = entries[39].Next;
        for (var i = 38; i <= 41; i++)
            EntryLogTests.Change(Path.Combine(folder.Log, $"log.{entries[i].Address >> 14}"), (entries[i].Address & 0x3FFF) + 12, octet => (byte)~octet);
        Assert.NotEmpty(LogRepair.Run(folder.Log).Damaged);
        using (EntryLog.Open(folder.Log, TestEntries.Small))
        {
            // It starts.
        }

        using var consumer = LogReader.Open(folder.Log);
        consumer.Seek(checkpoint);
        Assert.NotEqual(ReadOutcome.Damaged, consumer.Read(out _));
    }

    [Fact]
    public void An_entry_whose_content_looks_like_an_entry_does_not_hide_what_lies_behind_damage()
    {
        // A sender knows the format: 4 octets of length, a frame of any number, a checksum that is no secret.
        using var folder = TempFolder.InMemory();
        LogPosition before;
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 10);
            before = log.CommittedUntil;
            Assert.True(log.TryAppend(TestEntries.Framed(Forged(sequence: 1L << 40, committedBelow: 1)), out _));
            log.Commit();
            TestEntries.Fill(log, 50);
        }

        EntryLogTests.Change(Path.Combine(folder.Log, $"log.{before.Address >> 14}"), (before.Address & 0x3FFF) + 12, octet => (byte)~octet);
        using var reader = LogReader.Open(folder.Log);
        var found = LogVerification.Of(reader);
        Assert.Equal((60, 61), (found.Entries, found.Last));
    }

    [Fact]
    public void A_torn_tail_whose_content_looks_like_an_entry_is_no_damage()
    {
        using var folder = TempFolder.InMemory();
        var slots = Path.Combine(folder.Log, "commit");
        LogPosition end;
        byte[] before;
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 10);
            (before, end) = (File.ReadAllBytes(slots), log.CommittedUntil);
            Assert.True(log.TryAppend(TestEntries.Framed(Forged(sequence: 13, committedBelow: 13)), out _));
            log.Commit();
        }

        // Nobody was told of entry 11: its write was torn, and the power went.
        EntryLogTests.Change(Path.Combine(folder.Log, $"log.{end.Address >> 14}"), (end.Address & 0x3FFF) + 12, octet => (byte)~octet);
        File.WriteAllBytes(slots, before);
        using var again = EntryLog.Open(folder.Log, TestEntries.Small);
        Assert.Equal(11, again.NextSequence);
    }

    [Fact]
    public void Good_entries_behind_damage_in_the_last_batch_are_not_cleared_away_when_the_slots_are_lost()
    {
        // All eight were acknowledged with one commit, and the log was closed; then the slots are lost, and the first of the eight is damaged.
        using var folder = TempFolder.InMemory();
        LogPosition before;
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 20);
            before = log.CommittedUntil;
            for (var i = 0; i < 8; i++)
                Assert.True(log.TryAppend(TestEntries.Framed(TestEntries.Record(log.NextSequence)), out _));
            log.Commit();
        }

        File.Delete(Path.Combine(folder.Log, "commit"));
        EntryLogTests.Change(Path.Combine(folder.Log, $"log.{before.Address >> 14}"), (before.Address & 0x3FFF) + 12, octet => (byte)~octet);
        Assert.Throws<EntryLogException>(() => EntryLog.Open(folder.Log, TestEntries.Small).Dispose());
    }

    [Fact]
    public void A_spare_file_that_could_not_be_made_once_is_made_when_it_can_be()
    {
        using var folder = TempFolder.InMemory();
        var obstacle = Path.Combine(folder.Log, "spare.new");
        using (EntryLog.Open(folder.Log, TestEntries.Small, keepFreeBytes: long.MaxValue / 2))
        {
            // Made, without a spare file.
        }

        Directory.CreateDirectory(obstacle);
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.Fill(log, 60);
        Thread.Sleep(200);
        Directory.Delete(obstacle);
        TestEntries.Fill(log, 200);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(Path.Combine(folder.Log, "spare")), TimeSpan.FromSeconds(5)),
            "no spare file any more, although nothing is in its way");
    }

    [Theory]
    [InlineData("lagging")]
    [InlineData("lost")]
    public void Verify_shows_the_damage_for_which_a_start_was_refused(string slot)
    {
        using var folder = TempFolder.InMemory();
        var slots = Path.Combine(folder.Log, "commit");
        var (before, end) = TestEntries.FillTwice(folder, 50, 30);

        EntryLogTests.Change(Path.Combine(folder.Log, $"log.{end.Address >> 14}"), (end.Address & 0x3FFF) + 12, octet => (byte)~octet);
        if (slot == "lagging")
            File.WriteAllBytes(slots, before);
        else
            File.Delete(slots);
        Assert.Contains("`fastsignal log verify` shows all damage",
            Assert.Throws<EntryLogException>(() => EntryLog.Open(folder.Log, TestEntries.Small)).Message, StringComparison.Ordinal);

        // What the command does.
        Assert.NotEmpty(LogVerification.OfStopped(folder.Log).Damaged);
    }

    [Theory]
    [InlineData("rescue")]
    [InlineData("repair")]
    public void A_reader_of_another_process_goes_on_after_lost_slots_were_made_anew(string how)
    {
        using var folder = TempFolder.InMemory();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 50);
        using var reader = LogReader.Open(folder.Log);
        Assert.Null(reader.ReadToEnd());
        File.Delete(Path.Combine(folder.Log, "commit"));
        if (how == "repair")
            LogRepair.Run(folder.Log);
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 20);
        reader.Refresh();
        Assert.Null(reader.ReadToEnd());
        Assert.Equal(71, reader.Position.Sequence);
    }

    [Fact]
    public void A_reader_of_another_process_goes_on_after_a_zeroed_slots_file_was_made_anew()
    {
        // The file stays, its number starts again.
        using var folder = TempFolder.InMemory();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 50);
        File.WriteAllBytes(Path.Combine(folder.Log, "commit"), new byte[8192]);
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            Assert.True(log.Geometry == TestEntries.Small);
    }

    [Fact]
    public void The_slot_is_synced_while_a_spare_file_is_being_filled()
    {
        using var folder = TempFolder.InMemory();
        var disk = new DiskJournal();
        using var log = EntryLog.Open(folder.Log, new LogGeometry(22, 29, 24), keepFreeBytes: 0, disk);
        Assert.True(log.TryAppend(new byte[100], out _));
        log.Commit();
        var watch = Stopwatch.StartNew();
        while (!disk.Writes.ToList().Exists(w => w.File == "commit" && w.Offset < 0) && watch.Elapsed < TimeSpan.FromSeconds(20))
            Thread.Sleep(20);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 2.5);
    }

    [Fact]
    public void Without_slots_and_format_a_log_with_longer_segments_than_asked_for_is_not_cut_off()
    {
        // A log of the first format, which had no format file, made with other --segment-bytes.
        using var folder = TempFolder.InMemory();
        using (var log = EntryLog.Open(folder.Log, new LogGeometry(12, 20, 15)))
            TestEntries.Fill(log, 200);
        File.Delete(Path.Combine(folder.Log, "commit"));
        File.Delete(Path.Combine(folder.Log, "format"));
        var next = 201L;
        var refusal = Record.Exception(() =>
        {
            using var log = EntryLog.Open(folder.Log, TestEntries.Small);
            next = log.NextSequence;
        });
        Assert.True(refusal is EntryLogException || next == 201, $"opened, and the next entry is {next} {refusal}");
    }

    [Theory]
    [InlineData("log")]
    [InlineData("log.")]
    [InlineData("log.old.7")]
    [InlineData("log.007")]
    public void A_foreign_file_in_the_folder_disturbs_nothing(string name)
    {
        using var folder = TempFolder.InMemory();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 20);
        File.WriteAllText(Path.Combine(folder.Log, name), "something");
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 20);
        TestEntries.AssertAll(folder.Log, 40);
    }

    [Fact]
    public void An_entry_that_is_too_large_is_refused_and_costs_nobody_else_anything()
    {
        using var folder = TempFolder.InMemory();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.Fill(log, 3);
        Assert.False(log.TryAppend(new byte[TestEntries.Small.PageBytes], out _));
        Assert.Null(log.Fault);
    }

    [Fact]
    public void A_failed_sync_of_a_truncation_is_a_fault_as_any_other()
    {
        using var folder = TempFolder.InMemory();
        var disk = new SwitchedDisk();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small, keepFreeBytes: 0, disk);
        TestEntries.Fill(log, 200);
        using var reader = LogReader.Open(folder.Log, log);
        var start = 3L << 14;
        disk.FailsSyncs = true;
        Assert.Throws<EntryLogException>(() => log.Truncate(new LogPosition(start, reader.SequenceAt(start)!.Value)));
        disk.FailsSyncs = false;
        Assert.NotNull(log.Fault);
    }

    [Fact]
    public void A_lost_newest_slot_does_not_make_the_log_begin_in_deleted_segments()
    {
        using var folder = TempFolder.InMemory();
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
        {
            TestEntries.Fill(log, 200);
            using var reader = LogReader.Open(folder.Log, log);
            var start = 3L << 14;
            log.Truncate(new LogPosition(start, reader.SequenceAt(start)!.Value));
        }

        var path = Path.Combine(folder.Log, "commit");
        var octets = File.ReadAllBytes(path);
        var slots = new[] { CommitSlot.Read(octets)!.Value, CommitSlot.Read(octets.AsSpan(4096))!.Value };
        octets[(slots[0].Number > slots[1].Number ? 0 : 4096) + 35] ^= 0xFF;
        File.WriteAllBytes(path, octets);
        using var again = EntryLog.Open(folder.Log, TestEntries.Small);
        using var all = LogReader.Open(folder.Log, again);
        Assert.Empty(LogVerification.Of(all).Damaged);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void An_upgrade_of_the_first_format_may_be_interrupted_anywhere(int state)
    {
        using var folder = TempFolder.InMemory();
        Directory.CreateDirectory(folder.Log);
        foreach (var file in Directory.GetFiles(Corpus))
            File.Copy(file, Path.Combine(folder.Log, Path.GetFileName(file)));
        long expected;
        LogGeometry geometry;
        using (var reader = LogReader.Open(folder.Log))
        {
            expected = LogVerification.Of(reader).Entries;
            geometry = reader.Geometry;
        }

        Assert.True(expected > 0);
        var segment = Path.Combine(folder.Log, "log.0");
        if (state >= 1)
            File.WriteAllText(Path.Combine(folder.Log, "format.new"), "vers");
        if (state >= 2)
            LogFormat.Write(new LogFolder(folder.Log), geometry);
        if (state == 3)
            File.WriteAllBytes(segment, [.. File.ReadAllBytes(segment), .. new byte[100_001]]);
        if (state == 4)
            File.Delete(Path.Combine(folder.Log, "commit"));
        File.WriteAllBytes(Path.Combine(folder.Log, "spare.new"), new byte[1_234]);
        using (var log = EntryLog.Open(folder.Log))
        {
            Assert.Equal(expected + 1, log.NextSequence);
            TestEntries.Fill(log, 20);
        }

        using var after = LogReader.Open(folder.Log);
        var found = LogVerification.Of(after);
        Assert.Equal((expected + 20, 0), (found.Entries, found.Damaged.Count));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("id format")]
    [InlineData("id format commit")]
    [InlineData("id format commit spare")]
    [InlineData("id.new")]
    [InlineData("id format commit.new")]
    public void A_first_start_may_be_interrupted_anywhere(string present)
    {
        using var made = TempFolder.InMemory();
        using (EntryLog.Open(made.Log, TestEntries.Small))
        {
            // What a first start makes.
        }

        using var folder = TempFolder.InMemory();
        Directory.CreateDirectory(folder.Log);
        foreach (var name in present.Split(' '))
        {
            var source = Path.Combine(made.Log, name.Replace(".new", "", StringComparison.Ordinal));
            var octets = File.ReadAllBytes(source);
            File.WriteAllBytes(Path.Combine(folder.Log, name), name.EndsWith(".new", StringComparison.Ordinal) || name == "spare"
                ? octets[..(octets.Length / 2)]
                : octets);
        }

        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 30);
        TestEntries.AssertAll(folder.Log, 30);
    }

    [Fact]
    public async Task Readers_of_other_processes_find_no_damage_while_the_log_is_written_and_truncated()
    {
        using var folder = TempFolder.InMemory();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.Fill(log, 20);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(8));
        var readers = Enumerable.Range(0, 3).Select(kind => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var reader = LogReader.Open(folder.Log, kind == 0 ? log : null);
                var found = LogVerification.Of(reader);
                Assert.True(found.Damaged.Count == 0, found.Damaged.Select(d => d.Cause).FirstOrDefault());
            }
        }, TestContext.Current.CancellationToken)).ToList();
        readers.Add(Task.Run(() =>
        {
            using var reader = LogReader.Open(folder.Log, log);
            while (!stop.IsCancellationRequested)
            {
                reader.Refresh();
                var start = ((reader.Begin.Address >> 14) + 3) << 14;
                if (start < reader.CommittedUntil.Address)
                    log.Truncate(new LogPosition(start, reader.SequenceAt(start)!.Value));
            }
        }, TestContext.Current.CancellationToken));
        while (!stop.IsCancellationRequested)
            TestEntries.Fill(log, 10);
        await Task.WhenAll(readers);
    }

    /// <summary>A record that holds, where the log aligns entries, what looks like a whole entry.</summary>
    private static byte[] Forged(long sequence, long committedBelow)
    {
        var framed = TestEntries.Framed("not an entry of this log"u8);
        Frame.Complete(framed, sequence, committedBelow);
        var record = new byte[LogGeometry.RecordHeaderBytes + framed.Length + 200];
        BinaryPrimitives.WriteInt32LittleEndian(record, framed.Length);
        framed.CopyTo(record, LogGeometry.RecordHeaderBytes);
        return record;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FastSignal.sln")))
            folder = Directory.GetParent(folder)!.FullName;
        return folder;
    }

    private sealed class SwitchedDisk : IDiskProbe
    {
        public bool FailsSyncs { get; set; }

        public void Writing(string path, long offset, ReadOnlySpan<byte> octets, bool isSynced)
        {
        }

        public void Syncing(string path)
        {
            if (FailsSyncs)
                throw new IOException("Input/output error");
        }

        public void Opening(string path)
        {
        }
    }
}
