using System.CommandLine;
using FastSignal.Server.Backup;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal backup</c>.</summary>
internal static class BackupCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var target = new Argument<string>("DIR")
        {
            Description = "The folder to make; it may be there if it is empty.",
            Validators = { result => Texts.MustNotBeBlank(result, "DIR", "name a folder") },
        };
        var command = new Command("backup",
            """
            Copy all data to a folder, also while a server runs: every entry acknowledged before is in it, with the leads, the signals and their tokens. The copy
            is read back. A log that is damaged is copied as it is, and the exit code is then 1.

            Example:
              fastsignal backup /mnt/backup/fastsignal-2026-11-24 --data /var/lib/fastsignal
            """)
        { target };
        command.SetAction(arguments => Run(context, context.Folder(arguments), Path.GetFullPath(arguments.GetRequiredValue(target))));
        return command;
    }

    private static int Run(CommandContext context, DataFolder folder, string target)
    {
        var copy = CopyProgress.Show(context.Terminal, progress => new BackupWriter(folder, target, context.Time).Write(progress));
        var message = $"fastsignal: {target} has {copy.Found.Entries} entries, up to {copy.End.Sequence - 1}. `fastsignal restore {target} --data NEW` makes a data folder of it.";
        if (copy.Found.Damaged.Count == 0)
        {
            context.Terminal.Say(message);
            return ExitCode.Done;
        }

        foreach (var range in copy.Found.Damaged)
            context.Terminal.Say($"fastsignal: the log is damaged {range.Cause}");
        context.Terminal.Say($"{message} The damage is in it, too: `fastsignal log repair` gives it up.");
        return ExitCode.Refused;
    }
}
