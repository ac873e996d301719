using System.Globalization;
using FastSignal.Harness;
using FastSignal.Torture;
using FastSignal.Torture.Parts;

namespace FastSignal.EndToEnd.Breaking;

/// <summary>What the short versions of <c>tests/torture</c> share.</summary>
public abstract class ShortTorture(ITestOutputHelper output)
{
    private protected TorturePlan Plan => new() { Seed = Seed.Of(output.WriteLine), Say = output.WriteLine };

    private protected void Check(PartResult result)
    {
        if (result.Skipped is { } reason)
            Assert.Skip(reason);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Name}: {result.Standing}, {result.Restarts} restarts, ready within {result.LongestReady.TotalSeconds:0.00} s, {result.Duration.TotalSeconds:0} s"));
        Assert.True(result.IsGood, string.Join('\n', result.Problems));
        Assert.True(result.Standing.Found > 0 && result.Standing.Found == result.Standing.Acknowledged);
    }
}
