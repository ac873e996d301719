using System.Diagnostics;
using FastSignal.Harness;
using FastSignal.Leads;
using FastSignal.Leads.Tests;
using FastSignal.Log;
using FastSignal.Parsing;

namespace FastSignal.EndToEnd;

/// <summary>A <c>fastsignal consume</c> that is killed again and again while it works off a log of entries of all kinds.</summary>
/// <remarks>100,000 entries and 50 kills with FASTSIGNAL_SOAK=1.</remarks>
[Collection(nameof(Alone))]
public sealed class ConsumerKillsTests(ITestOutputHelper output)
{
    private const int KillsAStage = 5;

    private static readonly int EntryCount = Soak.IsOn ? 100_000 : 10_000;

    /// <summary>The stages in which it is killed; in the others it runs to the end.</summary>
    private static readonly int KillStageCount = Soak.IsOn ? MixedWorkload.StageCount : 2;

    [Fact]
    public async Task Killed_at_random_moments_it_leaves_the_store_of_an_undisturbed_run()
    {
        var (entriesSeed, seed) = (Seed.Of(), Seed.Of());
        var random = new Random(seed);
        await using var calm = new Installation();
        await using var harsh = new Installation();
        var stageTime = TimeSpan.Zero;
        await RunAsync(calm, new MixedWorkload(EntryCount, entriesSeed), (_, _) =>
        {
            var start = Stopwatch.GetTimestamp();
            Drain(calm);
            stageTime = Stopwatch.GetElapsedTime(start);
            return Task.CompletedTask;
        });

        var (kills, killsAtWork) = (0, 0);
        await RunAsync(harsh, new MixedWorkload(EntryCount, entriesSeed), async (stage, next) =>
        {
            for (var kill = 0; stage < KillStageCount && kill < KillsAStage; kill++, kills++)
                killsAtWork += await KillAsync(harsh, next, stageTime * 1.5 * random.NextDouble()) ? 1 : 0;
            await ConsumeAsync(harsh, next);
        });

        var what = $"{EntryCount} entries of seed {entriesSeed}, {kills} kills of seed {seed}, {killsAtWork} of them before the end of a stage";
        output.WriteLine(what);
        StoreDump.AssertSame(StoreDump.Read(StoreOf(calm)), StoreDump.Read(StoreOf(harsh)), what);
        Assert.InRange(killsAtWork, kills / 4, kills);
    }

    /// <summary>Writes the log stage by stage; the consumer has its turn after each.</summary>
    private static async Task RunAsync(Installation installation, MixedWorkload entries, Func<int, long, Task> consume)
    {
        Directory.CreateDirectory(installation.Data);
        using var registry = SignalRegistry.Open(Path.Combine(installation.Data, SignalRegistry.FileName), TimeProvider.System);
        using var log = EntryLog.Open(Path.Combine(installation.Data, "log"), LogGeometry.Default with { SegmentBits = 23 });
        entries.AddSignals(registry);
        for (var stage = 0; stage < MixedWorkload.StageCount; stage++)
        {
            foreach (var record in entries.NextStage())
                Assert.True(log.TryAppend([.. new byte[RecordBuffer.FrameBytes], .. record], out _));
            log.Commit();
            await consume(stage, log.NextSequence);
            entries.ChangeSignals(registry);
        }

        entries.EndPauses(registry);
        await consume(MixedWorkload.StageCount, log.NextSequence);
    }

    private static void Drain(Installation installation)
    {
        using var source = new LogEntrySource(LogReader.Open(Path.Combine(installation.Data, "log")));
        using var consumer = new Consumer(source, installation.Data, new NoAlarms(), TimeProvider.System);
        consumer.DrainToEnd();
    }

    /// <summary>Starts a consumer and kills it some time after it has begun.</summary>
    /// <returns>Whether it was at work.</returns>
    private static async Task<bool> KillAsync(Installation installation, long next, TimeSpan after)
    {
        await using var consumer = installation.Consume();
        await Eventually.HoldsAsync(() => Task.FromResult(ConsumerLock.IsHeld(installation.Data)), static isHeld => isHeld, "the consumer runs");
        await Task.Delay(after, TestContext.Current.CancellationToken);
        consumer.Kill();
        return !IsAtEnd(installation, next);
    }

    private static async Task ConsumeAsync(Installation installation, long next)
    {
        await using var consumer = installation.Consume();
        await Eventually.HoldsAsync(() => Task.FromResult(IsAtEnd(installation, next)), static isAtEnd => isAtEnd, "the consumer catches up", seconds: 120);
        consumer.Kill();
    }

    /// <summary>Whether every entry has had its effect, and nothing is held of a signal that is not paused.</summary>
    private static bool IsAtEnd(Installation installation, long next)
    {
        if (!File.Exists(StoreOf(installation)))
            return false;

        using var store = LeadStore.Open(StoreOf(installation));
        using var registry = SignalRegistry.OpenExisting(Path.Combine(installation.Data, SignalRegistry.FileName), TimeProvider.System);
        return store.Checkpoint()?.Position.Sequence == next
            && registry.List().Where(static signal => signal.Status is not SignalStatus.Paused)
                .All(signal => store.Held(signal.Id).All(static held => held.Outcome is not EntryOutcome.Paused));
    }

    private static string StoreOf(Installation installation) => Path.Combine(installation.Data, LeadStore.FileName);

    private sealed class NoAlarms : IConsumerEvents
    {
        public void Stopped(string cause) => Assert.Fail(cause);

        public void Waiting(string cause) => Assert.Fail(cause);

        public void Resumed() => Assert.Fail("It had waited.");

        public void EntryFailed(long sequence, string cause)
        {
            // Some of the entries are made to.
        }
    }
}
