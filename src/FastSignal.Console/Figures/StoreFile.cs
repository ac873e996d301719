using FastSignal.Leads;
using Microsoft.Data.Sqlite;

namespace FastSignal.Console;

/// <summary>A database that is kept open from snapshot to snapshot, and opened again after a fault. It never makes the file.</summary>
/// <typeparam name="T">The database's reader.</typeparam>
/// <param name="path">The file.</param>
/// <param name="missingText">What it means that there is no file, in words.</param>
/// <param name="open">Opens it.</param>
internal sealed class StoreFile<T>(string path, string missingText, Func<string, T> open) : IDisposable
    where T : class, IDisposable
{
    private T? _store;

    /// <summary>Reads from the database.</summary>
    internal Reading<TValue> Read<TValue>(Func<T, TValue> read)
        where TValue : class
    {
        // Opening would make it, and the console only reads.
        if (!File.Exists(path))
        {
            Close();
            return Reading<TValue>.Unreadable(missingText);
        }

        try
        {
            return Reading<TValue>.Of(read(_store ??= open(path)));
        }
        catch (Exception fault) when (fault is SqliteException or StoreException or IOException or UnauthorizedAccessException or FormatException)
        {
            Close();
            return Reading<TValue>.Unreadable($"{Path.GetFileName(path)} cannot be read: {fault.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void Close()
    {
        _store?.Dispose();
        _store = null;
    }
}
