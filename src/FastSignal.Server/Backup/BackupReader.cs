using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Backup;

/// <summary>Makes a data folder of a backup: whole, checked and durable, or not at all.</summary>
/// <param name="backup">The backup; it is only read.</param>
/// <param name="folder">The data folder to make; not there, or empty.</param>
internal sealed class BackupReader(string backup, DataFolder folder)
{
    private readonly DataFolder _backup = new(backup);
    private readonly string _target = Path.TrimEndingDirectorySeparator(folder.Path);

    /// <summary>Restores the backup.</summary>
    /// <param name="progress">Told what is copied, and the part of it that is done, from 0 to 1.</param>
    /// <returns>What the restored log holds, and the sequence of the entry with which the consumer goes on.</returns>
    /// <exception cref="RefusedException">It is no whole backup, is damaged, or the data folder is not free.</exception>
    public (LogCopy Log, long NextConsumed) Restore(Action<string, double> progress)
    {
        var manifest = BackupManifest.Read(_backup.Path);
        EmptyFolder.MustBeFree(_target, "name one that is not there yet with --data");

        // Beside the data folder, so that one rename makes it all of it.
        var draft = new DataFolder(_target + ".restoring");
        EmptyFolder.MustBeFree(draft.Path, "it is left from a restore that was cut off, so remove it");
        return EmptyFolder.Fill(draft.Path, () =>
        {
            var restored = Fill(draft, manifest, progress);
            PutInPlace(draft);
            return restored;
        });
    }

    private (LogCopy Log, long NextConsumed) Fill(DataFolder draft, BackupManifest manifest, Action<string, double> progress)
    {
        var copy = LogBackup.Copy(_backup.Log, draft.Log, part => progress("log", part));
        if (manifest.Difference(copy) is { } difference)
            throw new RefusedException($"The backup {_backup.Path} is damaged: {difference}. Take another backup.");

        progress("leads and signals", 0);
        (string From, string To)[] files =
        [
            (_backup.Leads, draft.Leads), (_backup.Signals, draft.Signals), (_backup.Rejections, draft.Rejections),
            (_backup.Configuration, draft.Configuration),
        ];
        foreach (var (from, to) in files)
        {
            if (File.Exists(from))
                DurableFiles.Copy(from, to);
        }

        foreach (var database in ((string[])[draft.Leads, draft.Signals, draft.Rejections]).Where(File.Exists))
            Check(database);
        var next = NextConsumed(draft, copy);
        DurableFiles.SyncFolder(draft.Path);
        return (copy, next);
    }

    private void Check(string database)
    {
        try
        {
            DatabaseFiles.Check(database);
        }
        catch (Exception e) when (e is StoreException or FileNotFoundException)
        {
            throw new RefusedException($"The backup {_backup.Path} is damaged: {Path.GetFileName(database)} is not sound. Take another backup.", e);
        }
    }

    private long NextConsumed(DataFolder draft, LogCopy copy)
    {
        if (!File.Exists(draft.Leads))
            return copy.Begin.Sequence;

        using var reader = LogReader.Open(draft.Log);
        using var store = LeadStore.Open(draft.Leads);
        var checkpoint = store.Checkpoint();
        return CheckpointCheck.Mismatch(checkpoint, reader) is { } mismatch
            ? throw new RefusedException($"The backup {_backup.Path} does not fit together: {mismatch} Take another backup.")
            : (checkpoint?.Position ?? copy.Begin).Sequence;
    }

    private void PutInPlace(DataFolder draft)
    {
        // An empty folder cannot be moved over; if it is no longer empty, this refuses.
        if (Directory.Exists(_target))
            Directory.Delete(_target);
        Directory.Move(draft.Path, _target);
        DurableFiles.SyncFolder(Directory.GetParent(_target)!.FullName);
    }
}
