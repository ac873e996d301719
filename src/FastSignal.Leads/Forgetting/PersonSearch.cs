namespace FastSignal.Leads;

/// <summary>Everything that is a person's, found without a lock while others write; what they write meanwhile is found by who deletes it.</summary>
internal sealed class PersonSearch : IDisposable
{
    private readonly LeadStoreWriter _store;
    private readonly IReadOnlyDictionary<long, Signal> _signals;
    private readonly EntrySearch _entries;
    private readonly LogSearch? _log;
    private readonly LeadCleaning _cleaning;
    private readonly NoteCleaning _notes;
    private readonly Dictionary<long, Mention> _kept = [];
    private readonly HashSet<long> _leadsOfOthers = [];
    private readonly long _consumedBefore;

    /// <summary>Looks at nothing yet.</summary>
    internal PersonSearch(LeadStoreWriter store, IEntrySource? source, IReadOnlyDictionary<long, Signal> signals, KnownPerson person)
    {
        _store = store;
        _signals = signals;
        Person = person;
        Texts = new TextSearch(person.Keys);
        _entries = new EntrySearch(person, signals);
        _cleaning = store.Cleaning(Texts);
        _notes = new NoteCleaning(store.Database, Texts);
        _consumedBefore = store.Checkpoint.Get()?.LastSequence ?? 0;
        _log = source is null ? null : new LogSearch(source, _entries, _consumedBefore);
        source?.Seek(source.Begin);
    }

    /// <summary>Who it is about.</summary>
    internal KnownPerson Person { get; }

    /// <summary>Finds their keys in texts.</summary>
    internal TextSearch Texts { get; }

    /// <inheritdoc/>
    public void Dispose() => _entries.Dispose();

    /// <summary>Reads the log up to an address, from where it was read before.</summary>
    internal void ReadLog(long end, Action<double> progress) => _log?.ReadTo(end, progress);

    /// <summary>Looks at the kept records, at the entries that were counted, and at the leads of others. After the log: what leaves that meanwhile is
    /// here.</summary>
    internal void ReadStore()
    {
        foreach (var (sequence, record) in _store.Forgetting.Records("samples"))
            Note(sequence, _entries.Find(record, isDecided: true));
        foreach (var (sequence, record) in _store.Forgetting.Records("held"))
            Note(sequence, _entries.Find(record, isDecided: false));

        _store.Forgetting.Clear();
        _store.Forgetting.NoteLeads(Person.LeadIds);
        _store.Forgetting.NoteCounted(afterSequence: 0);
        foreach (var signalId in _store.Forgetting.SignalIds())
            _leadsOfOthers.UnionWith(_cleaning.Find(signalId, IsOfCompany(signalId)));
        _leadsOfOthers.ExceptWith(Person.LeadIds);
    }

    /// <summary>Inside the transaction: notes the entries that are theirs, with those that were consumed since.</summary>
    internal void NoteEntries()
    {
        _store.Forgetting.NoteCounted(_consumedBefore);
        foreach (var (sequence, mention) in _kept)
            _store.Forgetting.NoteEntry(sequence, mention);
        foreach (var (sequence, mention) in _log?.Found ?? new Dictionary<long, Mention>())
            _store.Forgetting.NoteEntry(sequence, mention);
        _store.Forgetting.DropNamesakes();
    }

    /// <summary>Inside the transaction: cleans the leads of others.</summary>
    /// <returns>How many.</returns>
    internal long CleanLeadsOfOthers()
    {
        _leadsOfOthers.UnionWith(_store.Forgetting.LeadsOfOthers().Select(_store.EntryLeads.Resolve));
        var cleaned = _leadsOfOthers.Where(id => _store.Forgetting.SignalOf(id) is { } signalId && _cleaning.Clean(id, IsOfCompany(signalId))).ToHashSet();
        cleaned.UnionWith(_notes.Clean(id => _store.Forgetting.SignalOf(id) is { } signalId && IsOfCompany(signalId)));
        return cleaned.Count;
    }

    private bool IsOfCompany(long signalId) => _signals.TryGetValue(signalId, out var signal) && signal.Target is SignalTarget.Companies;

    private void Note(long sequence, Mention mention)
    {
        if (mention is not Mention.None && mention > _kept.GetValueOrDefault(sequence))
            _kept[sequence] = mention;
    }
}
