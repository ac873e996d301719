using FastSignal.Fuzz.Rig;

namespace FastSignal.Fuzz;

/// <summary>Every file of the corpus, and then mutations of them, against the oracles of every target.</summary>
/// <remarks>FASTSIGNAL_FUZZ_SECONDS says for how long, all targets together; FASTSIGNAL_FUZZ_SEED repeats a run.</remarks>
public sealed class FuzzTests(ITestOutputHelper output)
{
    public static TheoryData<string> Targets => [.. FuzzTargets.Real.Select(target => target.Name)];

    [Theory, MemberData(nameof(Targets))]
    public void Every_file_of_the_corpus_keeps_the_oracles(string name)
    {
        var target = FuzzTargets.Named(name)!;
        var seeds = FuzzCorpus.SeedsOf(target);
        Assert.NotEmpty(seeds);
        Assert.All(seeds, seed => Assert.True(Campaign.Try(target, seed.Octets) is not { } broken, $"{seed.Name}: {Campaign.Try(target, seed.Octets)}"));
    }

    [Theory, MemberData(nameof(Targets))]
    public void Mutations_of_the_corpus_keep_the_oracles(string name)
    {
        var target = FuzzTargets.Named(name)!;
        var result = Feed(target);
        Assert.True(result.Failing is null, result.Failing is null ? "" : Campaign.Keep(target, result.Failing, FuzzSettings.Seed));
    }

    [Fact]
    public void A_planted_fault_is_found_made_small_and_kept()
    {
        var target = FuzzTargets.Canary;
        Assert.All(FuzzCorpus.SeedsOf(target), seed => Assert.Null(Campaign.Try(target, seed.Octets)));

        var result = Feed(target);

        Assert.True(result.Failing is not null, $"The rig has lost its senses: {result.Inputs} inputs, and the planted fault is not found.");

        // Where an input is cut follows from its octets, so that not every octet can go: small, not smallest.
        Assert.InRange(result.Failing.Length, 2, 64);
        var message = Campaign.Keep(target, result.Failing, FuzzSettings.Seed);
        Assert.Contains("the canary counts in pieces", message, StringComparison.Ordinal);
        var file = message.Split('\n').Single(line => line.StartsWith("Input:", StringComparison.Ordinal))["Input:".Length..].Trim();
        Assert.Equal(result.Failing, File.ReadAllBytes(file));
        File.Delete(file);
    }

    [Fact]
    public void The_same_seed_makes_the_same_mutations()
    {
        var seeds = FuzzCorpus.SeedsOf(FuzzTargets.Canary).Select(seed => seed.Octets).ToList();
        var (one, other) = (new Mutator(seeds, FuzzSettings.Seed), new Mutator(seeds, FuzzSettings.Seed));
        for (var i = 0; i < 100; i++)
            Assert.Equal(one.Next(), other.Next());
    }

    private CampaignResult Feed(IFuzzTarget target)
    {
        output.WriteLine($"FASTSIGNAL_FUZZ_SEED={FuzzSettings.Seed}");
        var result = Campaign.Run(target, FuzzSettings.Seed, FuzzSettings.Share);
        output.WriteLine($"{target.Name}: {result.Inputs} inputs");
        return result;
    }
}
