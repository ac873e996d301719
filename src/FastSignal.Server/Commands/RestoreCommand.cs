using System.CommandLine;
using FastSignal.Server.Backup;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal restore</c>.</summary>
internal static class RestoreCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var backup = new Argument<string>("DIR")
        {
            Description = "A folder that `fastsignal backup` has made.",
            Validators = { result => Texts.MustNotBeBlank(result, "DIR", "name a backup") },
        };
        var command = new Command("restore",
            """
            Make a data folder of a backup. Everything is checked first; the folder is there whole or not at all, and one that has data in it is never touched.

            Example:
              fastsignal restore /mnt/backup/fastsignal-2026-11-24 --data /var/lib/fastsignal
            """)
        { backup };
        command.SetAction(arguments => Run(context, Path.GetFullPath(arguments.GetRequiredValue(backup)), context.Folder(arguments)));
        return command;
    }

    private static int Run(CommandContext context, string backup, DataFolder folder)
    {
        var (log, next) = CopyProgress.Show(context.Terminal, progress => new BackupReader(backup, folder).Restore(progress));
        if (log.Found.Damaged.Count > 0)
            context.Terminal.Say($"fastsignal: the log was damaged when the backup was made, and is as it was then: `fastsignal log verify --data {folder.Path}` shows where.");
        context.Terminal.Say(
            $"fastsignal: {folder.Path} has {log.Found.Entries} entries, up to {log.End.Sequence - 1}; the consumer goes on with {next}. Start it with `fastsignal serve --data {folder.Path}`, and never beside the server that the backup is of: both would give the same Entry-Ids.");
        return ExitCode.Done;
    }
}
