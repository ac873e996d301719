using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FastSignal.Leads;

/// <summary>What a fault of SQLite means: a sentence that names the file and the cure, and whether it passes by itself.</summary>
internal static class StoreFaults
{
    // An extended result code has its primary one in the lowest octet.
    private const int PrimaryCodeMask = 0xFF;

    /// <summary>The fault as a sentence for a person.</summary>
    /// <param name="path">The database that it happened on.</param>
    /// <param name="fault">What SQLite said.</param>
    internal static StoreException Named(string path, SqliteException fault) => new(
        Code(fault) switch
        {
            raw.SQLITE_NOTADB
                or raw.SQLITE_CORRUPT => $"{Path.GetFileName(path)} at {path} is not a readable database: put it back from a backup{OrElse(path)}.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"{path} is locked by another program: wait until that one is done, or end it.",
            raw.SQLITE_FULL or raw.SQLITE_IOERR => $"{path} cannot be used, the disk is full or failing: make room or replace it ({fault.Message}).",
            raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY
                or raw.SQLITE_PERM => $"{path} cannot be opened for writing: let this user read and write it and its folder ({fault.Message}).",
            _ => $"{path} cannot be used: {fault.Message}",
        },
        fault);

    /// <summary>Does something on a database; a fault of it becomes a sentence.</summary>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    internal static T Naming<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException fault)
        {
            throw Named(path, fault);
        }
    }

    /// <summary>Whether it passes by itself: somebody else is writing, or the disk is full or failing.</summary>
    internal static bool WillPass(Exception fault) => Code(fault) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED || IsOfTheDisk(fault);

    /// <summary>Whether the disk is full or failing. The connection is then better opened again.</summary>
    internal static bool IsOfTheDisk(Exception fault) => Code(fault) is raw.SQLITE_FULL or raw.SQLITE_IOERR;

    /// <summary>Whether the file is one that this program will never be able to use: damaged, no database, or of another version.</summary>
    internal static bool IsOfTheFile(Exception fault) =>
        Code(fault) is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT || fault is StoreException { InnerException: null };

    /// <summary>What is refused is worth less than what is taken: its store can be begun anew.</summary>
    private static string OrElse(string path) =>
        string.Equals(Path.GetFileName(path), RejectionStore.FileName, StringComparison.Ordinal) ? ", or move it away and a new one is made" : "";

    private static int? Code(Exception fault) => (fault as SqliteException ?? fault.InnerException as SqliteException)?.SqliteErrorCode & PrimaryCodeMask;
}
