using FastSignal.Log;

namespace FastSignal.Leads;

/// <summary>Says what became of an entry and why: from its record, the store and the signals, all of which it only reads.</summary>
/// <param name="log">The log; the caller disposes it.</param>
/// <param name="store">The lead store; null if there is none yet.</param>
/// <param name="registry">The signals.</param>
public sealed class EntryExplainer(LogReader log, LeadStore? store, SignalRegistry registry)
{
    private const string NoReason = "its reason is no longer kept, only those of the newest 1,000 entries of a signal are";

    /// <summary>Explains one entry.</summary>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="whyNot">Why it cannot be shown, in a sentence: cause and cure; null if it can.</param>
    /// <returns>Null if its record is nowhere.</returns>
    /// <exception cref="ConsumerStoppedException">The store belongs to another log.</exception>
    public EntryExplanation? Explain(long sequence, out string? whyNot)
    {
        // The log first: a tombstone that is set meanwhile is then seen.
        var lookup = EntryLookup.Find(log, sequence, out var entry);
        var signals = registry.List().ToDictionary(signal => signal.Id);
        var record = lookup is LookupOutcome.Found ? Read(entry.Record, signals) : null;
        var traces = store?.FindEntry(sequence, record?.SignalId) ?? EntryTraces.None;
        if (traces.Checkpoint is { } checkpoint && !string.Equals(checkpoint.LogId, log.LogId, StringComparison.OrdinalIgnoreCase))
            throw new ConsumerStoppedException($"leads.db belongs to log {checkpoint.LogId}, but this log is {log.LogId}: put both back from one backup.");

        var origin = record is not null ? RecordOrigin.Log : traces.IsHeld ? RecordOrigin.Held : RecordOrigin.Samples;
        record ??= traces.Kept is { } kept ? Read(kept.Record, signals) : null;
        whyNot = record is null ? WhyNot(lookup, sequence, traces) : null;
        return record is null ? null : Explain(sequence, origin, record, traces, signals.GetValueOrDefault(record.SignalId));
    }

    private static ExplainedRecord Read(ReadOnlySpan<byte> record, Dictionary<long, Signal> signals) =>
        ExplainedRecord.Read(record, id => signals.GetValueOrDefault(id)?.Mapping);

    private EntryExplanation Explain(long sequence, RecordOrigin origin, ExplainedRecord record, EntryTraces traces, Signal? signal)
    {
        var shown = traces.IsForgotten ? record.WithoutContent() : record;
        var isConsumed = sequence <= (traces.Checkpoint?.LastSequence ?? 0);
        var (outcome, reason) = traces.Outcome is null ? Unrecorded(record, traces, isConsumed) : Recorded(traces);
        return new EntryExplanation
        {
            LogId = log.LogId,
            Sequence = sequence,
            Origin = origin,
            Record = shown,
            Signal = signal,
            Traces = traces,
            Outcome = outcome,
            Reason = reason,
            Present = signal?.Mapping is { } mapping && shown.Leaves is { } leaves
                && outcome is not (EntryOutcome.Duplicate or EntryOutcome.Excluded or EntryOutcome.Filtered)
                ? Present(signal, mapping, leaves, outcome, reason, traces)
                : null,
        };
    }

    private static (EntryOutcome? Outcome, string Reason) Recorded(EntryTraces traces) => (traces.Outcome, traces switch
    {
        { Recorded: { } recorded } => recorded.Reason,
        { CountedAs: null, Kept.Outcome: EntryOutcome.Test } => "the signal was a draft when the entry was received",
        _ => NoReason,
    });

    private static (EntryOutcome? Outcome, string Reason) Unrecorded(ExplainedRecord record, EntryTraces traces, bool isConsumed) =>
        (record, traces, isConsumed) switch
        {
            (_, { IsForgotten: true }, false) => (null, "not yet consumed; it will be excluded, since the person was deleted on request"),
            (_, _, false) => (null, "not yet consumed"),
            (_, { IsForgotten: true }, true) => (null, "the person was deleted on request, and what became of the entry with them"),
            ({ IsTest: true }, _, true) => (EntryOutcome.Test, "the signal was a draft when the entry was received"),
            _ => (null, "what became of it is not kept any more"),
        };

    private PresentMapping Present(Signal signal, SignalMapping mapping, EntryLeaves leaves, EntryOutcome? outcome, string reason, EntryTraces traces)
    {
        var mapped = EntryMapper.Map(signal.Target, mapping, leaves);
        var keys = MappedKey.Of(mapping, mapped, leaves);
        var isDecided = outcome is EntryOutcome.LeadCreated or EntryOutcome.LeadUpdated or EntryOutcome.NoIdentifier or EntryOutcome.InvalidIdentifier;
        if (isDecided && traces.MappingVersion == signal.MappingVersion)
            return new PresentMapping(signal.MappingVersion, keys, outcome!.Value, reason, traces.LeadId, Differs: false);

        var now = Result(signal, mapped, leaves, traces);
        var isSame = now.LeadId == traces.LeadId && (now.LeadId is not null || now.Outcome == outcome);

        // Whose lead was removed since, as a deletion does, is left alone by a replay.
        return isDecided && (isSame || (traces.LeadId is not null && traces.Lead is null))
            ? new PresentMapping(signal.MappingVersion, keys, outcome!.Value, reason, traces.LeadId, Differs: false)
            : new PresentMapping(signal.MappingVersion, keys, now.Outcome, now.Reason, now.LeadId, Differs: isDecided);
    }

    private EntryResult Result(Signal signal, MappedEntry mapped, EntryLeaves leaves, EntryTraces traces)
    {
        if (mapped.Problem is not MappingProblem.None)
            return EntryHandler.ProblemOf(mapped);

        var now = LeadWriter.KeysOf(signal.Target, mapped);
        var decided = registry.Mappings(signal.Id).FirstOrDefault(version => version.Version == traces.MappingVersion)?.Mapping;
        MatchKeys? before = decided is null ? null : LeadWriter.KeysOf(signal.Target, EntryMapper.Map(signal.Target, decided, leaves));
        if (store?.Match(signal.Id, now, before, traces.LeadId) is not { Lead: { } lead } match)
            return new EntryResult(EntryOutcome.LeadCreated, "no lead matches: a new one");

        // Where the entry would merge its lead into another, that one has it.
        return new EntryResult(EntryOutcome.LeadUpdated, MatchReason.Of(signal.Target, match), lead.Id);
    }

    private string WhyNot(LookupOutcome lookup, long sequence, EntryTraces traces) => lookup switch
    {
        LookupOutcome.BeyondEnd when log.CommittedUntil.Sequence == 1 => "The log has no entry yet.",
        LookupOutcome.BeyondEnd => $"There is no entry {sequence} yet: the log ends with entry {log.CommittedUntil.Sequence - 1}.",
        LookupOutcome.Truncated =>
            $"Entry {sequence} is no longer in the log, which begins with entry {log.Begin.Sequence}: older ones were truncated after the retention, and its record is not kept elsewhere.{Known(traces)}",
        _ => $"Entry {sequence} lies in a damaged stretch of the log, and its record is not kept elsewhere: `fastsignal log verify` shows all damage.{Known(traces)}",
    };

    private static string Known(EntryTraces traces) => traces.Outcome is { } outcome
        ? $" It was {outcome.Name()}{(traces.LeadId is { } lead ? $", lead {lead}" : "")}: {traces.Recorded?.Reason ?? NoReason}."
        : "";
}
