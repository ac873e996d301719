namespace FastSignal.Leads;

/// <summary>The leads of a signal that are made or changed from now on, for whoever looks again and again.</summary>
/// <remarks>
/// It costs the consumer nothing: <c>entry_leads</c>, which the consumer appends to anyway, says what newer entries changed, <c>lead_notices</c> says the rest.
/// As long as nobody has written, a look is one question to SQLite's shared memory. What is found is read in short transactions, between which nothing is
/// held: a slow reader of the output stops neither the consumer nor its checkpoints. Belongs to one thread.
/// </remarks>
public sealed class LeadFeed : IDisposable
{
    private readonly Database _database;
    private readonly string _path;
    private readonly long _signalId;
    private readonly LeadStatus? _status;
    private readonly Statement _dataVersion;
    private readonly Statement _places;
    private readonly Statement _changed;
    private readonly Statement _one;
    private long _version;
    private (long Sequence, long Notice) _place;

    private LeadFeed(Database database, string path, long signalId, LeadStatus? status)
    {
        _database = database;
        _path = path;
        _signalId = signalId;
        _status = status;
        _dataVersion = database.Prepare("PRAGMA data_version");
        _places = database.Prepare(
            """
            SELECT coalesce((SELECT max(sequence) FROM entry_leads), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'lead_notices'), 0),
                coalesce((SELECT min(id) FROM lead_notices), 0)
            """);
        _changed = database.Prepare(
            """
            WITH RECURSIVE changed (id) AS (
                SELECT lead_id FROM entry_leads WHERE sequence > ?1 AND lead_id IS NOT NULL
                UNION SELECT lead_id FROM lead_notices WHERE id > ?2
                UNION SELECT to_id FROM merged_leads JOIN changed ON from_id = changed.id)
            SELECT id FROM changed ORDER BY id
            """);
        _one = LeadRows.PrepareOne(database);
    }

    /// <summary>Whether the last look came too late for some changes: more had been noted since than are kept.</summary>
    public bool HasMissed { get; private set; }

    /// <summary>Opens the store, makes it if it is not there, and begins behind what it has.</summary>
    /// <param name="path">The file <c>leads.db</c>; its folder exists.</param>
    /// <param name="signalId">The signal.</param>
    /// <param name="status">Only leads that have this status then; null for all.</param>
    /// <exception cref="StoreException">The file cannot be opened, is no database, or a newer version wrote it.</exception>
    public static LeadFeed Open(string path, long signalId, LeadStatus? status = null)
    {
        var feed = new LeadFeed(Database.Open(path, LeadSchema.Scripts), path, signalId, status);
        feed._version = feed.DataVersion();
        feed._place = feed._database.Read(feed.Place).Place;
        return feed;
    }

    /// <summary>The leads that were made or changed since the last look, each once, as it is when it is read.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IEnumerable<Lead> Next()
    {
        foreach (var id in ChangedIds())
        {
            // One that is part of another by now shows with the next look, by the entry that merged it.
            if (OnTheStore(() => LeadRows.Read(_one, id)) is { } lead && lead.SignalId == _signalId && (_status is null || lead.Status == _status))
                yield return lead;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private List<long> ChangedIds() => OnTheStore(() =>
    {
        HasMissed = false;

        // Asked before reading: a change that comes in between is seen at the next look.
        var version = DataVersion();
        if (version == _version)
            return [];

        var ids = _database.Read(() =>
        {
            var (place, oldestNotice) = Place();
            HasMissed = oldestNotice > _place.Notice + 1;
            var changed = Changed();
            _place = (Math.Max(place.Sequence, _place.Sequence), place.Notice);
            return changed;
        });
        _version = version;
        return ids;
    });

    private List<long> Changed()
    {
        var ids = new List<long>();
        _changed.Bind(_place.Sequence).Bind(_place.Notice);
        while (_changed.Step())
            ids.Add(_changed.Number(0));
        return ids;
    }

    private ((long Sequence, long Notice) Place, long OldestNotice) Place()
    {
        _places.Step();
        var found = ((_places.Number(0), _places.Number(1)), _places.Number(2));
        _places.Reset();
        return found;
    }

    private long DataVersion() => _dataVersion.Scalar() ?? 0;

    private T OnTheStore<T>(Func<T> action) => StoreFaults.Naming(_path, action);
}
