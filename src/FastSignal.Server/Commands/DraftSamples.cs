using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Parsing;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary>The test entries of a draft: those that the consumer has kept, and those that are in the log and not consumed yet.</summary>
internal static class DraftSamples
{
    /// <summary>The newest that are kept; the consumer keeps as many.</summary>
    internal const int MaxCount = 100;

    /// <summary>Reads the newest <see cref="MaxCount"/> of them, oldest first, however far the consumer has come.</summary>
    public static IReadOnlyList<IReadOnlyList<Leaf>> Read(DataFolder folder, long signalId)
    {
        if (!Directory.Exists(folder.Log))
            return [];

        using var store = LeadStore.Open(folder.Leads);
        var checkpoint = store.Checkpoint();
        var samples = new Queue<IReadOnlyList<Leaf>>(store.Samples(signalId).Reverse().Select(s => EntryLeaves.ReadRecord(s.Record)));

        using var reader = LogReader.Open(folder.Log);

        // A checkpoint that does not fit says nothing about this log: all of it is read.
        if (checkpoint is not null && CheckpointCheck.Mismatch(checkpoint, reader) is null)
            reader.Seek(checkpoint.Position);
        ReadOutcome outcome;
        while ((outcome = reader.Read(out var entry)) is ReadOutcome.Entry or ReadOutcome.Quarantined or ReadOutcome.Truncated)
        {
            if (outcome is ReadOutcome.Entry && EntryRecord.TryRead(entry.Record, out var record) && record.IsTest && record.SignalId == signalId
                && !store.Forgotten.Contains(entry.Sequence))
                samples.Enqueue(EntryLeaves.Read(record.Fields));
            if (samples.Count > MaxCount)
                samples.Dequeue();
        }

        return [.. samples];
    }
}
