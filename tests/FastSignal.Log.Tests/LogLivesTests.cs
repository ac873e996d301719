using System.Globalization;

namespace FastSignal.Log.Tests;

/// <summary>Power cuts in the middle of recoveries, behind truncations, with segment files that are filled ahead: several lives of one log, each
/// ended by a cut.</summary>
public class LogLivesTests
{
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("FASTSIGNAL_SEED"), CultureInfo.InvariantCulture, out var seed)
        ? seed
        : 20_261_124;
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("FASTSIGNAL_ROUNDS"), CultureInfo.InvariantCulture, out var rounds)
        ? rounds
        : 150;

    [Fact]
    public void Through_many_lives_every_committed_entry_is_kept_and_none_comes_back_that_was_gone()
    {
        var failures = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            if (Record.Exception(() => Live(new Random(Seed + round))) is { } failure)
                failures.Add($"seed {Seed + round}: {failure.GetType().Name} {failure.Message}");
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {Rounds}:\n{string.Join('\n', failures.Take(15))}");
    }

    private static void Live(Random random)
    {
        var folder = TempFolder.InMemory();
        using (EntryLog.Open(folder.Log, TestEntries.Small, keepFreeBytes: long.MaxValue / 2))
        {
            // Made.
        }

        // Which life appended the entry that counts for a number.
        var salts = new Dictionary<long, int>();
        var begin = 1L;
        for (var life = 1; life <= 6; life++)
        {
            var start = TempFolder.InMemory();
            Copy(folder.Log, start.Log);
            var disk = new DiskJournal();
            var commits = new List<(int Writes, long Sequence)> { (0, salts.Count == 0 ? 0 : salts.Keys.Max()) };
            var truncations = new List<(int Writes, long Segment, long Sequence)>();
            var own = new Dictionary<long, int>();
            var keep = random.Next(2) == 0 ? 0 : long.MaxValue / 2;
            using (var log = EntryLog.Open(folder.Log, TestEntries.Small, keep, disk))
            {
                Verify(folder.Log, begin, salts, commits[0].Sequence, log.NextSequence - 1, $"life {life}, opening");
                for (var batches = random.Next(1, 25); batches > 0; batches--)
                {
                    for (var i = random.Next(1, 15); i > 0
                        && log.TryAppend(TestEntries.Framed(TestEntries.Record(log.NextSequence, life * 1000)), out var sequence); i--)
                        own[sequence] = life * 1000;
                    log.Commit();
                    commits.Add((disk.Writes.Count - 1, log.NextSequence - 1));
                    if (random.Next(12) != 0)
                        continue;
                    using var reader = LogReader.Open(folder.Log, log);
                    var at = ((reader.Begin.Address >> 14) + random.Next(1, 3)) << 14;
                    if (at >= reader.CommittedUntil.Address)
                        continue;
                    var first = reader.SequenceAt(at)!.Value;
                    log.Truncate(new LogPosition(at, first));
                    truncations.Add((disk.Writes.Count, at >> 14, first));
                }
            }

            // The folder as a cut left it.
            var moment = random.Next(disk.Writes.Count + 1);
            var next = TempFolder.InMemory();
            Copy(start.Log, next.Log);
            for (var i = 0; i <= moment && i < disk.Writes.Count; i++)
            {
                var write = disk.Writes[i];
                if (write.Offset < 0)
                    continue;
                var isDurable = i < moment && (write.IsSynced || disk.Writes.Take(moment).Skip(i).Any(w => w.Offset < 0 && w.File == write.File));
                Apply(next.Log, write, isDurable ? null : random, fillsAhead: keep == 0);
            }

            foreach (var (writes, segment, sequence) in truncations.Where(t => t.Writes <= moment))
            {
                begin = Math.Max(begin, sequence);
                foreach (var file in new LogFolder(next.Log).Segments().Where(s => s < segment))
                    File.Delete(Path.Combine(next.Log, $"log.{file}"));
            }

            var committed = commits.Where(c => c.Writes <= moment).Select(c => c.Sequence).Last();
            foreach (var (sequence, salt) in own)
                salts[sequence] = salt;
            folder.Dispose();
            start.Dispose();
            folder = next;

            // What is found now counts from here on.
            using (var log = EntryLog.Open(folder.Log, TestEntries.Small, random.Next(2) == 0 ? 0 : long.MaxValue / 2))
            {
                Verify(folder.Log, begin, salts, committed, log.NextSequence - 1, $"life {life}, cut at {moment} of {disk.Writes.Count}");
                foreach (var gone in salts.Keys.Where(s => s >= log.NextSequence).ToList())
                    salts.Remove(gone);
            }
        }

        folder.Dispose();
    }

    private static void Verify(string log, long begin, Dictionary<long, int> salts, long committed, long last, string context)
    {
        Assert.True(last >= committed, $"{context}: {committed} were committed, {last} are there");
        using var reader = LogReader.Open(log);
        Assert.True(reader.Begin.Sequence >= begin || begin == 1, $"{context}: begins at {reader.Begin.Sequence} instead of {begin}");
        for (var sequence = reader.Begin.Sequence; sequence <= last; sequence++)
        {
            var outcome = reader.Read(out var entry);
            Assert.True(outcome is ReadOutcome.Entry && entry.Sequence == sequence, $"{context}: entry {sequence}: {outcome} {reader.DamageText}");
            Assert.True(entry.Record.SequenceEqual(TestEntries.Record(sequence, salts[sequence])), $"{context}: entry {sequence} is another");
        }

        Assert.Equal(ReadOutcome.End, reader.Read(out _));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).Where(f => !Path.GetFileName(f).StartsWith("spare", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static void Apply(string log, DiskWrite write, Random? chance, bool fillsAhead)
    {
        var path = Path.Combine(log, write.File);
        if (fillsAhead && write.File != "commit")
        {
            using var whole = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write);
            RandomAccess.SetLength(whole, 1 << 14);
        }

        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write);
        for (var at = 0; at < write.Octets.Length; at += 512)
        {
            if (chance is null || chance.Next(2) == 0)
                RandomAccess.Write(file, write.Octets.AsSpan(at, Math.Min(512, write.Octets.Length - at)), write.Offset + at);
        }
    }
}
