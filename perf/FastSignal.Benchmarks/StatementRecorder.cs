using System.Runtime.InteropServices;
using FastSignal.Leads;

namespace FastSignal.Benchmarks;

/// <summary>Records what a connection runs, through SQLite's own trace.</summary>
internal sealed class StatementRecorder
{
    private const string Library = "e_sqlite3";
    private const uint TraceStatements = 1; // SQLITE_TRACE_STMT

    private readonly StatementTape _tape;
    private readonly TraceCallback _callback;

    /// <summary>Records to a tape.</summary>
    public StatementRecorder(StatementTape tape)
    {
        _tape = tape;
        _callback = Add;
    }

    private delegate int TraceCallback(uint mask, nint context, nint statement, nint text);

    /// <summary>Records everything that the connection runs from now on.</summary>
    public void Attach(Database database)
    {
        if (sqlite3_trace_v2(database.Handle.DangerousGetHandle(), TraceStatements, _callback, nint.Zero) != 0)
            throw new InvalidOperationException("SQLite does not trace.");
    }

    private int Add(uint mask, nint context, nint statement, nint text)
    {
        // A comment is what SQLite says of a trigger or a foreign key: it is part of the statement around it.
        if (Marshal.PtrToStringUTF8(text) is { } said && said.StartsWith("--", StringComparison.Ordinal))
            return 0;

        var expanded = sqlite3_expanded_sql(statement);
        _tape.Add(Marshal.PtrToStringUTF8(sqlite3_sql(statement))!, Marshal.PtrToStringUTF8(expanded)!);
        sqlite3_free(expanded);
        return 0;
    }

    [DllImport(Library)]
    private static extern int sqlite3_trace_v2(nint database, uint mask, TraceCallback callback, nint context);

    [DllImport(Library)]
    private static extern nint sqlite3_sql(nint statement);

    [DllImport(Library)]
    private static extern nint sqlite3_expanded_sql(nint statement);

    [DllImport(Library)]
    private static extern void sqlite3_free(nint memory);
}
