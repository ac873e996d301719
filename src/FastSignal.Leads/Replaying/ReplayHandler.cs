using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>Maps one entry again, inside the batch that the replay has open.</summary>
internal sealed class ReplayHandler : IDisposable
{
    private readonly LeadStoreWriter _store;
    private readonly Signal _signal;
    private readonly SignalMapping _mapping;
    private readonly IReadOnlyDictionary<int, SignalMapping> _versions;
    private readonly long _from;
    private readonly long _newest;
    private readonly LeadWriter _leads;
    private readonly LateVisits _visits;
    private readonly ReplayMatching _matching;
    private readonly GivenValues _given = new();

    /// <summary>With what it shares with the replay, which owns the store.</summary>
    /// <param name="store">The open store.</param>
    /// <param name="signal">The signal; it has a mapping.</param>
    /// <param name="versions">All versions of its mapping, by number.</param>
    /// <param name="from">The time from which on entries are replayed, in microseconds.</param>
    /// <param name="newest">When the newest of them was received, in microseconds.</param>
    internal ReplayHandler(LeadStoreWriter store, Signal signal, IReadOnlyDictionary<int, SignalMapping> versions, long from, long newest)
    {
        _store = store;
        _signal = signal;
        _mapping = signal.Mapping ?? throw new ArgumentException("The signal has no mapping.", nameof(signal));
        _versions = versions;
        _from = from;
        _newest = newest;
        _leads = new LeadWriter(store, static _ => { });
        _visits = new LateVisits(store);
        _matching = new ReplayMatching(store.Leads);
    }

    /// <summary>Maps an entry again.</summary>
    internal ReplayedEntry Handle(long sequence, ReadOnlySpan<byte> record)
    {
        if (!EntryRecord.TryRead(record, out var entry))
            throw new InvalidDataException("The octets are no record of an entry.");

        if (_store.Forgotten.Contains(sequence) || _store.Replay.IsHeld(sequence))
            return Same(sequence, default, ReplayChange.LeftAlone);
        if (Known(sequence) is not { } known)
            return Refresh(sequence, entry);

        var before = new ReplayedState(known.Outcome, known.LeadId);
        if (known.Outcome is not (EntryOutcome.LeadCreated or EntryOutcome.LeadUpdated or EntryOutcome.NoIdentifier or EntryOutcome.InvalidIdentifier))
            return Same(sequence, before, ReplayChange.LeftAlone);

        var counted = known.LeadId is { } id ? _store.Leads.FindById(_signal.Id, id) : null;
        if (known.LeadId is not null && counted is null)
            return Same(sequence, before, ReplayChange.LeftAlone);

        var leaves = EntryLeaves.Read(entry.Fields, _mapping.Paths);
        var now = EntryMapper.Map(_signal.Target, _mapping, leaves);
        if (known.MappingVersion == _signal.MappingVersion)
        {
            NoteGiven(counted?.Id, now);
            return Same(sequence, before, ReplayChange.Unchanged);
        }

        var (result, change, removed) = Again(now, Before(known, leaves), counted, leaves.IsCut, entry.ReceivedAtMicroseconds);
        return Finish(sequence, entry.ReceivedAtMicroseconds, before, result, change, removed);
    }

    /// <inheritdoc/>
    public void Dispose() => _leads.Dispose();

    private static ReplayedEntry Same(long sequence, ReplayedState state, ReplayChange change) => new(sequence, state, state, change);

    private EntryLead? Known(long sequence) => _store.EntryLeads.Find(sequence) ?? _store.Replay.Outcome(_signal.Id, sequence);

    private MappedEntry? Before(EntryLead known, EntryLeaves leaves) =>
        _versions.TryGetValue(known.MappingVersion, out var mapping) ? EntryMapper.Map(_signal.Target, mapping, leaves) : null;

    private (EntryResult Result, ReplayChange Change, long? Removed) Again(
        MappedEntry now, MappedEntry? before, KnownLead? counted, bool isCut, long receivedAt)
    {
        var keys = LeadWriter.KeysOf(_signal.Target, now);
        MatchKeys? keysBefore = before is null ? null : LeadWriter.KeysOf(_signal.Target, before);
        if (counted is not null && before is not null)
            counted = WithoutStale(counted, before, now, keysBefore!.Value, keys);
        if (now.Problem is not MappingProblem.None)
            return (EntryHandler.ProblemOf(now), counted is null ? ReplayChange.OtherOutcome : ReplayChange.TakenBack, TakeBack(counted));

        var match = _matching.Match(_signal.Id, keys, keysBefore, counted);
        if (counted is not null && (match.Lead?.Id == counted.Id || match.MergedInto?.Id == counted.Id))
        {
            var change = match.MergedInto is null ? ReplayChange.Refreshed : ReplayChange.Merged;
            return (Write(now, keys, match, isCut, receivedAt, isCounted: false), change, null);
        }

        var removed = TakeBack(counted);

        // What the lead that is left had may be free now.
        if (counted is not null)
            match = _matching.Match(_signal.Id, keys, before: null, counted: null);
        return (Write(now, keys, match, isCut, receivedAt, isCounted: true), counted is null ? ReplayChange.Identified : ReplayChange.Moved, removed);
    }

    /// <summary>What only an older mapping gave the lead with this entry is not to stand in the way of the present one.</summary>
    private KnownLead WithoutStale(KnownLead lead, MappedEntry before, MappedEntry now, MatchKeys keysBefore, MatchKeys keysNow)
    {
        var stale = _given.StaleKeys(lead.Id, keysBefore, keysNow);
        _store.Replay.Forget(_signal.Id, lead.Id, _from, _given.StaleValues(lead.Id, before, now), stale);
        return _store.Leads.FindById(_signal.Id, lead.Id) ?? lead;
    }

    private long? TakeBack(KnownLead? counted)
    {
        _store.Notices.Add(counted?.Id);
        return counted is not null && _store.Replay.TakeBackVisit(counted.Id) ? counted.Id : null;
    }

    private EntryResult Write(MappedEntry now, MatchKeys keys, LeadMatch match, bool isCut, long receivedAt, bool isCounted)
    {
        if (match is { Lead: { } older, MergedInto: { } younger })
            _given.Merge(younger.Id, older.Id);
        var result = _leads.Write(_signal, now, keys, match, isCut, receivedAt, (lead, at, values, context, newKeys) =>
            _visits.Write(lead, at, _newest, isCounted, values, context, newKeys));
        _store.Notices.Add(result.LeadId);
        NoteGiven(result.LeadId, now);
        return result;
    }

    private void NoteGiven(long? leadId, MappedEntry now)
    {
        if (leadId is { } lead)
            _given.Add(lead, now, LeadWriter.KeysOf(_signal.Target, now));
    }

    private ReplayedEntry Finish(long sequence, long receivedAt, ReplayedState before, EntryResult result, ReplayChange change, long? removed)
    {
        // Still a visit of the same lead, it is what it was when it was counted.
        var isRecounted = change is not (ReplayChange.Refreshed or ReplayChange.Merged);
        var outcome = isRecounted ? result.Outcome : before.Outcome!.Value;
        result = result with { Outcome = outcome, MappingVersion = _signal.MappingVersion };
        if (change is ReplayChange.OtherOutcome && outcome == before.Outcome)
            change = ReplayChange.Unchanged;

        _store.EntryLeads.Set(sequence, result);
        if (isRecounted)
            _store.Replay.Correct(_signal.Id, sequence, result);
        if (outcome != before.Outcome)
        {
            _store.Outcomes.Count(_signal.Id, before.Outcome!.Value, receivedAt, -1);
            _store.Outcomes.Count(_signal.Id, outcome, receivedAt, 1);
        }

        return new ReplayedEntry(sequence, before, new ReplayedState(outcome, result.LeadId), change, removed);
    }

    /// <summary>Nobody knows whether it was counted, and for whom: a lead that is there is refreshed, nothing is counted, none is made.</summary>
    private ReplayedEntry Refresh(long sequence, EntryRecord entry)
    {
        var leaves = EntryLeaves.Read(entry.Fields, _mapping.Paths);
        var now = EntryMapper.Map(_signal.Target, _mapping, leaves);
        var keys = LeadWriter.KeysOf(_signal.Target, now);
        if (now.Problem is not MappingProblem.None
            || _matching.Match(_signal.Id, keys, before: null, counted: null) is not { Lead: { } lead, MergedInto: null } match)
            return Same(sequence, default, ReplayChange.Unknown);

        Write(now, keys, match, leaves.IsCut, entry.ReceivedAtMicroseconds, isCounted: false);
        return new ReplayedEntry(sequence, default, new ReplayedState(null, lead.Id), ReplayChange.Unknown);
    }
}
