using System.Buffers.Binary;
using CsCheck;

namespace FastSignal.Log.Tests;

public sealed class LogRetentionTests : IDisposable
{
    private const int SegmentBytes = 1 << 14;
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Long = TimeSpan.FromDays(7);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whole_segments_go_that_are_past_and_behind_the_checkpoint()
    {
        using var reader = Filled(400);
        var all = ReadAll(reader);
        var end = reader.CommittedUntil;
        var afterAll = all[^1].ReceivedAt + Long + TimeSpan.FromTicks(1);

        var begin = new LogRetention(Long, null).Plan(reader, reader.Begin, end, afterAll, TimeOf);
        Assert.Equal(end.Address / SegmentBytes * SegmentBytes, begin.Address);
        Assert.Equal(all.First(e => e.Address == begin.Address).Sequence, begin.Sequence);

        // The checkpoint in the middle of a segment keeps that segment.
        var consumed = all[all.Count / 2];
        begin = new LogRetention(Long, null).Plan(reader, reader.Begin, new LogPosition(consumed.Address, consumed.Sequence), afterAll, TimeOf);
        Assert.Equal(consumed.Address / SegmentBytes * SegmentBytes, begin.Address);
    }

    [Fact]
    public void Without_a_checkpoint_or_a_limit_nothing_goes()
    {
        using var reader = Filled(200);
        Assert.Equal(reader.Begin, new LogRetention(TimeSpan.Zero, 0).Plan(reader, reader.Begin, null, DateTimeOffset.MaxValue, TimeOf));
        Assert.Equal(reader.Begin, new LogRetention(null, null).Plan(reader, reader.Begin, reader.CommittedUntil, DateTimeOffset.MaxValue, TimeOf));
    }

    [Fact]
    public void A_segment_is_kept_as_long_as_its_youngest_entry_may_be()
    {
        using var reader = Filled(200);
        var first = ReadAll(reader).First(e => e.Address == SegmentBytes);

        // The first entry of the next segment was received no earlier than any entry of this one.
        Assert.Equal(reader.Begin, new LogRetention(Long, null).Plan(reader, reader.Begin, reader.CommittedUntil, first.ReceivedAt + Long, TimeOf));
        var begin = new LogRetention(Long, null).Plan(reader, reader.Begin, reader.CommittedUntil, first.ReceivedAt + Long + TimeSpan.FromTicks(10), TimeOf);
        Assert.Equal(new LogPosition(SegmentBytes, first.Sequence), begin);
    }

    [Fact]
    public void A_limit_of_octets_gives_up_the_oldest_segments_first()
    {
        using var reader = Filled(400);
        var end = reader.CommittedUntil.Address;
        foreach (var limit in (long[])[0, 1, SegmentBytes, SegmentBytes * 3, end - LogGeometry.FirstAddress])
        {
            var begin = new LogRetention(null, limit).Plan(reader, reader.Begin, reader.CommittedUntil, Start, TimeOf);
            Assert.True(end - begin.Address <= Math.Max(limit, end % SegmentBytes), $"limit {limit}: {end - begin.Address} octets are kept");
            Assert.True(begin == reader.Begin
                || end - Math.Max(LogGeometry.FirstAddress, begin.Address - SegmentBytes) > limit, $"limit {limit}: one segment too many");
        }
    }

    [Fact]
    public void A_record_that_tells_no_time_is_kept_for_ever()
    {
        using var reader = Filled(200);
        Assert.Equal(reader.Begin, new LogRetention(Long, null).Plan(reader, reader.Begin, reader.CommittedUntil, DateTimeOffset.MaxValue, _ => null));
    }

    [Fact]
    public void A_segment_whose_first_entry_is_damaged_is_no_place_to_begin()
    {
        using (Filled(400))
        {
            // Only written.
        }

        Overwrite(2, 8);
        using var reader = LogReader.Open(_folder.Log);
        var later = Start + TimeSpan.FromDays(3650);
        var third = reader.SequenceAt(SegmentBytes * 3)!.Value;
        Assert.Equal(new LogPosition(SegmentBytes * 3, third), new LogRetention(Long, null)
            .Plan(reader, reader.Begin, new LogPosition(SegmentBytes * 3, third), later, TimeOf));
        Assert.Equal(SegmentBytes, new LogRetention(Long, null)
            .Plan(reader, reader.Begin, new LogPosition((SegmentBytes * 3) - 4, third - 1), later, TimeOf).Address);
    }

    [Fact]
    public void An_empty_log_begins_where_it_begins()
    {
        using var reader = Filled(0);
        Assert.Equal(reader.Begin, new LogRetention(TimeSpan.Zero, 0).Plan(reader, reader.Begin, reader.CommittedUntil, DateTimeOffset.MaxValue, TimeOf));
        Assert.Equal(0, LogRetention.SegmentCount(reader));
    }

    [Fact]
    public void The_size_and_number_of_segments_are_told()
    {
        using var reader = Filled(100);
        Assert.Equal(SegmentBytes, LogRetention.SegmentBytes(reader));
        Assert.Equal(((int)(reader.CommittedUntil.Address - 1) / SegmentBytes) + 1, LogRetention.SegmentCount(reader));
    }

    [Fact]
    public void Any_plan_is_what_its_definition_says()
    {
        using (Filled(600))
        {
            // Only written.
        }

        // Entries where segments begin: some are damaged, so that a segment is no place to begin.
        Overwrite(3, 8);
        Overwrite(4, 8);
        Overwrite(9, 8);
        using var reader = LogReader.Open(_folder.Log);
        var entries = ReadAll(reader);
        var last = entries[^1];
        var cases = Gen.Select(Gen.Int[0, entries.Count], Gen.Int[0, 15 * 24].Nullable(0.3), Gen.Long[0, last.Address * 5 / 4]
            .Nullable(0.3), Gen.Int[0, 20 * 24]);
        cases.Sample((at, hours, bytes, nowHours) =>
        {
            var checkpoint = at < entries.Count ? new LogPosition(entries[at].Address, entries[at].Sequence) : reader.CommittedUntil;
            var now = Start + TimeSpan.FromHours(nowHours);
            TimeSpan? time = hours is { } h ? TimeSpan.FromHours(h) : null;
            var planned = new LogRetention(time, bytes).Plan(reader, reader.Begin, checkpoint, now, TimeOf);
            Assert.Equal(Naive(reader, entries, checkpoint, now, time, bytes), planned);

            // From where a plan ended, the same plan and any later one go on.
            Assert.Equal(planned, new LogRetention(time, bytes).Plan(reader, planned, checkpoint, now, TimeOf));
            var later = new LogRetention(time, bytes).Plan(reader, reader.Begin, reader.CommittedUntil, now.AddHours(100), TimeOf);
            Assert.Equal(later, new LogRetention(time, bytes).Plan(reader, planned, reader.CommittedUntil, now.AddHours(100), TimeOf));
        }, iter: 2_000, threads: 1);
    }

    /// <summary>The definition, word by word: the newest segment below which every segment lies wholly behind the checkpoint and is past, or too
    /// much.</summary>
    private static LogPosition Naive(LogReader reader, List<Read> entries, LogPosition checkpoint, DateTimeOffset now, TimeSpan? time, long? bytes)
    {
        var end = reader.CommittedUntil.Address;
        bool MayGo(long segment)
        {
            var next = entries.Where(e => e.Address % SegmentBytes == 0 && e.Address / SegmentBytes > segment).Select(e => (Read?)e).FirstOrDefault();
            var kept = end - Math.Max(reader.Begin.Address, segment * SegmentBytes);
            return (segment + 1) * SegmentBytes <= checkpoint.Address && ((next is { } n && now - n.ReceivedAt > time) || kept > bytes);
        }

        var found = entries.FindLast(e => e.Address % SegmentBytes == 0 && e.Address <= checkpoint.Address
            && Enumerable.Range(0, (int)(e.Address / SegmentBytes)).All(s => MayGo(s)));
        return found.Sequence == 0 ? reader.Begin : new LogPosition(found.Address, found.Sequence);
    }

    /// <summary>Every entry that can be read, and where it is.</summary>
    private static List<Read> ReadAll(LogReader reader)
    {
        var all = new List<Read>();
        reader.Seek(reader.Begin);
        while (true)
        {
            switch (reader.Read(out var entry))
            {
                case ReadOutcome.Entry:
                    all.Add(new Read(entry.Address, entry.Sequence, TimeOf(entry.Record)!.Value));
                    break;
                case ReadOutcome.Damaged:
                    reader.TrySkipDamage();
                    break;
                default:
                    return all;
            }
        }
    }

    private static DateTimeOffset? TimeOf(ReadOnlySpan<byte> record) => new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(record), TimeSpan.Zero);

    /// <summary>A log whose entries begin with their time, half an hour apart.</summary>
    private LogReader Filled(int count)
    {
        using (var log = EntryLog.Open(_folder.Log, TestEntries.Small))
        {
            for (var i = 0; i < count; i++)
            {
                var record = new byte[8 + (i * 7919 % 700)];
                BinaryPrimitives.WriteInt64LittleEndian(record, (Start + (TimeSpan.FromMinutes(30) * i)).UtcTicks);
                while (!log.TryAppend(TestEntries.Framed(record), out _))
                    log.Commit();
            }

            log.Commit();
        }

        return LogReader.Open(_folder.Log);
    }

    private void Overwrite(int segment, int offset)
    {
        using var file = new FileStream(Path.Combine(_folder.Log, $"log.{segment}"), FileMode.Open);
        file.Position = offset;
        file.Write("damage"u8);
    }

    private readonly record struct Read(long Address, long Sequence, DateTimeOffset ReceivedAt);
}
