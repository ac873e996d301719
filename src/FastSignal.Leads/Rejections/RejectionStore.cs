using Microsoft.Data.Sqlite;

namespace FastSignal.Leads;

/// <summary>The refused requests in <c>rejections.db</c>: the newest of each signal, and the newest that were to none.</summary>
/// <remarks>Belongs to one thread, and its calls block. The server writes; commands read beside it, and clear.</remarks>
public sealed class RejectionStore : IDisposable
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "rejections.db";

    /// <summary>How many are kept of each signal, and of those without one.</summary>
    public const int MaxKept = 100;

    /// <summary>Stands for the signal of a request that was to none.</summary>
    public const long NoSignal = 0;

    // Deleted contents are overwritten: whoever clears them means it. Other writers are done at once, so nobody waits long for them.
    private const string Settings = "PRAGMA secure_delete = ON; PRAGMA busy_timeout = 1000";

    private const string Select = "SELECT signal_id, received_at, status, code, detail, wrong_octet, user_agent, content, is_cut";
    private const int IdColumn = 9;

    private readonly Database _database;
    private readonly string _path;
    private readonly Statement _insert;
    private readonly Statement _trim;

    private RejectionStore(Database database, string path)
    {
        _database = database;
        _path = path;
        database.Execute(Settings);
        _insert = database.Prepare(
            """
            INSERT INTO rejections (signal_id, received_at, status, code, detail, wrong_octet, user_agent, content, is_cut)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        _trim = database.Prepare(
            """
            DELETE FROM rejections WHERE signal_id = ?1 AND id <=
                (SELECT id FROM rejections WHERE signal_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)
            """);
    }

    /// <summary>Opens the store and makes it (mode 0600) if it is not there.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <exception cref="StoreException">The file cannot be opened, is no database, or a newer version wrote it.</exception>
    public static RejectionStore Open(string path) => Make(Database.Open(path, RejectionSchema.Scripts), path);

    /// <summary>Opens a store that is there; it never makes one.</summary>
    /// <returns>Null where there is none: nothing has been refused yet.</returns>
    /// <exception cref="StoreException">The file cannot be opened, is no database, or a newer version wrote it.</exception>
    public static RejectionStore? OpenIfThere(string path) => IsThere(path) ? Make(Database.OpenExisting(path, RejectionSchema.Scripts), path) : null;

    /// <summary>Whether there is a store. A file without an octet is none: a full disk leaves such a one.</summary>
    public static bool IsThere(string path) => Directory.Exists(path) || !Database.IsMissing(path);

    /// <summary>Whether the file is still there: a connection would go on with one that was deleted.</summary>
    public bool IsInPlace => File.Exists(_path);

    /// <summary>Adds rejections, oldest first, and forgets the oldest beyond <see cref="MaxKept"/>: all of it or, if it throws, nothing.</summary>
    /// <exception cref="StoreException">The store cannot be written. It is then better opened again.</exception>
    public void Keep(IReadOnlyCollection<KeptRejection> rejections) => Write(() =>
    {
        foreach (var rejection in rejections)
            Insert(rejection);
        foreach (var signalId in rejections.Select(r => r.SignalId).Distinct())
            _trim.Bind(signalId).Bind(MaxKept).Run();
        return rejections.Count;
    });

    /// <summary>What is kept, oldest first, read while it is enumerated.</summary>
    /// <param name="signalId">Of one signal, or of <see cref="NoSignal"/>; null: all.</param>
    public IEnumerable<KeptRejection> List(long? signalId = null)
    {
        using var rows = signalId is { } id
            ? _database.PrepareOnce(Select + " FROM rejections WHERE signal_id = ? ORDER BY id").Bind(id)
            : _database.PrepareOnce(Select + " FROM rejections ORDER BY id");
        while (rows.Step())
            yield return Read(rows);
    }

    /// <summary>Deletes what is kept, so that its octets are gone from the file.</summary>
    /// <param name="signalId">Of one signal, or of <see cref="NoSignal"/>; null: all.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public long Clear(long? signalId = null)
    {
        var deleted = Write(() =>
        {
            using var delete = signalId is { } id
                ? _database.PrepareOnce("DELETE FROM rejections WHERE signal_id = ?").Bind(id)
                : _database.PrepareOnce("DELETE FROM rejections");
            delete.Run();
            return _database.ChangedRowCount;
        });

        // It still has what was deleted. If a reader needs it, it goes when that one has ended and the next is written.
        _database.TryEmptyWriteAheadLog();
        return deleted;
    }

    /// <summary>Deletes some of what is kept. Their octets are surely gone from the files after <see cref="Rewrite"/>.</summary>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    internal long Delete(Func<KeptRejection, bool> which) => Write(() =>
    {
        var ids = new List<long>();
        using (var rows = _database.PrepareOnce(Select + ", id FROM rejections"))
        {
            while (rows.Step())
            {
                if (which(Read(rows)))
                    ids.Add(rows.Number(IdColumn));
            }
        }

        using var delete = _database.PrepareOnce("DELETE FROM rejections WHERE id = ?");
        foreach (var id in ids)
            delete.Bind(id).Run();
        return ids.Count;
    });

    /// <summary>Writes the whole file anew: see <see cref="Database.Rewrite"/>.</summary>
    internal bool Rewrite() => _database.Rewrite();

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static RejectionStore Make(Database database, string path)
    {
        try
        {
            return new RejectionStore(database, path);
        }
        catch (SqliteException fault)
        {
            database.Dispose();
            throw StoreFaults.Named(path, fault);
        }
    }

    private T Write<T>(Func<T> actions)
    {
        try
        {
            return _database.Write(actions);
        }
        catch (SqliteException fault)
        {
            throw StoreFaults.Named(_path, fault);
        }
    }

    private void Insert(KeptRejection rejection) => _insert
        .Bind(rejection.SignalId).Bind(rejection.ReceivedAtMicroseconds).Bind(rejection.Status).Bind(rejection.Code).Bind(rejection.Detail)
        .Bind(rejection.Offset)
        .BindBlob(rejection.UserAgent.Span).BindBlob(rejection.Content.Span).Bind(rejection.IsCut ? 1 : 0).Run();

    private static KeptRejection Read(Statement row) => new()
    {
        SignalId = row.Number(0),
        ReceivedAtMicroseconds = row.Number(1),
        Status = (int)row.Number(2),
        Code = row.Text(3),
        Detail = row.Text(4),
        Offset = row.NumberOrNull(5),
        UserAgent = row.Blob(6).ToArray(),
        Content = row.Blob(7).ToArray(),
        IsCut = row.Number(8) != 0,
    };
}
