using Microsoft.Data.Sqlite;

namespace FastSignal.Leads;

/// <summary>The reading side of <c>leads.db</c>: leads, outcomes, samples, what is held, and the checkpoint.</summary>
/// <remarks>
/// Each reader has an instance of its own; it belongs to one thread and its calls block, but never the consumer's (WAL). What a method streams is one
/// state of the database: end the enumeration soon, since the write-ahead log cannot be given back meanwhile.
/// </remarks>
public sealed class LeadStore : IDisposable
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "leads.db";

    private readonly Database _database;
    private readonly string _path;
    private readonly CheckpointTable _checkpoint;
    private LeadDetailRows? _details;
    private ForgottenEntries? _forgotten;

    private LeadStore(Database database, string path)
    {
        _database = database;
        _path = path;
        DataDirectory = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        _checkpoint = new CheckpointTable(database);
    }

    /// <summary>Opens the store and makes it if it is not there.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <exception cref="StoreException">The file cannot be opened, is no database, or a newer version wrote it.</exception>
    public static LeadStore Open(string path) => new(Database.Open(path, LeadSchema.Scripts), path);

    /// <summary>The folder that the file lies in.</summary>
    public string DataDirectory { get; }

    /// <summary>How far the log has become leads; null before the first batch.</summary>
    public Checkpoint? Checkpoint() => _checkpoint.Get();

    /// <summary>The entries that are tombstoned; one view for the life of the store.</summary>
    public ForgottenEntries Forgotten => _forgotten ??= new ForgottenEntries(_database);

    /// <summary>The leads of a signal in the order of their creation, read while they are enumerated.</summary>
    /// <param name="signalId">The signal.</param>
    /// <param name="filter">Which of them; all without one.</param>
    public IEnumerable<Lead> ListLeads(long signalId, LeadFilter? filter = null) => LeadRows.Read(_database, signalId, filter ?? LeadFilter.None);

    /// <summary>The numbers of the oldest and the newest lead of a signal; null if it has none.</summary>
    public (long First, long Last)? LeadIds(long signalId)
    {
        using var ids = _database.PrepareOnce("SELECT min(id), max(id) FROM leads WHERE signal_id = ?").Bind(signalId);
        return ids.Step() && ids.NumberOrNull(0) is { } first ? (first, ids.Number(1)) : null;
    }

    /// <summary>One lead as it is at one moment, and what is known about it; null if there is none. A number of one that was merged gives the lead
    /// that it has become.</summary>
    public LeadDetails? FindLead(long leadId) => _database.Read(() => (_details ??= new LeadDetailRows(_database)).Read(leadId));

    /// <summary>The number of leads of a signal; of all signals without one.</summary>
    public long LeadCount(long? signalId = null) => Count("leads", signalId);

    /// <summary>How many entries had each outcome, of one signal or of all. Outcomes that no entry had are left out.</summary>
    public IReadOnlyDictionary<EntryOutcome, long> OutcomeCounts(long? signalId = null)
    {
        var counts = new Dictionary<EntryOutcome, long>();
        using var rows = OfSignal("SELECT outcome, sum(count) FROM outcome_counts", signalId, "GROUP BY outcome HAVING sum(count) <> 0");
        while (rows.Step())
            counts[EntryOutcomes.Parse(rows.Text(0))] = rows.Number(1);
        return counts;
    }

    /// <summary>How many entries of a signal had each outcome in each hour, oldest hour first.</summary>
    public IReadOnlyList<OutcomeCount> OutcomeCountsByHour(long signalId)
    {
        var counts = new List<OutcomeCount>();
        using var rows = _database.PrepareOnce(
            "SELECT outcome, hour, count FROM outcome_counts WHERE signal_id = ? AND count <> 0 ORDER BY hour, outcome").Bind(signalId);
        while (rows.Step())
            counts.Add(new OutcomeCount(EntryOutcomes.Parse(rows.Text(0)), UtcMicroseconds.ToTime(rows.Number(1)), rows.Number(2)));
        return counts;
    }

    /// <summary>The newest outcomes of a signal, newest first; 1,000 are kept.</summary>
    public IReadOnlyList<RecordedOutcome> NewestOutcomes(long signalId)
    {
        var outcomes = new List<RecordedOutcome>();
        using var rows = _database.PrepareOnce(
            "SELECT sequence, outcome, reason, lead_id, received_at FROM outcomes WHERE signal_id = ? ORDER BY sequence DESC LIMIT ?")
            .Bind(signalId).Bind(OutcomeTable.MaxKept);
        while (rows.Step())
        {
            var outcome = EntryOutcomes.Parse(rows.Text(1));
            outcomes.Add(new RecordedOutcome(rows.Number(0), outcome, rows.Text(2), rows.NumberOrNull(3), UtcMicroseconds.ToTime(rows.Number(4))));
        }

        return outcomes;
    }

    /// <summary>The newest test entries of a signal, newest first; 100 are kept. <see cref="EntryLeaves.ReadRecord"/> gives their leaves.</summary>
    public IReadOnlyList<KeptEntry> Samples(long signalId)
    {
        var samples = new List<KeptEntry>();
        using var rows = _database.PrepareOnce("SELECT sequence, received_at, record FROM samples WHERE signal_id = ? ORDER BY sequence DESC LIMIT ?")
            .Bind(signalId).Bind(SampleTable.MaxKept);
        while (rows.Step())
            samples.Add(new KeptEntry(rows.Number(0), signalId, EntryOutcome.Test, UtcMicroseconds.ToTime(rows.Number(1)), rows.Blob(2).ToArray()));
        return samples;
    }

    /// <summary>The number of held entries, of one signal or of all.</summary>
    public long HeldCount(long? signalId = null) => Count("held", signalId);

    /// <summary>The held entries in sequence order, of one signal or of all, read while they are enumerated.</summary>
    public IEnumerable<KeptEntry> Held(long? signalId = null)
    {
        using var rows = OfSignal("SELECT sequence, signal_id, outcome, received_at, record FROM held", signalId, "ORDER BY sequence");
        while (rows.Step())
        {
            var receivedAt = UtcMicroseconds.ToTime(rows.Number(3));
            yield return new KeptEntry(rows.Number(0), rows.Number(1), EntryOutcomes.Parse(rows.Text(2)), receivedAt, rows.Blob(4).ToArray());
        }
    }

    /// <summary>The held entries and why they are held, in sequence order, read while they are enumerated.</summary>
    /// <param name="signalId">Only those of this signal; null for all.</param>
    /// <param name="outcome">Only those that are held as this; null for all.</param>
    public IEnumerable<HeldEntry> HeldEntries(long? signalId = null, EntryOutcome? outcome = null)
    {
        using var rows = _database.PrepareOnce(
            """
            SELECT held.sequence, held.signal_id, held.outcome, held.received_at, outcomes.reason
            FROM held LEFT JOIN outcomes ON outcomes.signal_id = held.signal_id AND outcomes.sequence = held.sequence
            WHERE (?1 IS NULL OR held.signal_id = ?1) AND (?2 IS NULL OR held.outcome = ?2) ORDER BY held.sequence
            """).Bind(signalId).Bind(outcome?.Name());
        while (rows.Step())
            yield return new HeldEntry(
                rows.Number(0), rows.Number(1), EntryOutcomes.Parse(rows.Text(2)), UtcMicroseconds.ToTime(rows.Number(3)), rows.TextOrNull(4));
    }

    /// <summary>What is known about an entry, at one moment.</summary>
    /// <param name="sequence">The entry.</param>
    /// <param name="signalId">Its signal; null if that is not known: then its kept record tells.</param>
    public EntryTraces FindEntry(long sequence, long? signalId) => _database.Read(() => new EntryTraceRows(_database).Read(sequence, signalId));

    /// <summary>Which lead an entry is about now, as a replay would decide it.</summary>
    /// <param name="signalId">Its signal.</param>
    /// <param name="now">Its keys under the present mapping.</param>
    /// <param name="before">Its keys under the mapping by which it was counted; null if that is not known.</param>
    /// <param name="leadId">The lead that has its visit; null if none has.</param>
    internal LeadMatch Match(long signalId, MatchKeys now, MatchKeys? before, long? leadId) => _database.Read(() =>
    {
        var leads = new LeadTable(_database);
        return new ReplayMatching(leads).Match(signalId, now, before, leadId is { } id ? leads.FindById(signalId, id) : null);
    });

    /// <summary>
    /// Forgets which leads the entries below a sequence were counted for, and their tombstones: they are no longer in the log, so nobody can map them again.
    /// In steps, each a short transaction of its own, between which the consumer writes; the leads and their visits stay as they are.
    /// </summary>
    /// <param name="sequence">Of the first entry that the log still has.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void ForgetEntriesBelow(long sequence)
    {
        try
        {
            var turn = new WriterTurn(_path);
            EntryLeadTable.ForgetBelow(_database, turn, sequence);
            using var tombstones = _database.PrepareOnce("DELETE FROM forgotten WHERE sequence < ?").Bind(sequence);
            turn.Run(tombstones.Run);
        }
        catch (SqliteException fault)
        {
            throw StoreFaults.Named(_path, fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private long Count(string table, long? signalId)
    {
        using var statement = OfSignal($"SELECT count(*) FROM {table}", signalId, "");
        return statement.Scalar() ?? 0;
    }

    /// <summary>One text for a signal and one for all: with a condition that covers both, SQLite would not use the index.</summary>
    private Statement OfSignal(string select, long? signalId, string rest) => signalId is { } id
        ? _database.PrepareOnce($"{select} WHERE signal_id = ? {rest}").Bind(id)
        : _database.PrepareOnce($"{select} {rest}");
}
