using FastSignal.Torture.Machine;
using FastSignal.Torture.Parts;

namespace FastSignal.Torture;

/// <summary>Runs the parts of a plan, one after the other.</summary>
internal static class TortureRun
{
    /// <summary>Runs what the plan asks for; a part that cannot run here says why.</summary>
    public static async Task<IReadOnlyList<PartResult>> RunAsync(TorturePlan plan)
    {
        var results = new List<PartResult>();
        if (plan.Kills > 0)
            results.Add(await KillsAsync(plan));
        if (plan.PowerCuts > 0)
            results.Add(await PowerAsync(plan));
        if (plan.Faults != "none")
            results.Add(await FaultsAsync(plan));
        return results;
    }

    /// <summary>Kills.</summary>
    public static async Task<PartResult> KillsAsync(TorturePlan plan)
    {
        await using var kill = new KillBlow();
        return await new CrashRounds("kills", kill, plan).RunAsync(plan.Kills);
    }

    /// <summary>Power cuts.</summary>
    public static async Task<PartResult> PowerAsync(TorturePlan plan)
    {
        if (await LoopFileSystem.WhyNotAsync() is { } reason)
            return new PartResult("power") { Skipped = reason };
        await using var power = await PowerBlow.CreateAsync();
        return await new CrashRounds("power", power, plan).RunAsync(plan.PowerCuts);
    }

    /// <summary>Failing system calls.</summary>
    public static async Task<PartResult> FaultsAsync(TorturePlan plan)
    {
        if (await Strace.WhyNotAsync() is { } reason)
            return new PartResult("faults") { Skipped = reason };
        await using var matrix = new FaultMatrix(plan);
        return await matrix.RunAsync();
    }
}
