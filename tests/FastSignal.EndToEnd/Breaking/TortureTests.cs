using System.Globalization;
using FastSignal.Torture;
using FastSignal.Torture.Parts;

namespace FastSignal.EndToEnd.Breaking;

/// <summary>The short versions of <c>tests/torture</c>.</summary>
public sealed class TortureTests(ITestOutputHelper output)
{
    private TorturePlan Plan => new() { Seed = Seed(), Say = output.WriteLine };

    [Fact]
    public async Task Fifty_kills_lose_nothing() => Check(await TortureRun.KillsAsync(Plan with { Kills = 50 }));

    [Fact]
    public async Task Thirty_power_cuts_lose_nothing() => Check(await TortureRun.PowerAsync(Plan with { PowerCuts = 30 }));

    [Fact]
    public async Task A_failing_write_sync_or_open_of_the_log_costs_no_acknowledged_entry() =>
        Check(await TortureRun.FaultsAsync(Plan with { Faults = "pwrite64@run,fdatasync@run,pwrite64:EIO@start,openat:EIO@run", FaultPoints = 2 }));

    [Fact]
    public async Task Kills_do_lose_what_is_acknowledged_from_memory()
    {
        var result = await TortureRun.KillsAsync(Plan with { Kills = 6, ServeArguments = ["--ack", "memory"] });
        Assert.True(result.Standing.Lost > 0, "The control lost nothing: the torture would not see a loss.");
    }

    private void Check(PartResult result)
    {
        if (result.Skipped is { } reason)
            Assert.Skip(reason);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Name}: {result.Standing}, {result.Restarts} restarts, ready within {result.LongestReady.TotalSeconds:0.00} s, {result.Duration.TotalSeconds:0} s"));
        Assert.True(result.IsGood, string.Join('\n', result.Problems));
        Assert.True(result.Standing.Found > 0 && result.Standing.Found == result.Standing.Acknowledged);
    }

    private int Seed()
    {
        var seed = Harness.Seed.Of();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        return seed;
    }
}
