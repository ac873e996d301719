namespace FastSignal.Leads;

/// <summary>The databases of a data folder as files: copied while others write them, and checked.</summary>
public static class DatabaseFiles
{
    /// <summary>Copies a database as it is at one moment to a new file of mode 0600, with an online backup, and syncs it. Writers go on meanwhile.</summary>
    /// <param name="path">A file <c>signals.db</c>, <c>leads.db</c> or <c>rejections.db</c>.</param>
    /// <param name="target">The copy, which must not be there.</param>
    /// <exception cref="FileNotFoundException">The database is missing or empty.</exception>
    /// <exception cref="StoreException">It cannot be read, or the copy cannot be written.</exception>
    public static void Copy(string path, string target)
    {
        using var database = Database.OpenExisting(path, Schema(path));
        database.CopyTo(path, target);
    }

    /// <summary>Reads all of a database and checks that it is sound.</summary>
    /// <param name="path">A file <c>signals.db</c>, <c>leads.db</c> or <c>rejections.db</c>; nobody else uses it.</param>
    /// <exception cref="FileNotFoundException">The database is missing or empty.</exception>
    /// <exception cref="StoreException">It is damaged, or a newer version wrote it.</exception>
    public static void Check(string path)
    {
        using var database = Database.OpenExisting(path, Schema(path));
        database.CheckIntegrity(path);
    }

    private static IReadOnlyList<string> Schema(string path) => Path.GetFileName(path) switch
    {
        SignalRegistry.FileName => SignalSchema.Scripts,
        RejectionStore.FileName => RejectionSchema.Scripts,
        _ => LeadSchema.Scripts,
    };
}
