using FastSignal.Torture;

namespace FastSignal.EndToEnd.Breaking;

/// <summary>System calls of the log that fail. How long requests then take, and the end of the process, is part of the verdict.</summary>
[Collection(nameof(Alone))]
public sealed class TortureFaultTests(ITestOutputHelper output) : ShortTorture(output)
{
    [Fact]
    public async Task A_failing_write_sync_or_open_of_the_log_costs_no_acknowledged_entry() =>
        Check(await TortureRun.FaultsAsync(Plan with { Faults = "pwrite64@run,fdatasync@run,pwrite64:EIO@start,openat:EIO@run", FaultPoints = 2 }));
}
