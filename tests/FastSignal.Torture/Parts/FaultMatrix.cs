namespace FastSignal.Torture.Parts;

internal sealed class FaultMatrix(TorturePlan plan)
{
    public Task<PartResult> RunAsync() { plan.Say(""); return Task.FromResult(new PartResult("faults")); }
}
