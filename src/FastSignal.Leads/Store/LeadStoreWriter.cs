namespace FastSignal.Leads;

/// <summary>The consumer's side of the lead store: one write transaction a batch, and inside it one savepoint an entry.</summary>
/// <remarks>Belongs to the consumer's thread. All that a batch changes, its checkpoint too, is committed at once or not at all.</remarks>
internal sealed class LeadStoreWriter : IDisposable
{
    private readonly Database _database;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _beginEntry;
    private readonly Statement _endEntry;
    private readonly Statement _undoEntry;
    private readonly Statement _dataVersion;
    private long _seenVersion;
    private ReplayTable? _replay;
    private ForgettingTable? _forgetting;

    private LeadStoreWriter(Database database)
    {
        _database = database;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _beginEntry = database.Prepare("SAVEPOINT entry");
        _endEntry = database.Prepare("RELEASE entry");
        _undoEntry = database.Prepare("ROLLBACK TO entry");
        _dataVersion = database.Prepare("PRAGMA data_version");
        Leads = new LeadTable(database);
        Outcomes = new OutcomeTable(database);
        Samples = new SampleTable(database);
        Held = new HeldTable(database);
        Idempotency = new IdempotencyTable(database);
        Checkpoint = new CheckpointTable(database);
        EntryLeads = new EntryLeadTable(database);
        Notices = new NoticeTable(database);
        Forgotten = new ForgottenEntries(database);
    }

    /// <summary>The leads.</summary>
    internal LeadTable Leads { get; }

    /// <summary>What became of the entries.</summary>
    internal OutcomeTable Outcomes { get; }

    /// <summary>The newest test entries.</summary>
    internal SampleTable Samples { get; }

    /// <summary>The records that are held.</summary>
    internal HeldTable Held { get; }

    /// <summary>The Idempotency-Keys.</summary>
    internal IdempotencyTable Idempotency { get; }

    /// <summary>How far the log has become leads.</summary>
    internal CheckpointTable Checkpoint { get; }

    /// <summary>Which lead each entry was counted for.</summary>
    internal EntryLeadTable EntryLeads { get; }

    /// <summary>Leads that change otherwise than by the newest entry, for those who follow them.</summary>
    internal NoticeTable Notices { get; }

    /// <summary>The entries that are tombstoned.</summary>
    internal ForgottenEntries Forgotten { get; }

    /// <summary>What only a deletion does; its statements are compiled when it asks for them.</summary>
    internal ForgettingTable Forgetting => _forgetting ??= new ForgettingTable(_database);

    /// <summary>What only a replay does; its statements are compiled when it asks for them.</summary>
    internal ReplayTable Replay => _replay ??= new ReplayTable(_database);

    /// <summary>Takes a person out of the leads of others.</summary>
    internal LeadCleaning Cleaning(TextSearch search) => new(_database, search);

    /// <summary>Whether a batch is open.</summary>
    internal bool IsInBatch => _database.IsInTransaction;

    /// <summary>Opens <c>leads.db</c> and makes it if it is not there.</summary>
    internal static LeadStoreWriter Open(string path)
    {
        var database = Database.Open(path, LeadSchema.Scripts);
        try
        {
            // The indexes by key are hit at random: they should stay in memory while they fit (64 MiB). A page that every batch changes is copied from
            // the write-ahead log to the file less often if the log may grow to 16 MiB.
            database.Execute("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000");
            return new LeadStoreWriter(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Whether somebody else has written since it was asked last.</summary>
    internal bool HasChangedElsewhere()
    {
        var version = _dataVersion.Scalar() ?? 0;
        var hasChanged = version != _seenVersion;
        _seenVersion = version;
        return hasChanged;
    }

    /// <summary>Begins a batch; waits up to the busy timeout for another writer.</summary>
    internal void Begin() => _begin.Run();

    /// <summary>Makes the batch durable: when this returns, it is synced.</summary>
    internal void Commit()
    {
        Outcomes.Flush();
        Idempotency.Purge();
        _commit.Run();
    }

    /// <summary>Gives up the batch, if one is open.</summary>
    internal void Rollback()
    {
        Outcomes.Forget();
        _database.Rollback();
    }

    /// <summary>Begins the effects of one entry.</summary>
    internal void BeginEntry() => _beginEntry.Run();

    /// <summary>Keeps the effects of the entry as part of the batch.</summary>
    internal void EndEntry() => _endEntry.Run();

    /// <summary>Takes back the effects of the entry; others of the batch stay.</summary>
    internal void UndoEntry()
    {
        _database.ResetStatements();
        _undoEntry.Run();
        _endEntry.Run();
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}
