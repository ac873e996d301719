using FastSignal.Torture;

namespace FastSignal.EndToEnd.Breaking;

/// <summary>Kills and power cuts at random moments.</summary>
public sealed class TortureTests(ITestOutputHelper output) : ShortTorture(output)
{
    [Fact]
    public async Task Fifty_kills_lose_nothing() => Check(await TortureRun.KillsAsync(Plan with { Kills = 50 }));

    [Fact]
    public async Task Thirty_power_cuts_lose_nothing() => Check(await TortureRun.PowerAsync(Plan with { PowerCuts = 30 }));

    [Fact]
    public async Task Kills_do_lose_what_is_acknowledged_from_memory()
    {
        var result = await TortureRun.KillsAsync(Plan with { Kills = 6, ServeArguments = ["--ack", "memory"] });
        Assert.True(result.Standing.Lost > 0, "The control lost nothing: the torture would not see a loss.");
    }
}
