using FastSignal.Harness;

namespace FastSignal.Leads.Tests;

/// <summary>Ends the consumer fifty times at one step of its loop, in a log of entries of all kinds, and at all of them: the store is that of an
/// undisturbed run.</summary>
/// <remarks>100,000 entries with FASTSIGNAL_SOAK=1.</remarks>
public sealed class KillsTests
{
    private const int KillCount = 50;

    private static readonly int EntryCount = Soak.IsOn ? 100_000 : 1_200;
    private static readonly int BatchCount = EntryCount / 80;
    private static readonly int EntriesSeed = Seed.Of();
    private static readonly Lazy<Result> Undisturbed = new(() => Run(static _ => false));

    public static TheoryData<string> Steps => [.. Enum.GetNames<ConsumerStep>(), "any"];

    [Theory, MemberData(nameof(Steps))]
    public void Fifty_kills_at_a_step_change_nothing(string stepName)
    {
        ConsumerStep? step = Enum.TryParse<ConsumerStep>(stepName, out var named) ? named : null;
        var undisturbed = Undisturbed.Value;
        var seed = Seed.Of();
        var what = $"{EntryCount} entries of seed {EntriesSeed}, killed at {stepName} by seed {seed}";

        // A disturbed run may have a few less: what is committed is not done again, and the last look at what was held may have been such a step.
        var occurrences = undisturbed.Occurrences(step) * 4 / 5;
        Assert.True(occurrences >= KillCount, $"{what}: only {occurrences} occurrences");

        var due = Sample(occurrences, seed);
        var (seen, kills) = (0, 0);
        var disturbed = Run(reached => (step is null || reached == step) && due.Contains(seen++) && ++kills > 0);
        Assert.Equal(KillCount, kills);
        StoreDump.AssertSame(undisturbed.Store, disturbed.Store, what);
        Assert.Equal(undisturbed.Mappings, disturbed.Mappings);
    }

    [Fact]
    public void The_entries_are_of_all_kinds()
    {
        var store = Undisturbed.Value.Store;
        Assert.All((string[])["leads", "entry_leads", "held", "idempotency", "merged_leads", "other_keys", "outcomes", "samples"],
            table => Assert.NotEmpty(store[table]));
        var counted = store["outcome_counts"].Select(static row => row.Split('|')[1]).ToHashSet(StringComparer.Ordinal);
        Assert.All(
            (string[])["lead_created", "lead_updated", "test", "no_identifier", "invalid_identifier", "duplicate", "failed", "unknown_signal", "paused"],
            outcome => Assert.Contains(outcome, counted));
        Assert.Contains(store["leads"], static row => row.Contains("other_email", StringComparison.Ordinal));
        Assert.All(Undisturbed.Value.Mappings, static mapping => Assert.NotNull(mapping));
    }

    private static HashSet<int> Sample(int count, int seed)
    {
        var numbers = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(numbers);
        return [.. numbers.AsSpan(0, KillCount)];
    }

    private static Result Run(Func<ConsumerStep, bool> isKilledAt)
    {
        using var bench = new ConsumerBench();
        var entries = new MixedWorkload(EntryCount, EntriesSeed);
        var occurrences = new int[Enum.GetValues<ConsumerStep>().Length];
        entries.AddSignals(bench.Registry);
        for (var stage = 0; stage < MixedWorkload.StageCount; stage++)
        {
            bench.Source.Add([.. entries.NextStage()]);
            Consume(bench, occurrences, isKilledAt);
            entries.ChangeSignals(bench.Registry);
        }

        entries.EndPauses(bench.Registry);
        Consume(bench, occurrences, isKilledAt);
        return new Result(StoreDump.Read(bench.Folder.LeadsFile), [.. bench.Registry.List().Select(static signal => signal.Mapping?.ToStoredJson())],
            occurrences);
    }

    /// <summary>Consumers that know nothing but the files, one after the other, until one comes to the end.</summary>
    private static void Consume(ConsumerBench bench, int[] occurrences, Func<ConsumerStep, bool> isKilledAt)
    {
        for (var isAtEnd = false; !isAtEnd;)
        {
            using var consumer = bench.Consumer(
                step =>
                {
                    occurrences[(int)step]++;
                    if (isKilledAt(step))
                        throw new ConsumerStoppedException("killed");
                },
                BatchCount);
            try
            {
                consumer.DrainToEnd();
                isAtEnd = true;
            }
            catch (ConsumerStoppedException killed) when (string.Equals(killed.Message, "killed", StringComparison.Ordinal))
            {
                // The next one begins at the checkpoint.
            }
        }
    }

    private sealed record Result(SortedDictionary<string, IReadOnlyList<string>> Store, IReadOnlyList<string?> Mappings, int[] StepCounts)
    {
        public int Occurrences(ConsumerStep? step) => step is { } one ? StepCounts[(int)one] : StepCounts.Sum();
    }
}
