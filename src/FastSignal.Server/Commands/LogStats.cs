using FastSignal.Leads;
using FastSignal.Log;

namespace FastSignal.Server.Commands;

/// <summary>The line of <c>fastsignal log stats</c>.</summary>
internal static class LogStats
{
    /// <summary>Writes it.</summary>
    public static void Write(Stream target, LogReader reader, LeadStore store)
    {
        var checkpoint = store.Checkpoint();
        var consumed = checkpoint?.Position ?? reader.Begin;
        var mismatch = CheckpointCheck.Mismatch(checkpoint, reader);
        long? lag = mismatch is null ? reader.CommittedUntil.Sequence - consumed.Sequence : null;
        var outcomes = store.OutcomeCounts();
        JsonLine.Write(target, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("log", reader.LogId);
            writer.WriteNumber("begin", reader.Begin.Address);
            writer.WriteNumber("committed_until", reader.CommittedUntil.Address);
            writer.WriteNumber("entries", reader.CommittedUntil.Sequence - reader.Begin.Sequence);
            writer.WriteNumber("bytes", reader.CommittedUntil.Address - reader.Begin.Address);
            writer.WriteNumber("checkpoint", consumed.Address);
            writer.WriteNumber("consumed", consumed.Sequence - 1);
            if (lag is { } waiting)
                writer.WriteNumber("lag", waiting);
            else
                writer.WriteNull("lag");
            writer.WriteNumber("held", store.HeldCount());
            writer.WriteStartObject("outcomes");
            foreach (var (outcome, count) in outcomes)
                writer.WriteNumber(outcome.Name(), count);
            writer.WriteEndObject();
            writer.WriteStartArray("alarms");
            foreach (var alarm in (IEnumerable<string>)[.. ConsumerAlarms(reader, consumed, mismatch), .. WaitingAlarms(store, lag), .. EntryAlarms(outcomes)])
                writer.WriteStringValue(alarm);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>What a consumer stops at; the log is read only from a checkpoint that fits.</summary>
    private static IEnumerable<string> ConsumerAlarms(LogReader reader, LogPosition consumed, string? mismatch)
    {
        if (mismatch is not null)
        {
            yield return $"the consumer stops: {mismatch}";
            yield break;
        }

        reader.Seek(consumed);
        if (reader.Read(out _) is ReadOutcome.Damaged)
            yield return $"the consumer stops at damage {reader.DamageText}";
    }

    private static IEnumerable<string> WaitingAlarms(LeadStore store, long? lag)
    {
        if (lag > 0 && !ConsumerLock.IsHeld(store.DataDirectory))
            yield return $"no consumer runs, {lag} entries wait";
    }

    private static IEnumerable<string> EntryAlarms(IReadOnlyDictionary<EntryOutcome, long> outcomes)
    {
        if (outcomes.GetValueOrDefault(EntryOutcome.Failed) is > 0 and var failed)
            yield return $"{failed} entries failed and are held";
    }
}
