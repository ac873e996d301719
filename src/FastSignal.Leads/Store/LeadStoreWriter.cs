namespace FastSignal.Leads;

/// <summary>The consumer's side of the lead store: one write transaction a batch, and inside it savepoints for entries that may fail.</summary>
/// <remarks>Belongs to the consumer's thread. All that a batch changes, its checkpoint too, is committed at once or not at all.</remarks>
internal sealed class LeadStoreWriter : IDisposable
{
    private readonly WriterTurn _turn;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _beginEntry;
    private readonly Statement _endEntry;
    private readonly Statement _undoEntry;
    private readonly Statement _dataVersion;
    private long _seenVersion;
    private ReplayTable? _replay;
    private ForgettingTable? _forgetting;

    private LeadStoreWriter(Database database, string path)
    {
        _turn = new WriterTurn(path);
        Database = database;
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

    /// <summary>The connection that all of it goes through.</summary>
    internal Database Database { get; }

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
    internal ForgettingTable Forgetting => _forgetting ??= new ForgettingTable(Database);

    /// <summary>What only a replay does; its statements are compiled when it asks for them.</summary>
    internal ReplayTable Replay => _replay ??= new ReplayTable(Database);

    /// <summary>Takes a person out of the leads of others.</summary>
    internal LeadCleaning Cleaning(TextSearch search) => new(Database, search);

    /// <summary>Whether a batch is open.</summary>
    internal bool IsInBatch => Database.IsInTransaction;

    /// <summary>Opens <c>leads.db</c> and makes it if it is not there.</summary>
    internal static LeadStoreWriter Open(string path)
    {
        var database = Connect(path);
        try
        {
            return new LeadStoreWriter(database, path);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file as the consumer needs it, without its statements.</summary>
    internal static Database Connect(string path)
    {
        var database = Database.Open(path, LeadSchema.Scripts);
        try
        {
            // The indexes by key are hit at random: they should stay in memory while they fit (128 MiB), and what a large batch changes always does.
            // A page that several batches change is copied from the write-ahead log to the file once if the log may grow to 64 MiB.
            database.Execute("PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 16384");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Begins a batch of the consumer: others who wait to write go first. Waits up to the busy timeout for another writer.</summary>
    internal void BeginBehindOthers()
    {
        _turn.GiveWay();
        _begin.Run();
    }

    /// <summary>Begins a transaction beside the consumer: before its next batch. Waits up to the busy timeout for another writer.</summary>
    internal void Begin() => _turn.Run(_begin.Run);

    /// <summary>Whether somebody else has written since it was asked last.</summary>
    internal bool HasChangedElsewhere()
    {
        var version = _dataVersion.Scalar() ?? 0;
        var hasChanged = version != _seenVersion;
        _seenVersion = version;
        return hasChanged;
    }

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
        Database.Rollback();
    }

    /// <summary>Begins the effects of one entry, which can then be taken back alone.</summary>
    internal void BeginEntry()
    {
        // What is only in memory could not be taken back, nor a merge that changes it.
        Outcomes.FlushNewest();
        _beginEntry.Run();
    }

    /// <summary>Keeps the effects of the entry as part of the batch.</summary>
    internal void EndEntry() => _endEntry.Run();

    /// <summary>Takes back the effects of the entry; others of the batch stay.</summary>
    internal void UndoEntry()
    {
        Outcomes.ForgetNewest();
        Database.ResetStatements();
        _undoEntry.Run();
        _endEntry.Run();
    }

    /// <inheritdoc/>
    public void Dispose() => Database.Dispose();
}
