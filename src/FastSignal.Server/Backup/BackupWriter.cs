using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Backup;

/// <summary>Makes a backup of a data folder, while a server runs on it or not.</summary>
/// <remarks>
/// The order is what makes it whole: first the leads, so that their checkpoint lies inside the log that is copied next, up to where it is committed then;
/// then the signals, so that no entry is without its signal; last the manifest.
/// </remarks>
/// <param name="folder">The data folder.</param>
/// <param name="target">The backup; not there, or empty.</param>
/// <param name="time">The clock.</param>
internal sealed class BackupWriter(DataFolder folder, string target, TimeProvider time)
{
    /// <summary>How often it begins again because the log was truncated beyond the checkpoint of the copied leads.</summary>
    private const int MaxTries = 5;

    private readonly DataFolder _backup = new(Path.TrimEndingDirectorySeparator(target));

    /// <summary>Makes the backup.</summary>
    /// <param name="progress">Told what is copied, and the part of it that is done, from 0 to 1.</param>
    /// <returns>What the log in it holds.</returns>
    /// <exception cref="RefusedException">There is nothing to copy, the target is not free, or log and leads do not belong together.</exception>
    public LogCopy Write(Action<string, double> progress)
    {
        folder.MustExist();
        EmptyFolder.MustBeFree(_backup.Path, "name a folder that is not there yet");
        if (IsWithin(_backup.Path, folder.Path))
            throw new RefusedException($"{_backup.Path} lies in the data folder {folder.Path}: name a folder elsewhere, best on another disk.");

        // Whether there is a log is known before anything is made.
        LogReader.Open(folder.Log).Dispose();
        return EmptyFolder.Fill(_backup.Path, () => Fill(progress));
    }

    private LogCopy Fill(Action<string, double> progress)
    {
        var copy = CopyLeadsAndLog(progress);
        progress("signals", 0);
        CopyDatabase(folder.Signals, _backup.Signals);
        if (RejectionStore.IsThere(folder.Rejections))
            CopyDatabase(folder.Rejections, _backup.Rejections);
        if (File.Exists(folder.Configuration))
            DurableFiles.Copy(folder.Configuration, _backup.Configuration);
        DurableFiles.SyncFolder(_backup.Path);
        BackupManifest.Of(copy, Timestamp()).Write(_backup.Path);
        DurableFiles.SyncFolder(Directory.GetParent(_backup.Path)!.FullName);
        return copy;
    }

    private LogCopy CopyLeadsAndLog(Action<string, double> progress)
    {
        for (var triesLeft = MaxTries; ; triesLeft--)
        {
            progress("leads", 0);
            CopyDatabase(folder.Leads, _backup.Leads);
            var copy = LogBackup.Copy(folder.Log, _backup.Log, part => progress("log", part));
            if (Mismatch() is not { } mismatch)
                return copy;
            if (triesLeft == 1)
                throw new RefusedException(
                    $"{mismatch.TrimEnd('.')}, so they are no backup: make log and leads belong together first, or let the server keep entries longer (--retention).");

            File.Delete(_backup.Leads);
            Directory.Delete(_backup.Log, recursive: true);
        }
    }

    private string? Mismatch()
    {
        if (!File.Exists(_backup.Leads))
            return null;

        using var reader = LogReader.Open(_backup.Log);
        using var store = LeadStore.Open(_backup.Leads);
        return CheckpointCheck.Mismatch(store.Checkpoint(), reader);
    }

    /// <summary>A server that has never had an entry, or a signal, has no such file, and its backup neither.</summary>
    private static void CopyDatabase(string path, string target)
    {
        if (File.Exists(path))
            DatabaseFiles.Copy(path, target);
    }

    private static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private string Timestamp() => Commands.Timestamps.Text(time.GetUtcNow());
}
