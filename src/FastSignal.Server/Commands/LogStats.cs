using FastSignal.Leads;
using FastSignal.Log;

namespace FastSignal.Server.Commands;

/// <summary>The line of <c>fastsignal log stats</c>.</summary>
internal static class LogStats
{
    /// <summary>Writes it.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="reader">The log.</param>
    /// <param name="store">The lead store.</param>
    /// <param name="retention">What is kept of the log.</param>
    /// <param name="now">The time.</param>
    public static void Write(Stream target, LogReader reader, LeadStore store, LogRetention retention, DateTimeOffset now)
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
            writer.WriteNumber("segments", LogRetention.SegmentCount(reader));
            if (Oldest(reader) is { } oldest)
                writer.WriteString("oldest", Timestamps.Text(oldest));
            else
                writer.WriteNull("oldest");
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
            IEnumerable<string> alarms =
            [
                .. ConsumerAlarms(reader, consumed, mismatch), .. WaitingAlarms(store, lag),
                .. RetentionAlarms(reader, consumed, retention, now), .. EntryAlarms(outcomes),
            ];
            foreach (var alarm in alarms)
                writer.WriteStringValue(alarm);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>When the first entry that is there was received; null if there is none, or it cannot be read.</summary>
    private static DateTimeOffset? Oldest(LogReader reader)
    {
        reader.Seek(reader.Begin);
        return reader.Read(out var entry) is ReadOutcome.Entry ? RecordTime.Of(entry.Record) : null;
    }

    /// <summary>What the consumer keeps from being given back; what it has worked off, the server gives back within seconds.</summary>
    private static IEnumerable<string> RetentionAlarms(LogReader reader, LogPosition consumed, LogRetention retention, DateTimeOffset now)
    {
        var wanted = retention.Plan(reader, reader.Begin, reader.CommittedUntil, now, RecordTime.Of);
        var overdueBytes = wanted.Address - consumed.Address;
        if (overdueBytes > 0)
            yield return $"the log keeps {(overdueBytes + (1 << 19)) >> 20} MiB beyond its retention, since the consumer has not worked them off";
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
