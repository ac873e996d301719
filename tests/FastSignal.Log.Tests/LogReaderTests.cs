using System.Globalization;

namespace FastSignal.Log.Tests;

public class LogReaderTests
{
    [Fact]
    public void A_reader_follows_a_log_that_is_being_written()
    {
        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        using var reader = LogReader.Open(folder.Log);
        var read = 0L;
        for (var i = 1; i <= 60; i++)
        {
            TestEntries.Fill(log, i % 9);
            Assert.Equal(ReadOutcome.End, reader.Read(out _));
            reader.Refresh();
            while (reader.Read(out var entry) is ReadOutcome.Entry)
                Assert.Equal(++read, entry.Sequence);
            Assert.Equal(log.NextSequence - 1, read);
        }
    }

    [Fact]
    public void A_reader_sees_nothing_that_is_not_committed()
    {
        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        Assert.True(log.TryAppend(TestEntries.Framed("x"u8), out _));
        using var reader = LogReader.Open(folder.Log);
        Assert.Equal(ReadOutcome.End, reader.Read(out _));
    }

    [Fact]
    public void A_reader_beside_its_writer_trusts_only_what_the_writer_has_synced()
    {
        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.Fill(log, 5);
        using var reader = LogReader.Open(folder.Log, log);
        Assert.Null(reader.ReadToEnd());

        // A slot that is written and not synced: after a power cut it would never have been there.
        var slot = new CommitSlot(1_000, reader.Begin, new LogPosition(reader.CommittedUntil.Address + 64, 7), TestEntries.Small);
        using (var slots = CommitSlots.Open(Path.Combine(folder.Log, "commit"), FileAccess.ReadWrite))
            slots.Write(slot);
        reader.Refresh();
        Assert.Equal(log.CommittedUntil, reader.CommittedUntil);
    }

    [Fact]
    public void A_log_that_nobody_writes_is_read_to_its_true_end_and_followed_from_there()
    {
        using var folder = Filled(5);
        var slots = Path.Combine(folder.Log, "commit");
        var lagging = File.ReadAllBytes(slots);
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 5);
        File.WriteAllBytes(slots, lagging);

        using var reader = LogReader.OpenStopped(folder.Log);
        Assert.Null(reader.ReadToEnd());
        Assert.Equal(11, reader.Position.Sequence);
        Assert.Equal(lagging, File.ReadAllBytes(slots));

        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 5);
        reader.Refresh();
        Assert.Null(reader.ReadToEnd());
        Assert.Equal(16, reader.Position.Sequence);
    }

    [Fact]
    public void A_log_whose_identity_is_lost_is_refused_and_gets_no_new_one()
    {
        using var folder = Filled(5);
        var id = Path.Combine(folder.Log, "id");
        File.Delete(id);
        Assert.Throws<EntryLogException>(() => EntryLog.Open(folder.Log, TestEntries.Small));
        Assert.False(File.Exists(id));
    }

    [Fact]
    public void Reading_goes_on_at_any_position_that_an_entry_gave()
    {
        using var folder = Filled(200);
        using var reader = LogReader.Open(folder.Log);
        var positions = new List<LogPosition>();
        while (reader.Read(out var entry) is ReadOutcome.Entry)
            positions.Add(entry.Next);

        foreach (var position in positions.SkipLast(1))
        {
            reader.Seek(position);
            Assert.Equal(ReadOutcome.Entry, reader.Read(out var entry));
            Assert.Equal(position.Sequence, entry.Sequence);
        }
    }

    [Fact]
    public void A_position_with_a_wrong_sequence_is_damage_and_names_both()
    {
        using var folder = Filled(20);
        using var reader = LogReader.Open(folder.Log);
        Assert.Equal(ReadOutcome.Entry, reader.Read(out var entry));
        reader.Seek(entry.Next with { Sequence = 5 });

        Assert.Equal(ReadOutcome.Damaged, reader.Read(out _));
        Assert.Contains("where entry 5 should be, there is entry 2", reader.DamageText, StringComparison.Ordinal);
        Assert.Equal(ReadOutcome.Damaged, reader.Read(out _));
    }

    [Fact]
    public void Every_changed_octet_of_an_entry_is_found_and_the_rest_is_still_read()
    {
        using var folder = Filled(12);
        var path = Path.Combine(folder.Log, "log.0");
        var good = File.ReadAllBytes(path);
        LogPosition third, fourth;
        using (var reader = LogReader.Open(folder.Log))
        {
            reader.Read(out _);
            reader.Read(out var second);
            third = second.Next;
            reader.Read(out var entry);
            fourth = entry.Next;
        }

        // Not the padding behind the record: nobody reads it.
        for (var address = third.Address; address < fourth.Address - 3; address += 5)
        {
            var bad = (byte[])good.Clone();
            bad[address] ^= 0x41;
            File.WriteAllBytes(path, bad);
            using var reader = LogReader.Open(folder.Log);
            var found = LogVerification.Of(reader);
            var range = Assert.Single(found.Damaged);
            Assert.Equal(third.Address, range.From);
            Assert.True(range.To >= fourth.Address, $"address {address}");
            Assert.True(found.Entries < 12);
            Assert.Equal(12, found.Last);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(4096)]
    [InlineData(9000)]
    public void A_hole_of_zeros_is_never_taken_for_the_end_of_a_page(int offset)
    {
        using var folder = Filled(60);
        var path = Path.Combine(folder.Log, "log.1");
        var octets = File.ReadAllBytes(path);
        octets.AsSpan(offset, 4096).Clear();
        File.WriteAllBytes(path, octets);

        using var reader = LogReader.Open(folder.Log);
        var found = LogVerification.Of(reader);
        Assert.NotEmpty(found.Damaged);
        Assert.True(found.Entries < 60);
        Assert.Equal(60, found.Last);
    }

    [Fact]
    public void An_entry_whose_first_octets_are_zeros_costs_that_entry_alone()
    {
        using var folder = Filled(40);
        var addresses = new List<long>();
        using (var reader = LogReader.Open(folder.Log))
        {
            while (reader.Read(out var entry) is ReadOutcome.Entry)
                addresses.Add(entry.Address);
        }

        foreach (var address in addresses)
        {
            var segment = Path.Combine(folder.Log, string.Create(CultureInfo.InvariantCulture, $"log.{TestEntries.Small.Segment(address)}"));
            var good = File.ReadAllBytes(segment);
            var bad = (byte[])good.Clone();
            bad.AsSpan((int)TestEntries.Small.OffsetInSegment(address), LogGeometry.AlignmentBytes).Clear();
            File.WriteAllBytes(segment, bad);
            using (var reader = LogReader.Open(folder.Log))
                Assert.Equal(addresses.Count - 1, LogVerification.Of(reader).Entries);
            File.WriteAllBytes(segment, good);
        }
    }

    [Fact]
    public void A_missing_segment_is_damage_not_an_end()
    {
        using var folder = Filled(100);
        File.Delete(Path.Combine(folder.Log, "log.1"));
        using var reader = LogReader.Open(folder.Log);
        Assert.Contains("no segment file log.1", reader.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_cut_short_is_damage_not_an_end()
    {
        using var folder = Filled(100);
        using (var file = new FileStream(Path.Combine(folder.Log, "log.1"), FileMode.Open))
            file.SetLength(5000);
        using var reader = LogReader.Open(folder.Log);
        Assert.NotNull(reader.ReadToEnd());
    }

    [Fact]
    public void A_segment_cut_short_behind_the_octets_of_an_entry_costs_what_follows_alone()
    {
        using var folder = Filled(40);
        var entries = new List<(long Sequence, long Address, int Bytes)>();
        using (var reader = LogReader.Open(folder.Log))
        {
            while (reader.Read(out var entry) is ReadOutcome.Entry)
                entries.Add((entry.Sequence, entry.Address, LogGeometry.RecordHeaderBytes + Frame.Bytes + entry.Record.Length));
        }

        var segment = TestEntries.Small.Segment(entries[^1].Address);
        var path = Path.Combine(folder.Log, string.Create(CultureInfo.InvariantCulture, $"log.{segment}"));
        var good = File.ReadAllBytes(path);
        foreach (var (sequence, address, bytes) in entries.Where(entry => TestEntries.Small.Segment(entry.Address) == segment))
        {
            File.WriteAllBytes(path, good[..((int)TestEntries.Small.OffsetInSegment(address) + bytes)]);
            using var reader = LogReader.Open(folder.Log);
            Assert.Equal(sequence, LogVerification.Of(reader).Entries);
        }

        // What is cut off behind the last entry means nothing: the log goes on.
        using (var log = EntryLog.Open(folder.Log, TestEntries.Small))
            TestEntries.Fill(log, 10);
        TestEntries.AssertAll(folder.Log, 50);
    }

    [Fact]
    public void A_folder_without_a_log_is_a_clear_refusal()
    {
        using var folder = new TempFolder();
        var refusal = Assert.Throws<EntryLogException>(() => LogReader.Open(folder.Log));
        Assert.Contains("There is no log in", refusal.Message, StringComparison.Ordinal);
    }

    private static TempFolder Filled(int count)
    {
        var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.Fill(log, count);
        return folder;
    }
}
