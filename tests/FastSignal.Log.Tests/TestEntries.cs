namespace FastSignal.Log.Tests;

/// <summary>Entries whose octets follow from their sequence, so that a reader can tell whether it got the right ones.</summary>
internal static class TestEntries
{
    /// <summary>Small pages and segments, so that a few hundred entries cross many of both.</summary>
    public static readonly LogGeometry Small = new(PageBits: 12, SegmentBits: 14, MemoryBits: 15);

    public static byte[] Record(long sequence, int salt = 0)
    {
        var record = new byte[1 + ((sequence + salt) * 7919 % 1500)];
        new Random((int)sequence + salt).NextBytes(record);
        return record;
    }

    public static byte[] Framed(ReadOnlySpan<byte> record)
    {
        var framed = new byte[Frame.Bytes + record.Length];
        record.CopyTo(framed.AsSpan(Frame.Bytes));
        return framed;
    }

    /// <summary>Appends and commits in uneven batches.</summary>
    public static void Fill(EntryLog log, int count, int salt = 0)
    {
        for (var i = 0; i < count; i++)
        {
            while (!log.TryAppend(Framed(Record(log.NextSequence, salt)), out _))
            {
                Assert.Null(log.Fault);
                log.Commit();
            }

            if (i % 7 == 0)
                log.Commit();
        }

        log.Commit();
    }

    /// <summary>Fills a new log, then again.</summary>
    /// <returns>The slots of the time between, and where the log ended then: what a slot that lags behind would say.</returns>
    public static (byte[] Slots, LogPosition End) FillTwice(TempFolder folder, int first, int then)
    {
        using var log = EntryLog.Open(folder.Log, Small);
        Fill(log, first);
        var lagging = (File.ReadAllBytes(Path.Combine(folder.Log, "commit")), log.CommittedUntil);
        Fill(log, then);
        return lagging;
    }

    public static void AssertAll(string folder, long last, Func<long, int>? salt = null)
    {
        using var reader = LogReader.Open(folder);
        for (var sequence = 1L; sequence <= last; sequence++)
        {
            var outcome = reader.Read(out var entry);
            Assert.True(outcome is ReadOutcome.Entry, $"entry {sequence}: {outcome} {reader.DamageText}");
            Assert.Equal(sequence, entry.Sequence);
            Assert.Equal(Record(sequence, salt?.Invoke(sequence) ?? 0), entry.Record.ToArray());
        }

        Assert.Equal(ReadOutcome.End, reader.Read(out _));
    }
}
