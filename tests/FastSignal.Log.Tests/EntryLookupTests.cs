using System.Globalization;

namespace FastSignal.Log.Tests;

public sealed class EntryLookupTests : IDisposable
{
    private const int Count = 400;

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("FASTSIGNAL_SEED"), CultureInfo.InvariantCulture, out var seed)
        ? seed
        : Random.Shared.Next();

    private readonly TempFolder _folder = new();
    private readonly List<long> _addresses = [];

    public EntryLookupTests()
    {
        using (var log = EntryLog.Open(_folder.Log, TestEntries.Small))
            TestEntries.Fill(log, Count);
        using var reader = LogReader.Open(_folder.Log);
        while (reader.Read(out var entry) is ReadOutcome.Entry)
            _addresses.Add(entry.Address);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_entry_is_found_whatever_was_looked_up_before()
    {
        using var reader = LogReader.Open(_folder.Log);
        var order = Enumerable.Range(1, Count).ToArray();
        new Random(Seed).Shuffle(order);
        foreach (var sequence in order)
            AssertFound(reader, sequence);
    }

    [Theory]
    [InlineData(0, LookupOutcome.Truncated)]
    [InlineData(Count + 1, LookupOutcome.BeyondEnd)]
    [InlineData(long.MaxValue, LookupOutcome.BeyondEnd)]
    public void What_the_log_does_not_have_is_told_apart(long sequence, LookupOutcome outcome)
    {
        using var reader = LogReader.Open(_folder.Log);
        Assert.Equal(outcome, EntryLookup.Find(reader, sequence, out _));
    }

    [Fact]
    public void A_log_that_was_truncated_says_so_and_finds_the_rest()
    {
        using (var reader = LogReader.Open(_folder.Log))
        using (var log = EntryLog.Open(_folder.Log, TestEntries.Small))
        {
            var begin = new LogPosition(_addresses[300], 301);
            log.Truncate(begin);
            Assert.Equal(LookupOutcome.Truncated, EntryLookup.Find(reader, 1, out _));
        }

        using var again = LogReader.Open(_folder.Log);
        for (var sequence = again.Begin.Sequence; sequence <= Count; sequence++)
            AssertFound(again, sequence);
        Assert.InRange(again.Begin.Sequence, 2, 301);
    }

    [Fact]
    public void Whatever_is_damaged_every_other_entry_is_found()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 30; round++)
        {
            var damaged = Enumerable.Range(0, 1 + random.Next(40)).Select(_ => random.Next(Count)).ToHashSet();
            foreach (var index in damaged)
                Flip(index);
            using (var reader = LogReader.Open(_folder.Log))
            {
                for (var index = 0; index < Count; index += 1 + random.Next(5))
                {
                    if (damaged.Contains(index))
                        Assert.Equal(LookupOutcome.Damaged, EntryLookup.Find(reader, index + 1, out _));
                    else
                        AssertFound(reader, index + 1);
                }
            }

            foreach (var index in damaged)
                Flip(index);
        }
    }

    [Fact]
    public void A_missing_segment_costs_its_own_entries_alone()
    {
        File.Delete(Path.Combine(_folder.Log, "log.2"));
        using var reader = LogReader.Open(_folder.Log);
        for (var index = 0; index < Count; index++)
        {
            if (TestEntries.Small.Segment(_addresses[index]) == 2)
                Assert.Equal(LookupOutcome.Damaged, EntryLookup.Find(reader, index + 1, out _));
            else
                AssertFound(reader, index + 1);
        }
    }

    [Fact]
    public void What_was_given_up_is_damaged_still()
    {
        Flip(123);
        Assert.Single(LogRepair.Run(_folder.Log).Damaged);
        using var reader = LogReader.Open(_folder.Log);
        Assert.Equal(LookupOutcome.Damaged, EntryLookup.Find(reader, 124, out _));
        AssertFound(reader, 125);
    }

    private static void AssertFound(LogReader reader, long sequence)
    {
        var outcome = EntryLookup.Find(reader, sequence, out var entry);
        Assert.True(outcome is LookupOutcome.Found, $"seed {Seed}, entry {sequence}: {outcome}");
        Assert.Equal(sequence, entry.Sequence);
        Assert.Equal(TestEntries.Record(sequence), entry.Record.ToArray());
    }

    /// <summary>Damages a record, or repairs it again.</summary>
    private void Flip(int index)
    {
        var address = _addresses[index] + LogGeometry.RecordHeaderBytes + Frame.Bytes;
        var segment = Path.Combine(_folder.Log, string.Create(CultureInfo.InvariantCulture, $"log.{TestEntries.Small.Segment(address)}"));
        using var file = new FileStream(segment, FileMode.Open, FileAccess.ReadWrite);
        file.Position = TestEntries.Small.OffsetInSegment(address);
        var octet = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(octet ^ 1));
    }
}
