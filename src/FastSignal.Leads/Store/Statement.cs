using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FastSignal.Leads;

/// <summary>One prepared statement: bind in order, step, read columns, reset. Used again and again without an allocation of its own.</summary>
/// <remarks>
/// It speaks to SQLite's C interface rather than through SqliteCommand: that one looks each parameter up by name, allocates a reader a run and answers
/// a busy database by sleeping up to 30 s; here SQLite's own busy timeout counts. Belongs to one thread, as its <see cref="Database"/> does.
/// </remarks>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _handle;
    private readonly byte[] _scratch = new byte[512];
    private int _boundCount;
    private bool _isStarted;

    /// <summary>Compiles the text; a fault in it throws.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="text">One SQL statement.</param>
    internal Statement(sqlite3 connection, string text)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v3(connection, text, raw.SQLITE_PREPARE_PERSISTENT, out _handle));
        ParameterCount = raw.sqlite3_bind_parameter_count(_handle);
    }

    /// <summary>How many values are bound to it.</summary>
    internal int ParameterCount { get; }

    /// <summary>Binds the next parameter to a number.</summary>
    internal Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_handle, Next(), value));
        return this;
    }

    /// <summary>Binds the next parameter to a number or to NULL.</summary>
    internal Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    /// <summary>Binds the next parameter to a text or to NULL. A NUL inside the text does not end it.</summary>
    internal Statement Bind(string? value)
    {
        if (value is null)
            return BindNull();

        var maxBytes = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (maxBytes <= _scratch.Length)
            return BindText(_scratch.AsSpan(0, Encoding.UTF8.GetBytes(value, _scratch)));

        var rented = ArrayPool<byte>.Shared.Rent(maxBytes);
        try
        {
            return BindText(rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Binds the next parameter to a text that is UTF-8 already. SQLite takes a copy.</summary>
    internal Statement BindText(ReadOnlySpan<byte> value)
    {
        // The pointer of an empty span is null, and a null pointer would bind NULL.
        Check(value.IsEmpty ? raw.sqlite3_bind_text(_handle, Next(), "") : raw.sqlite3_bind_text(_handle, Next(), value));
        return this;
    }

    /// <summary>Binds the next parameter to octets. SQLite takes a copy.</summary>
    internal Statement BindBlob(ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_handle, Next(), 0) : raw.sqlite3_bind_blob(_handle, Next(), value));
        return this;
    }

    /// <summary>Binds the next parameter to NULL.</summary>
    internal Statement BindNull()
    {
        Check(raw.sqlite3_bind_null(_handle, Next()));
        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False behind the last row; the statement is then reset already.</returns>
    internal bool Step()
    {
        if (!_isStarted && _boundCount != ParameterCount)
            throw new InvalidOperationException($"The statement has {ParameterCount} parameters, {_boundCount} were bound.");

        _isStarted = true;
        var result = raw.sqlite3_step(_handle);
        if (result == raw.SQLITE_ROW)
            return true;

        Check(result);
        Reset();
        return false;
    }

    /// <summary>Runs to the end and passes over rows.</summary>
    internal void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Runs and gives the number in the first column of the first row.</summary>
    /// <returns>Null without a row, or if the column is NULL.</returns>
    internal long? Scalar()
    {
        if (!Step())
            return null;

        var value = NumberOrNull(0);
        Reset();
        return value;
    }

    /// <summary>The number in a column, counted from 0.</summary>
    internal long Number(int column) => raw.sqlite3_column_int64(_handle, column);

    /// <summary>The number in a column, or null for NULL.</summary>
    internal long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    /// <summary>The text in a column; NULL reads as empty.</summary>
    internal string Text(int column) => Encoding.UTF8.GetString(Blob(column));

    /// <summary>The text in a column, or null for NULL.</summary>
    internal string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The octets in a column (of a text: its UTF-8). They live until the next <see cref="Step"/> or <see cref="Reset"/>.</summary>
    internal ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_handle, column);

    /// <summary>Whether a column is NULL.</summary>
    internal bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    /// <summary>Ready for the next run. A statement left in the middle of its rows would hold a read transaction open.</summary>
    internal void Reset()
    {
        // The result repeats the fault of the last step, which has been thrown already.
        _ = raw.sqlite3_reset(_handle);
        _boundCount = 0;
        _isStarted = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private int Next()
    {
        if (_isStarted)
            Reset();
        return ++_boundCount;
    }

    private void Check(int result)
    {
        if (result is not raw.SQLITE_OK and not raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, _connection);
    }
}
