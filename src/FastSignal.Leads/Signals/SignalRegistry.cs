namespace FastSignal.Leads;

/// <summary>All signals: their life, tokens, mappings and history, kept in <c>signals.db</c>. The one way to change a signal.</summary>
/// <remarks>
/// Command line, server, consumer and console share the file, each through an instance of its own; an instance belongs to one thread and its calls
/// block. Every change is one transaction that also bumps <see cref="Version"/> and writes the history.
/// </remarks>
public sealed class SignalRegistry : IDisposable
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "signals.db";

    /// <summary>The longest name and label, in characters. // enough for a sentence, too short to break a table on a terminal</summary>
    public const int MaxNameLength = 200;

    private readonly Database _database;
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Statement _version;
    private readonly Statement _dataVersion;

    private SignalRegistry(Database database, string path, TimeProvider time)
    {
        _database = database;
        _path = path;
        _time = time;
        _version = database.Prepare("SELECT version FROM registry");
        _dataVersion = database.Prepare("PRAGMA data_version");
    }

    /// <summary>Opens the registry and makes it if it is not there.</summary>
    /// <param name="path">The file <c>signals.db</c>; its folder exists.</param>
    /// <param name="time">The clock for history and overlaps.</param>
    /// <exception cref="StoreException">The file cannot be opened, is no database, or a newer version wrote it.</exception>
    public static SignalRegistry Open(string path, TimeProvider time) => new(Database.Open(path, SignalSchema.Scripts), path, time);

    /// <summary>Opens the registry for those who only follow it: a lost file must not become an empty registry, in which every token is unknown.</summary>
    /// <param name="path">The file <c>signals.db</c>.</param>
    /// <param name="time">The clock for history and overlaps.</param>
    /// <exception cref="FileNotFoundException">It is missing or empty.</exception>
    /// <exception cref="StoreException">The file cannot be opened, is no database, or a newer version wrote it.</exception>
    public static SignalRegistry OpenExisting(string path, TimeProvider time) => new(Database.OpenExisting(path, SignalSchema.Scripts), path, time);

    /// <summary>Makes sure, before a start, that the signals have not been lost: leads without signals would mean that every sender is refused.</summary>
    /// <param name="signalsPath">The file <c>signals.db</c>.</param>
    /// <param name="leadsPath">The file <c>leads.db</c>.</param>
    /// <exception cref="StoreException">The signals are missing although there are leads, or <c>leads.db</c> cannot be read.</exception>
    public static void EnsureNotLost(string signalsPath, string leadsPath)
    {
        if (!Database.IsMissing(signalsPath) || Directory.Exists(signalsPath) || Database.IsMissing(leadsPath))
            return;

        using var leads = LeadStore.Open(leadsPath);
        if (leads.Checkpoint() is not null || leads.LeadCount() > 0)
            throw new StoreException(
                $"{signalsPath} is missing or empty, but {leadsPath} has worked off entries: put signals.db back from a backup, or move leads.db away to begin anew.");
    }

    /// <summary>Creates a signal, draft or live.</summary>
    /// <exception cref="SignalException">A value breaks its rule, or the token was used before.</exception>
    public SignalChange Create(NewSignal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        SignalRules.Check(signal);
        return Change("create", () =>
        {
            var id = InsertSignal(signal);
            InsertToken(id, signal.Token);
            if (signal.Mapping is not null)
                InsertMapping(id, 1, signal.Mapping);
            return (null, id);
        });
    }

    /// <summary>All signals in the order of their creation, archived ones too.</summary>
    public IReadOnlyList<Signal> List() => SignalRows.ReadAll(_database);

    /// <summary>All signals, or those that have changed since a version that this instance has read.</summary>
    internal SignalReading ReadSignals(long? since = null) => _database.Read(() => SignalRows.ReadSince(_database, since, Version()));

    /// <summary>One signal.</summary>
    /// <exception cref="SignalException">There is none with this id.</exception>
    public Signal Get(long id)
    {
        using var row = _database.PrepareOnce(SignalRows.Select + " WHERE s.id = ?").Bind(id);
        return row.Step() ? SignalRows.Read(row) : throw SignalRules.Unknown(id);
    }

    /// <summary>Turns a draft live. Entries received from now on are real.</summary>
    /// <param name="id">The signal.</param>
    /// <param name="mapping">The mapping given or suggested; null keeps the one it has, and without any the first entry decides.</param>
    /// <exception cref="SignalException">No such signal, or it is no draft.</exception>
    public SignalChange Save(long id, SignalMapping? mapping = null) => Change("save", id, signal =>
    {
        if (mapping is not null)
            InsertMapping(id, signal.MappingVersion + 1, mapping);
        SetStatus(signal, SignalStatus.Live, allowed: signal.Status is SignalStatus.Draft, "save");
    });

    /// <summary>From live to paused: entries are accepted and held.</summary>
    /// <exception cref="SignalException">No such signal, or it is not live.</exception>
    public SignalChange Pause(long id) => Change("pause", id, signal =>
        SetStatus(signal, SignalStatus.Paused, allowed: signal.Status is SignalStatus.Live, "pause"));

    /// <summary>From paused to live: the held entries are worked off before newer ones.</summary>
    /// <exception cref="SignalException">No such signal, or it is not paused.</exception>
    public SignalChange Resume(long id) => Change("resume", id, signal =>
        SetStatus(signal, SignalStatus.Live, allowed: signal.Status is SignalStatus.Paused, "resume"));

    /// <summary>Ends a signal for good: its tokens are answered with 404 from now on. What was held while it was paused is worked off.</summary>
    /// <exception cref="SignalException">No such signal, or it is archived.</exception>
    public SignalChange Archive(long id) => Change("archive", id, signal =>
        SetStatus(signal, SignalStatus.Archived, allowed: signal.Status is not SignalStatus.Archived, "archive"));

    /// <summary>Gives a signal a new token; older ones count until the overlap ends, if they do not end earlier.</summary>
    /// <param name="id">The signal.</param>
    /// <param name="overlap">How long older tokens still count at most; zero ends all of them now.</param>
    /// <param name="token">The new token; null: one is made.</param>
    /// <exception cref="SignalException">No such signal, it is archived, or the token breaks its rule or was used before.</exception>
    public SignalChange Rotate(long id, TimeSpan overlap, string? token = null) => Change("rotate", id, signal =>
    {
        SignalRules.CheckRotation(signal, overlap, token);

        // One that is in its overlap already may only end earlier: with an overlap of zero nothing but the new token counts.
        using (var end = _database.PrepareOnce("UPDATE tokens SET ends_at = min(coalesce(ends_at, ?1), ?1) WHERE signal_id = ?2"))
            end.Bind(UtcMicroseconds.From(_time.GetUtcNow() + overlap)).Bind(id).Run();
        InsertToken(id, token);
    });

    /// <summary>Gives a signal a new version of its mapping; the older ones are kept.</summary>
    /// <exception cref="SignalException">No such signal, or it is archived.</exception>
    public SignalChange SetMapping(long id, SignalMapping mapping) => Change("map", id, signal =>
    {
        if (signal.Status is SignalStatus.Archived)
            throw SignalRules.Archived(signal);
        InsertMapping(id, signal.MappingVersion + 1, mapping);
    });

    /// <summary>Stores the mapping that the consumer made from a signal's first entry, unless the signal has got one meanwhile.</summary>
    /// <returns>The mapping that counts.</returns>
    internal SignalMapping SetFirstMapping(long id, SignalMapping mapping)
    {
        if (Get(id).Mapping is { } present)
            return present;

        return Change("map", id, signal =>
        {
            if (signal.Mapping is null)
                InsertMapping(id, 1, mapping);
        }).Signal.Mapping ?? mapping;
    }

    /// <summary>A signal's history, oldest first.</summary>
    public IReadOnlyList<RecordedChange> Changes(long id)
    {
        var changes = new List<RecordedChange>();
        using var rows = _database.PrepareOnce("SELECT changed_at, what, before, after FROM changes WHERE signal_id = ? ORDER BY id").Bind(id);
        while (rows.Step())
            changes.Add(new RecordedChange(UtcMicroseconds.ToTime(rows.Number(0)), rows.Text(1), rows.TextOrNull(2), rows.Text(3)));
        return changes;
    }

    /// <summary>All versions of a signal's mapping, oldest first.</summary>
    public IReadOnlyList<MappingVersion> Mappings(long id)
    {
        var versions = new List<MappingVersion>();
        using var rows = _database.PrepareOnce("SELECT version, created_at, mapping FROM mappings WHERE signal_id = ? ORDER BY version").Bind(id);
        while (rows.Step())
            versions.Add(new MappingVersion((int)rows.Number(0), UtcMicroseconds.ToTime(rows.Number(1)), SignalMapping.Parse(rows.Text(2))));
        return versions;
    }

    /// <summary>All tokens that count now, or what has changed among them since a reading of this instance, with the version that they show.</summary>
    public TokenTableRows ReadTable(TokenTableRows? last = null) => _database.Read(() => TokenRows.Read(_database, last, Version(), _time.GetUtcNow()));

    /// <summary>The registry's version: every change to a signal raises it by one.</summary>
    public long Version() => _version.Scalar() ?? 0;

    /// <summary>Makes sure that the file is still there: a connection would go on reading one that was deleted.</summary>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    internal void EnsureInPlace()
    {
        if (!File.Exists(_path))
            throw new FileNotFoundException($"{_path} is missing: put it back from a backup.", _path);
    }

    /// <summary>SQLite's data_version of this instance's connection: it differs from the last answer if anybody else has changed the file since.</summary>
    public long DataVersion() => _dataVersion.Scalar() ?? 0;

    /// <summary>The version that the running server says it has adopted.</summary>
    public long AdoptedVersion()
    {
        using var adopted = _database.PrepareOnce("SELECT adopted FROM registry");
        return adopted.Scalar() ?? 0;
    }

    /// <summary>For the server: says that its token table shows this version. Writes only if that is news.</summary>
    public void PublishAdopted(long version)
    {
        if (AdoptedVersion() == version)
            return;

        using var publish = _database.PrepareOnce("UPDATE registry SET adopted = ?").Bind(version);
        publish.Run();
    }

    /// <summary>For the server: says where entries come in, for the URLs that commands show.</summary>
    public void PublishBaseUrl(string url)
    {
        using var publish = _database.PrepareOnce("UPDATE registry SET base_url = ?").Bind(url);
        publish.Run();
    }

    /// <summary>Where the server that runs, or ran last, takes entries; null if none ever did.</summary>
    public string? PublishedBaseUrl()
    {
        using var row = _database.PrepareOnce("SELECT base_url FROM registry");
        return row.Step() ? row.TextOrNull(0) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private SignalChange Change(string what, long id, Action<Signal> apply) => Change(what, () =>
    {
        var before = Get(id);
        apply(before);
        return (before, id);
    });

    private SignalChange Change(string what, Func<(Signal? Before, long Id)> apply) => _database.Write(() =>
    {
        var (before, id) = apply();
        var after = Get(id);
        Record(what, before, after);
        using (var bump = _database.PrepareOnce("UPDATE registry SET version = version + 1"))
            bump.Run();
        return new SignalChange(after, Version());
    });

    private void Record(string what, Signal? before, Signal after)
    {
        using var insert = _database.PrepareOnce("INSERT INTO changes (signal_id, changed_at, what, before, after) VALUES (?, ?, ?, ?, ?)");
        insert.Bind(after.Id).Bind(Now()).Bind(what)
            .Bind(before is null ? null : SignalRows.ToMaskedJson(before))
            .Bind(SignalRows.ToMaskedJson(after))
            .Run();
    }

    private long InsertSignal(NewSignal signal)
    {
        using var insert = _database.PrepareOnce(
            """
            INSERT INTO signals (name, label, target, status, status_before_archive, success_status, created_at)
            VALUES (?, ?, ?, ?4, ?4, ?5, ?6) RETURNING id
            """);
        return insert.Bind(signal.Name).Bind(signal.Label ?? signal.Name).Bind(SignalTargets.Name(signal.Target))
            .Bind(signal.Status.Name()).Bind(signal.SuccessStatus).Bind(Now())
            .Scalar() ?? 0;
    }

    private void InsertToken(long id, string? given)
    {
        var token = given ?? SignalToken.Create();
        using (var used = _database.PrepareOnce("SELECT 1 FROM tokens WHERE token = ?").Bind(token))
            if (used.Scalar() is not null)
                throw SignalRules.TokenUsed();

        using var insert = _database.PrepareOnce(
            """
            INSERT INTO tokens (token, signal_id, number, created_at)
            SELECT ?1, ?2, coalesce(max(number), 0) + 1, ?3 FROM tokens WHERE signal_id = ?2
            """);
        insert.Bind(token).Bind(id).Bind(Now()).Run();
    }

    private void InsertMapping(long id, int version, SignalMapping mapping)
    {
        using var insert = _database.PrepareOnce("INSERT INTO mappings (signal_id, version, mapping, created_at) VALUES (?, ?, ?, ?)");
        insert.Bind(id).Bind(version).Bind(mapping.ToStoredJson()).Bind(Now()).Run();
    }

    private void SetStatus(Signal signal, SignalStatus status, bool allowed, string verb)
    {
        if (!allowed)
            throw SignalRules.WrongStatus(signal, verb);

        var before = status is SignalStatus.Archived ? signal.Status : status;
        using var update = _database.PrepareOnce("UPDATE signals SET status = ?, status_before_archive = ? WHERE id = ?");
        update.Bind(status.Name()).Bind(before.Name()).Bind(signal.Id).Run();
    }

    private long Now() => UtcMicroseconds.From(_time.GetUtcNow());
}
