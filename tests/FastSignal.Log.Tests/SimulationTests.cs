using System.Globalization;

namespace FastSignal.Log.Tests;

/// <summary>
/// Power cuts and refusing disks, by the thousand: a workload runs once on a disk that remembers its writes; then, for one moment after
/// the other, the folder is put together as that moment might have left it, and the log must be what was promised.
/// </summary>
public sealed class SimulationTests
{
    private const int SectorBytes = 512;

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("FASTSIGNAL_SEED"), CultureInfo.InvariantCulture, out var seed)
        ? seed
        : 20_261_124;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Whatever_moment_the_power_goes_every_committed_entry_is_there_once_and_in_order(int run)
    {
        using var run1 = Workload.Run(Seed + run, batches: 120);
        var random = new Random(Seed + run);
        for (var moment = 0; moment <= run1.Writes.Count; moment++)
        {
            using var crashed = run1.CutAt(moment, random, tearsInSectors: false);
            AssertKeeps(crashed.Folder, run1, moment, random, Context(run, moment));
        }
    }

    [Theory]
    [InlineData(10)]
    public void A_write_torn_inside_a_sector_is_never_an_empty_log_and_never_a_wrong_entry(int run)
    {
        using var run1 = Workload.Run(Seed + run, batches: 120);
        var random = new Random(Seed + run);
        var refused = 0;
        for (var moment = 0; moment <= run1.Writes.Count; moment++)
        {
            using var crashed = run1.CutAt(moment, random, tearsInSectors: true);
            try
            {
                AssertKeeps(crashed.Folder, run1, moment, random, Context(run, moment));
            }
            catch (EntryLogException refusal)
            {
                // The sector held octets that were acknowledged before: the promise needs whole sectors, and says so.
                Assert.Contains("damaged", refusal.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.InRange(refused, 0, run1.Writes.Count / 2);
    }

    [Fact]
    public void The_simulation_notices_a_disk_that_lies()
    {
        // One write that was reported durable is not there: some moments after it must show a loss, or these tests could not fail.
        using var run = Workload.Run(Seed, batches: 40);
        var random = new Random(Seed);
        var noticed = 0;
        for (var moment = 20; moment <= run.Writes.Count; moment++)
        {
            using var crashed = run.CutAt(moment, random, tearsInSectors: false, lost: moment - 2);
            if (Record.Exception(() => AssertKeeps(crashed.Folder, run, moment, random, Context(0, moment))) is not null)
                noticed++;
        }

        Assert.InRange(noticed, run.Writes.Count / 4, run.Writes.Count);
    }

    [Fact]
    public void Whichever_step_the_disk_refuses_nothing_is_committed_after_it_and_a_restart_has_all_that_was_committed_before()
    {
        var fired = true;
        for (var step = 0; fired; step++)
        {
            using var folder = TempFolder.InMemory();
            var disk = new DiskJournal { FailsAt = step };
            var committed = 0L;
            try
            {
                using var log = EntryLog.Open(folder.Log, TestEntries.Small, keepFreeBytes: 0, disk);
                committed = FillUntilFault(log, batches: 40);
                fired = log.Fault is not null;
                Assert.True(!fired || Assert.Throws<EntryLogException>(log.Commit) == log.Fault);
            }
            catch (EntryLogException)
            {
                // It did not even open.
            }

            using var again = EntryLog.Open(folder.Log, TestEntries.Small);
            Assert.True(again.NextSequence > committed, $"step {step}: {committed} entries were committed, {again.NextSequence - 1} are there");
            TestEntries.AssertAll(folder.Log, again.NextSequence - 1);
            TestEntries.Fill(again, 5);
            TestEntries.AssertAll(folder.Log, again.NextSequence - 1);
        }
    }

    /// <returns>The last committed sequence.</returns>
    private static long FillUntilFault(EntryLog log, int batches)
    {
        var committed = log.NextSequence - 1;
        for (var batch = 0; batch < batches && log.Fault is null; batch++)
        {
            for (var i = 0; i <= batch % 5; i++)
                log.TryAppend(TestEntries.Framed(TestEntries.Record(log.NextSequence)), out _);
            if (Record.Exception(log.Commit) is null)
                committed = log.NextSequence - 1;
        }

        return committed;
    }

    /// <summary>All that was committed is there, in order and whole; then the log goes on, and what was not committed never comes back.</summary>
    private static void AssertKeeps(string folder, Workload run, int moment, Random random, string context)
    {
        var committed = run.CommittedAt(moment);
        long found;
        using (var log = EntryLog.Open(folder, TestEntries.Small, keepFreeBytes: long.MaxValue / 2))
        {
            found = log.NextSequence - 1;
            Assert.True(found >= committed, $"{context}: {committed} entries were committed, {found} are there");
            TestEntries.AssertAll(folder, found);
            if (random.Next(4) == 0)
                TestEntries.Fill(log, random.Next(1, 12), salt: 1000);
        }

        using var again = EntryLog.Open(folder, TestEntries.Small, keepFreeBytes: long.MaxValue / 2);
        TestEntries.AssertAll(folder, again.NextSequence - 1, sequence => sequence <= found ? 0 : 1000);
    }

    private static string Context(int run, int moment) => $"seed {Seed}, run {run}, moment {moment}";

    /// <summary>One run of a log on a disk that remembers, and what was committed when.</summary>
    private sealed class Workload : IDisposable
    {
        private readonly TempFolder _folder = TempFolder.InMemory();
        private readonly DiskJournal _disk = new();
        private readonly List<(int Writes, long Sequence)> _commits = [];

        public IReadOnlyList<DiskWrite> Writes => _disk.Writes;

        public static Workload Run(int seed, int batches)
        {
            var random = new Random(seed);
            var workload = new Workload();
            using var log = EntryLog.Open(workload._folder.Log, TestEntries.Small, keepFreeBytes: long.MaxValue / 2, workload._disk);
            for (var batch = 0; batch < batches; batch++)
            {
                for (var i = random.Next(1, 15); i > 0 && log.TryAppend(TestEntries.Framed(TestEntries.Record(log.NextSequence)), out _); i--)
                {
                    // As much as the batch wants, or as there is room.
                }

                log.Commit();
                workload._commits.Add((workload.Writes.Count - 1, log.NextSequence - 1));
            }

            return workload;
        }

        /// <summary>The last sequence that was acknowledged before the write at a moment began. The write of a commit's slot comes last, and nothing
        /// waits for it.</summary>
        public long CommittedAt(int moment) => _commits.Where(c => c.Writes <= moment).Select(c => c.Sequence).LastOrDefault();

        /// <summary>The folder as the power cut left it: synced writes are there, the one under way is torn, of unsynced ones any part is.</summary>
        public Crash CutAt(int moment, Random random, bool tearsInSectors, int lost = -1)
        {
            var crash = new Crash(_folder.Log);
            for (var i = 0; i <= moment && i < Writes.Count; i++)
            {
                var write = Writes[i];
                if (write.Offset < 0 || i == lost)
                    continue;
                var isDurable = i < moment && (write.IsSynced || Writes.Take(moment).Skip(i).Any(w => w.Offset < 0 && w.File == write.File));
                crash.Apply(write, isDurable ? null : random, tearsInSectors);
            }

            return crash;
        }

        public void Dispose() => _folder.Dispose();
    }

    /// <summary>A folder that is put together write by write.</summary>
    private sealed class Crash : IDisposable
    {
        private readonly TempFolder _folder = TempFolder.InMemory();

        public Crash(string original)
        {
            Directory.CreateDirectory(_folder.Log);
            foreach (var name in new[] { "id", "format" })
                File.Copy(Path.Combine(original, name), Path.Combine(_folder.Log, name));
            var first = new LogPosition(LogGeometry.FirstAddress, 1);
            CommitSlots.Create(Path.Combine(_folder.Log, "commit"), new CommitSlot(1, first, first, TestEntries.Small));
        }

        public string Folder => _folder.Log;

        /// <summary>Applies a write: all of it, or, with a source of chance, any of its sectors, and perhaps parts of them.</summary>
        public void Apply(DiskWrite write, Random? chance, bool tearsInSectors)
        {
            using var file = File.OpenHandle(Path.Combine(_folder.Log, write.File), FileMode.OpenOrCreate, FileAccess.Write);
            if (chance is null)
            {
                RandomAccess.Write(file, write.Octets, write.Offset);
                return;
            }

            for (var at = 0; at < write.Octets.Length; at += SectorBytes)
            {
                var sector = write.Octets.AsSpan(at, Math.Min(SectorBytes, write.Octets.Length - at));
                if (chance.Next(2) == 0)
                    RandomAccess.Write(file, tearsInSectors ? sector[..chance.Next(sector.Length + 1)] : sector, write.Offset + at);
            }
        }

        public void Dispose() => _folder.Dispose();
    }
}
