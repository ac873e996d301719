namespace FastSignal.Leads;

/// <summary>Which signals have changed since a version. The history knows: the change that made version n is its row n, and no row is ever deleted.</summary>
internal static class ChangedSignals
{
    /// <summary>Selects their ids; the parameter ?1 is the version.</summary>
    internal const string Ids = "SELECT signal_id FROM changes WHERE id > ?1";

    /// <summary>Whether the history has every change from one version to another. If not, the file was written by other means, and all signals have
    /// to be read.</summary>
    internal static bool AreKnown(Database database, long since, long version)
    {
        using var count = database.PrepareOnce("SELECT count(*) FROM changes WHERE id > ?").Bind(since);
        return count.Scalar() == version - since;
    }
}
