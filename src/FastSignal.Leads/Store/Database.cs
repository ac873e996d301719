using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FastSignal.Leads;

/// <summary>One connection to one SQLite file, opened the way every database here is: WAL, every commit synced, writers wait 5 s for each other.</summary>
/// <remarks>Belongs to one thread. Its calls block, so it is never used on a ThreadPool thread, where the log's commits complete.</remarks>
internal sealed class Database : IDisposable
{
    /// <summary>How long SQLite itself waits for another writer before it reports "busy".</summary>
    internal static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>How often it is tried to empty the write-ahead log; each try waits for readers up to <see cref="BusyTimeout"/>.</summary>
    private const int MaxEmptyTries = 2;

    // SQLITE_DBCONFIG_ENABLE_QPSG: query plans do not depend on bound values.
    private const int StablePlans = 1007;

    private const int PureFunction = raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC;

    private readonly List<Statement> _statements = [];

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle) => Handle = handle;

    /// <summary>Whether a transaction is open. Some faults make SQLite end it by itself.</summary>
    internal bool IsInTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>The rowid of the last insert.</summary>
    internal long LastInsertedId => raw.sqlite3_last_insert_rowid(Handle);

    /// <summary>The rows that the last statement inserted, changed or deleted; those that went along with them, as a foreign key demands, are not
    /// among them.</summary>
    internal long ChangedRowCount => raw.sqlite3_changes(Handle);

    /// <summary>SQLite's own handle of the connection.</summary>
    internal sqlite3 Handle { get; }

    /// <summary>Opens the file, makes it (mode 0600) if it is not there, and brings its schema up to date.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="schema">The schema scripts in order; script n leads to version n + 1.</param>
    /// <exception cref="StoreException">The file cannot be opened, is no database, or a newer version wrote it.</exception>
    internal static Database Open(string path, IReadOnlyList<string> schema)
    {
        ThrowIfDirectory(path);
        CreatePrivately(path);
        return Connect(path, schema, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
    }

    /// <summary>Opens a file that is there already; it never makes one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">The schema scripts in order.</param>
    /// <exception cref="FileNotFoundException">It is missing or empty.</exception>
    /// <exception cref="StoreException">The file cannot be opened, is no database, or a newer version wrote it.</exception>
    internal static Database OpenExisting(string path, IReadOnlyList<string> schema)
    {
        ThrowIfDirectory(path);
        if (IsMissing(path))
            throw new FileNotFoundException($"{path} is missing or empty: put it back from a backup.", path);
        return Connect(path, schema, raw.SQLITE_OPEN_READWRITE);
    }

    /// <summary>Whether there is no file, or one without an octet. Asked without opening it, see <see cref="CreatePrivately"/>.</summary>
    internal static bool IsMissing(string path) => new FileInfo(path) is not { Exists: true, Length: > 0 };

    private static Database Connect(string path, IReadOnlyList<string> schema, int flags)
    {
        MakePrivate(path);
        Database? database = null;
        try
        {
            database = new Database(Connect(path, flags));
            database.Configure();
            SchemaScripts.Apply(database, schema, path);
            return database;
        }
        catch (SqliteException fault)
        {
            database?.Dispose();
            throw StoreFaults.Named(path, fault);
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }

    /// <summary>Without SQLite's mutex around each call (SQLITE_OPEN_NOMUTEX), which SqliteConnection cannot leave out: a connection belongs to one
    /// thread.</summary>
    private static sqlite3 Connect(string path, int flags)
    {
        var result = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, vfs: null);
        if (result is raw.SQLITE_OK)
            return handle;

        using (handle)
            SqliteException.ThrowExceptionForRC(result, handle);
        return handle;
    }

    /// <summary>Compiles a statement that lives as long as the connection.</summary>
    internal Statement Prepare(string text)
    {
        var statement = new Statement(Handle, text);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Compiles a statement for one use; the caller disposes it.</summary>
    internal Statement PrepareOnce(string text) => new(Handle, text);

    /// <summary>Runs a script of one or more statements.</summary>
    internal void Execute(string script)
    {
        var result = raw.sqlite3_exec(Handle, script);
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, Handle);
    }

    /// <summary>Runs the actions as one write transaction: all of it or, if it throws, nothing.</summary>
    internal T Write<T>(Func<T> actions)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            var result = actions();
            Execute("COMMIT");
            return result;
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    /// <summary>Reads within one transaction, so that all of it shows one state.</summary>
    internal T Read<T>(Func<T> actions)
    {
        Execute("BEGIN");
        try
        {
            return actions();
        }
        finally
        {
            Rollback();
        }
    }

    /// <summary>Gives up what is not committed. Throws nothing: it is called where a fault is on its way already.</summary>
    internal void Rollback()
    {
        ResetStatements();
        if (IsInTransaction)
            _ = raw.sqlite3_exec(Handle, "ROLLBACK");
    }

    /// <summary>Ends whatever a prepared statement was in the middle of.</summary>
    internal void ResetStatements()
    {
        foreach (var statement in _statements)
            statement.Reset();
    }

    /// <summary>Copies the database as it is at one moment to a new file, and syncs it. A reader of the write-ahead log, it stops no writer.</summary>
    /// <param name="path">This database, for messages.</param>
    /// <param name="target">The new file.</param>
    /// <exception cref="StoreException">One of the two cannot be used.</exception>
    internal void CopyTo(string path, string target)
    {
        try
        {
            CreatePrivately(target);
            using (var copy = Connect(target, raw.SQLITE_OPEN_READWRITE))
                BackUpTo(copy);

            using var file = File.OpenHandle(target, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
        catch (SqliteException fault)
        {
            throw new StoreException($"{path} cannot be copied to {target}: {fault.Message}", fault);
        }
    }

    /// <summary>Does what sorts or copies a whole table: on the disk rather than in memory, which may be smaller. Not in a transaction.</summary>
    internal void WithSortsOnDisk(Action work)
    {
        Execute("PRAGMA temp_store = FILE");
        work();
        Execute("PRAGMA temp_store = MEMORY");
    }

    /// <summary>
    /// Writes the whole file anew, and empties the write-ahead log: no octet of what was deleted, moved or overwritten before is left in either. Other writers
    /// wait meanwhile. Not in a transaction.
    /// </summary>
    /// <returns>False if somebody's reading kept the write-ahead log from being emptied.</returns>
    internal bool Rewrite()
    {
        // The copy that it makes on its way may be larger than the memory.
        WithSortsOnDisk(() => Execute("VACUUM"));
        for (var triesLeft = MaxEmptyTries; triesLeft > 0; triesLeft--)
        {
            if (TryEmptyWriteAheadLog())
                return true;
        }

        return false;
    }

    /// <summary>Moves all of the write-ahead log to the database and empties it. Waits for others up to <see cref="BusyTimeout"/>, or what was set
    /// instead.</summary>
    /// <returns>False if somebody's reading kept it.</returns>
    internal bool TryEmptyWriteAheadLog()
    {
        using var checkpoint = PrepareOnce("PRAGMA wal_checkpoint(TRUNCATE)");
        return checkpoint.Scalar() == 0;
    }

    private void BackUpTo(sqlite3 copy)
    {
        int result;
        using (var backup = raw.sqlite3_backup_init(copy, "main", Handle, "main"))
        {
            if (backup.IsInvalid)
                SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(copy), copy);
            result = raw.sqlite3_backup_step(backup, nPage: -1);
        }

        if (result is not raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, copy);
    }

    /// <summary>Reads all of the database and checks that it is sound.</summary>
    /// <param name="path">This database, for the message.</param>
    /// <exception cref="StoreException">It is not.</exception>
    internal void CheckIntegrity(string path)
    {
        using var check = PrepareOnce("PRAGMA integrity_check(1)");
        string found;
        try
        {
            found = check.Step() ? check.Text(0) : "nothing";
        }
        catch (SqliteException fault)
        {
            throw StoreFaults.Named(path, fault);
        }

        if (!string.Equals(found, "ok", StringComparison.Ordinal))
            throw new StoreException($"{path} is damaged ({found.ReplaceLineEndings(" ")}): take another backup.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
        Handle.Dispose();
    }

    /// <summary>
    /// The -wal and -shm files take the mode of the database, so it is made before SQLite would. A file that is there is never opened here: closing
    /// any descriptor of it would drop the locks that this process's other connections hold (POSIX).
    /// </summary>
    private static void CreatePrivately(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path))
            return;

        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        try
        {
            new FileStream(path, options).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was quicker.
        }
    }

    /// <summary>A copy from a backup may be readable for everybody; the tokens in it are not meant to be. Only the owner can change that.</summary>
    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            return;

        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var file in (ReadOnlySpan<string>)[path, path + "-wal", path + "-shm"])
        {
            try
            {
                if (File.Exists(file) && (File.GetUnixFileMode(file) & ~ownerOnly) != UnixFileMode.None)
                    File.SetUnixFileMode(file, ownerOnly);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Somebody else's file, or gone meanwhile: opening it says more.
            }
        }
    }

    private static void ThrowIfDirectory(string path)
    {
        if (Directory.Exists(path))
            throw new StoreException($"{path} is a directory where a database should be: move it away.");
    }

    private void Configure()
    {
        // Without it, binding a value to a statement that may use a partial index compiles that statement again, every time: half of the consumer's time.
        _ = raw.sqlite3_db_config(Handle, StablePlans, 1, out _);
        // For the schema script that gives keys their hashes.
        _ = raw.sqlite3_create_function(Handle, "key_hash", 3, PureFunction, v: null, HashKey);
        Execute($"PRAGMA busy_timeout = {(int)BusyTimeout.TotalMilliseconds}");
        UseWriteAheadLog();
        Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY");
    }

    private static void HashKey(sqlite3_context context, object user, sqlite3_value[] values)
    {
        if (raw.sqlite3_value_type(values[2]) is raw.SQLITE_NULL)
            raw.sqlite3_result_null(context);
        else
            raw.sqlite3_result_int64(
                context, new KeyHash(raw.sqlite3_value_int64(values[0])).Of(raw.sqlite3_value_int64(values[1]), raw.sqlite3_value_blob(values[2])));
    }

    /// <summary>
    /// Changing the mode needs the file alone, and where two openers of a new file hinder each other SQLite reports "busy" at once, without its busy
    /// timeout. So it is asked first, which keeps the change to the first opener, and tried again.
    /// </summary>
    private void UseWriteAheadLog()
    {
        using var never = new ManualResetEvent(initialState: false);
        for (var triesLeft = (int)(BusyTimeout / RetryInterval); !IsWriteAheadLogUsed(); triesLeft--)
        {
            var result = raw.sqlite3_exec(Handle, "PRAGMA journal_mode = WAL");
            if (result is not raw.SQLITE_OK && (result is not raw.SQLITE_BUSY || triesLeft == 0))
                SqliteException.ThrowExceptionForRC(result, Handle);
            if (triesLeft == 0)
                throw new StoreException("SQLite cannot use a write-ahead log in this folder: put the data on a local file system.");
            if (result is raw.SQLITE_BUSY)
                never.WaitOne(RetryInterval);
        }
    }

    private bool IsWriteAheadLogUsed()
    {
        using var mode = PrepareOnce("PRAGMA journal_mode");
        return mode.Step() && string.Equals(mode.Text(0), "wal", StringComparison.Ordinal);
    }
}
