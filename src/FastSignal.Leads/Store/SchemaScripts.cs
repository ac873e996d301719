using System.Globalization;

namespace FastSignal.Leads;

/// <summary>Brings a database up to date, script by script. SQLite's user_version says how many of them a file has seen.</summary>
internal static class SchemaScripts
{
    /// <summary>Runs the scripts that the file has not seen, in one transaction with the new version.</summary>
    /// <exception cref="StoreException">The file has seen more scripts than there are.</exception>
    internal static void Apply(Database database, IReadOnlyList<string> scripts, string path)
    {
        if (Version(database, scripts, path) == scripts.Count)
            return;

        // A script may sort all leads, which may be more than the memory holds.
        database.WithSortsOnDisk(() => database.Write(() =>
        {
            // Another process may have been quicker.
            for (var version = Version(database, scripts, path); version < scripts.Count; version++)
                database.Execute(scripts[version]);
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {scripts.Count}"));
            return true;
        }));
    }

    private static int Version(Database database, IReadOnlyList<string> scripts, string path)
    {
        using var statement = database.PrepareOnce("PRAGMA user_version");
        var version = (int)(statement.Scalar() ?? 0);
        return version <= scripts.Count
            ? version
            : throw new StoreException($"{path} has schema version {version}, this program knows {scripts.Count}: a newer version wrote it, so use that one.");
    }
}
