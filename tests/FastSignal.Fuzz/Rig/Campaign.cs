using System.Diagnostics;

namespace FastSignal.Fuzz.Rig;

/// <summary>Feeds a target mutated seeds until its time is up or an oracle breaks.</summary>
internal static class Campaign
{
    /// <summary>An input that takes longer than this is a finding, too: the largest takes milliseconds, on a busy machine tens of them.</summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromSeconds(5);

    /// <summary>Runs it.</summary>
    public static CampaignResult Run(IFuzzTarget target, int seed, TimeSpan duration)
    {
        var seeds = FuzzCorpus.SeedsOf(target).Select(one => one.Octets).ToList();
        var mutator = new Mutator(seeds, seed);
        var began = Stopwatch.GetTimestamp();
        var inputs = 0L;
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            var input = mutator.Next();
            inputs++;
            if (Try(target, input) is not null)
                return new CampaignResult(inputs, Minimiser.Smaller(target, input));
        }

        return new CampaignResult(inputs, Failing: null);
    }

    /// <summary>Feeds one input.</summary>
    /// <returns>What broke; null if all oracles hold.</returns>
    public static Exception? Try(IFuzzTarget target, byte[] input)
    {
        try
        {
            var began = Stopwatch.GetTimestamp();
            target.Run(input);
            var took = Stopwatch.GetElapsedTime(began);
            return took > MaxRun ? new FindingException($"one input takes {took}") : null;
        }
        catch (Exception broken)
        {
            // Whatever it is, it is what the rig looks for.
            return broken;
        }
    }

    /// <summary>Keeps an input that breaks an oracle, and says all that is needed to see it again.</summary>
    public static string Keep(IFuzzTarget target, byte[] failing, int seed)
    {
        Directory.CreateDirectory(FuzzCorpus.Findings);
        var name = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(failing).AsSpan(0, 6));
        var file = Path.Combine(FuzzCorpus.Findings, $"{target.Name}-{name}.bin");
        File.WriteAllBytes(file, failing);
        return $"""
            An input of {failing.Length} octets breaks an oracle of the target {target.Name}.
            Input:  {file}
            Again:  dotnet run -c Release --project tests/FastSignal.Fuzz -- {target.Name} {file}
            Seed:   FASTSIGNAL_FUZZ_SEED={seed}
            {Try(target, failing)}
            """;
    }
}

/// <summary>What came of feeding a target.</summary>
/// <param name="Inputs">How many inputs were fed.</param>
/// <param name="Failing">An input that breaks an oracle, made smaller; null if there was none.</param>
internal sealed record CampaignResult(long Inputs, byte[]? Failing);
