using FastSignal.Log;

namespace FastSignal.Leads.Tests;

public class LaggingSlotTests
{
    [Fact]
    public void A_checkpoint_ahead_of_a_slot_that_lags_after_a_power_cut_is_no_mismatch_or_names_the_cure()
    {
        using var folder = new TempFolder();
        var directory = Path.Combine(folder.Path, "log");
        byte[] lagging;
        LogPosition consumed;
        using (var log = EntryLog.Open(directory))
        {
            log.TryAppend(new byte[200], out _);
            log.Commit();
            lagging = File.ReadAllBytes(Path.Combine(directory, "commit"));
            log.TryAppend(new byte[200], out _);
            log.Commit();
            consumed = log.CommittedUntil;
        }

        // The consumer's transaction was synced, the slot was not yet. A consumer of its own process comes before the server.
        File.WriteAllBytes(Path.Combine(directory, "commit"), lagging);
        using var reader = LogReader.Open(directory);
        var text = CheckpointCheck.Mismatch(new Checkpoint(reader.LogId, consumed), reader);
        Assert.True(text?.Contains("start", StringComparison.Ordinal) ?? true, text);
    }
}
