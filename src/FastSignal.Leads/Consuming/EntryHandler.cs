using FastSignal.Parsing;
using Microsoft.Data.Sqlite;

namespace FastSignal.Leads;

/// <summary>Gives one entry its outcome: exactly one, whatever is in it.</summary>
/// <remarks>
/// Works inside the batch that the consumer has open. A fault of ours on one entry takes back that entry's effects only. That needs a savepoint an entry,
/// which costs a quarter of everything; so a batch is tried without, and only one in which an entry fails is done again with them.
/// </remarks>
internal sealed class EntryHandler : IDisposable
{
    /// <summary>The signal of a record that cannot even be read.</summary>
    internal const long NoSignal = 0;

    private const int MaxCauseLength = 500;

    private readonly LeadStoreWriter _store;
    private readonly SignalCache _signals;
    private readonly BatchCounts _batch;
    private readonly Action<ConsumerStep> _reached;
    private readonly LeadWriter _leads;

    /// <summary>With what it shares with the consumer, which owns it all.</summary>
    internal EntryHandler(LeadStoreWriter store, SignalCache signals, BatchCounts batch, Action<ConsumerStep> reached)
    {
        _store = store;
        _signals = signals;
        _batch = batch;
        _reached = reached;
        _leads = new LeadWriter(store, reached);
    }

    /// <summary>Whether each entry has a savepoint: the effects of one that fails can be taken back, and those of the others stay.</summary>
    internal bool HasSavepoints { get; set; }

    /// <summary>Handles an entry of the log.</summary>
    /// <exception cref="EntryFailedException">It failed, and has no savepoint: the batch has to be given up.</exception>
    internal void Handle(long sequence, ReadOnlySpan<byte> record)
    {
        BeginEntry();
        try
        {
            _reached(ConsumerStep.EntryBegun);
            if (!EntryRecord.TryRead(record, out var entry))
                throw new InvalidDataException("The octets are no record of an entry.");
            Finish(sequence, entry.SignalId, entry.ReceivedAtMicroseconds, Outcome(sequence, record, entry));
            _batch.LastReceivedAt = entry.ReceivedAtMicroseconds;
        }
        catch (Exception fault) when (IsOfTheEntry(fault))
        {
            Fail(sequence, record, fault);
        }

        EndEntry();
    }

    /// <summary>Handles an entry that was held because its signal was paused: its provisional outcome becomes the real one.</summary>
    /// <exception cref="EntryFailedException">It failed, and has no savepoint: the batch has to be given up.</exception>
    internal void HandleHeld(Signal signal, KeptEntry held)
    {
        var receivedAt = UtcMicroseconds.From(held.ReceivedAt);
        BeginEntry();
        try
        {
            _reached(ConsumerStep.EntryBegun);
            if (!EntryRecord.TryRead(held.Record, out var entry))
                throw new InvalidDataException("The octets are no record of an entry.");
            var result = MakeLead(signal, entry);
            _store.Held.Remove(held.Sequence);
            Finish(held.Sequence, signal.Id, receivedAt, result);
            _store.Notices.Add(result.LeadId);
        }
        catch (Exception fault) when (IsOfTheEntry(fault))
        {
            Fail(held.Sequence, held.Record, fault);
        }

        _store.Outcomes.Count(signal.Id, EntryOutcome.Paused, receivedAt, -1);
        EndEntry();
    }

    /// <summary>Handles an entry again that is held because it failed, or because its signal was unknown: as if it came now, but still once.</summary>
    /// <returns>What became of it this time. It stays held if that is no final outcome.</returns>
    internal EntryResult HandleAgain(KeptEntry held)
    {
        // Written anew whatever happens, and perhaps under its signal for the first time: a record that could not be read had none.
        EntryResult result;
        _store.Outcomes.Remove(held.SignalId, held.Sequence);
        BeginEntry();
        try
        {
            _reached(ConsumerStep.EntryBegun);
            if (!EntryRecord.TryRead(held.Record, out var entry))
                throw new InvalidDataException("The octets are no record of an entry.");
            _store.Held.Remove(held.Sequence);
            result = Finish(held.Sequence, entry.SignalId, entry.ReceivedAtMicroseconds, Outcome(held.Sequence, held.Record, entry, held.Outcome));
            _store.Notices.Add(result.LeadId);
        }
        catch (Exception fault) when (IsOfTheEntry(fault))
        {
            result = Fail(held.Sequence, held.Record, fault);
        }

        _store.Outcomes.Count(held.SignalId, held.Outcome, UtcMicroseconds.From(held.ReceivedAt), -1);
        EndEntry();
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _leads.Dispose();

    private void BeginEntry()
    {
        if (HasSavepoints)
            _store.BeginEntry();
    }

    private void EndEntry()
    {
        if (HasSavepoints)
            _store.EndEntry();
        _reached(ConsumerStep.EntryEnded);
    }

    private EntryResult Outcome(long sequence, ReadOnlySpan<byte> record, EntryRecord entry, EntryOutcome? heldAs = null)
    {
        if (_store.Forgotten.Contains(sequence))
            return Exclude(entry, heldAs);

        var signal = _signals.Find(entry.SignalId);
        if (signal is null)
            return Hold(sequence, record, entry, new EntryResult(EntryOutcome.UnknownSignal, $"there is no signal {entry.SignalId}; the record is held"));

        if (entry.IsTest)
        {
            _store.Samples.Add(entry.SignalId, sequence, entry.ReceivedAtMicroseconds, record);
            _reached(ConsumerStep.RecordKept);
            return new EntryResult(EntryOutcome.Test, "the signal was a draft when the entry was received");
        }

        // Claimed even if the entry is only held: it keeps its place before later ones with the same key.
        if (!entry.IdempotencyKeyHash.IsEmpty && !ClaimKey(entry, heldAs))
            return new EntryResult(EntryOutcome.Duplicate, heldAs is null
                ? "another entry of the signal used this Idempotency-Key in the 24 hours before"
                : "another entry of the signal used this Idempotency-Key within 24 hours, before or while this one was held");

        // What an archived signal still has in the log was accepted before. It becomes leads even if the signal was paused: nobody can resume it.
        return signal.Status is SignalStatus.Paused
            ? Hold(sequence, record, entry, new EntryResult(EntryOutcome.Paused, "the signal is paused; the record is held until it is resumed"))
            : MakeLead(signal, entry, heldAs is null ? null : VisitLate);
    }

    /// <summary>Nothing of it is kept. It claims its key as ever: what its sender sends once more is not to come back for that.</summary>
    private EntryResult Exclude(EntryRecord entry, EntryOutcome? heldAs)
    {
        if (!entry.IsTest && !entry.IdempotencyKeyHash.IsEmpty)
            ClaimKey(entry, heldAs);
        return new EntryResult(EntryOutcome.Excluded, "the person was deleted on request");
    }

    private bool ClaimKey(EntryRecord entry, EntryOutcome? heldAs)
    {
        // An entry may have failed after it had been paused with its claim; one of an unknown signal never came that far.
        var isClaimed = heldAs is null
            ? _store.Idempotency.TryClaim(entry.SignalId, entry.IdempotencyKeyHash, entry.ReceivedAtMicroseconds)
            : _store.Idempotency.TryClaimLate(entry.SignalId, entry.IdempotencyKeyHash, entry.ReceivedAtMicroseconds, mayBeOwn: heldAs is EntryOutcome.Failed);
        _reached(ConsumerStep.KeyClaimed);
        return isClaimed;
    }

    private EntryResult Hold(long sequence, ReadOnlySpan<byte> record, EntryRecord entry, EntryResult result)
    {
        _store.Held.Add(entry.SignalId, sequence, result.Outcome, entry.ReceivedAtMicroseconds, record);
        _reached(ConsumerStep.RecordKept);
        return result;
    }

    private void VisitLate(KnownLead lead, long receivedAt, string?[] values, LeadContext context, MatchKeys keys) =>
        new LateVisits(_store).Write(lead, receivedAt, newest: receivedAt, isCounted: true, values, context, keys);

    private EntryResult MakeLead(Signal signal, EntryRecord entry, LeadWriter.VisitWriter? visit = null)
    {
        var leaves = EntryLeaves.Read(entry.Fields, signal.Mapping?.Paths);
        var mappedSignal = signal.Mapping is null ? WithFirstMapping(signal, leaves) : signal;
        var mapped = EntryMapper.Map(signal.Target, mappedSignal.Mapping!, leaves);
        var result = mapped.Problem is MappingProblem.None
            ? _leads.Write(signal, mapped, leaves.IsCut, entry.ReceivedAtMicroseconds, visit)
            : ProblemOf(mapped);
        return result with { MappingVersion = mappedSignal.MappingVersion };
    }

    /// <summary>The outcome of an entry that identifies nobody.</summary>
    internal static EntryResult ProblemOf(MappedEntry mapped) => mapped.Problem switch
    {
        MappingProblem.NoIdentifier => new EntryResult(EntryOutcome.NoIdentifier, mapped.ProblemText ?? "nothing in the entry identifies a lead"),
        MappingProblem.InvalidIdentifier => new EntryResult(EntryOutcome.InvalidIdentifier, mapped.ProblemText ?? "an identifier is not valid"),
        _ => throw new InvalidOperationException($"The mapper gave an unknown problem, {mapped.Problem}."),
    };

    private Signal WithFirstMapping(Signal signal, EntryLeaves leaves)
    {
        var mapped = _signals.SetFirstMapping(signal.Id, ContractNames.MappingFor(signal.Target, leaves));
        _reached(ConsumerStep.MappingStored);
        return mapped;
    }

    private EntryResult Finish(long sequence, long signalId, long receivedAt, EntryResult result)
    {
        _store.Outcomes.Set(signalId, sequence, result, receivedAt);
        _store.EntryLeads.Set(sequence, result);
        _reached(ConsumerStep.OutcomeWritten);
        _store.Outcomes.Count(signalId, result.Outcome, receivedAt, 1);
        _batch.Outcomes[(int)result.Outcome]++;
        return result;
    }

    private EntryResult Fail(long sequence, ReadOnlySpan<byte> record, Exception fault)
    {
        if (!HasSavepoints)
            throw new EntryFailedException(fault.Message, fault);

        _store.UndoEntry();
        _store.BeginEntry();
        var (signalId, receivedAt) = EntryRecord.TryRead(record, out var entry) ? (entry.SignalId, entry.ReceivedAtMicroseconds) : (NoSignal, 0);
        var cause = $"{fault.GetType().Name}: {fault.Message}";
        cause = cause.Length > MaxCauseLength ? cause[..MaxCauseLength] : cause;
        _store.Held.Add(signalId, sequence, EntryOutcome.Failed, receivedAt, record);
        _batch.AddFailed(sequence, cause);
        return Finish(sequence, signalId, receivedAt, new EntryResult(EntryOutcome.Failed, cause));
    }

    /// <summary>
    /// A store that refuses one value (a constraint, a size) is a fault with that entry; every other one of the store's is about the store itself, and
    /// none of these may be taken for an entry's.
    /// </summary>
    private static bool IsOfTheEntry(Exception fault) => fault switch
    {
        SqliteException store => store.SqliteErrorCode is SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_TOOBIG or SQLitePCL.raw.SQLITE_MISMATCH,
        ConsumerStoppedException or RegistryUnreadableException or OutOfMemoryException => false,
        _ => true,
    };
}
