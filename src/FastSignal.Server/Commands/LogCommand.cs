using System.CommandLine;
using System.Globalization;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Hosting;
using Spectre.Console;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal log verify, repair, replay, stats</c>.</summary>
internal static class LogCommand
{
    /// <summary>Makes the command with its subcommands.</summary>
    public static Command Create(CommandContext context) =>
        new("log", "Check the log of entries, and show how it stands.\n\nExample:\n  fastsignal log verify")
        {
            Verify(context),
            Repair(context),
            ReplayCommand.Create(context),
            Stats(context),
        };

    private static Command Verify(CommandContext context)
    {
        var command = new Command("verify",
            """
            Read every committed entry and check its number and checksum. Writes {"entries","first","last","damaged":[{"from","to"}]}, where first and last
            are sequences, and from and to addresses; exit code 1 if anything is damaged.

            Example:
              fastsignal log verify --data /var/lib/fastsignal
            """);
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            folder.MustExist();
            var found = Check(context.Terminal, folder);
            Write(context.Terminal, found);
            return found.Damaged.Count == 0 ? ExitCode.Done : ExitCode.Refused;
        });
        return command;
    }

    private static Command Repair(CommandContext context)
    {
        var command = new Command("repair",
            """
            Give up what cannot be read, so that the server and the consumer go on behind it: damaged ranges are listed in log/quarantine, with a copy of their
            octets beside it; the log itself is not changed. Not while a server runs. Writes what was given up in the shape of `log verify`.

            Example:
              fastsignal log repair --data /var/lib/fastsignal
            """);
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            folder.MustExist();
            using var held = ServerLock.Take(folder);
            Write(context.Terminal, LogRepair.Run(folder.Log));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(Terminal terminal, LogVerification found)
    {
        JsonLine.Write(terminal.Data, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("entries", found.Entries);
            writer.WriteNumber("first", found.First);
            writer.WriteNumber("last", found.Last);
            writer.WriteStartArray("damaged");
            foreach (var range in found.Damaged)
            {
                writer.WriteStartObject();
                writer.WriteNumber("from", range.From);
                writer.WriteNumber("to", range.To);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        foreach (var range in found.Damaged)
            terminal.Say($"fastsignal: damaged {range.Cause}");
    }

    private static LogVerification Check(Terminal terminal, DataFolder folder)
    {
        if (!Terminal.IsWatched)
            return Read(folder, progress: null);

        return terminal.Progress.Progress().HideCompleted(true).AutoClear(enabled: true).Start(progress =>
        {
            var task = progress.AddTask("reading the log").IsIndeterminate();
            return Read(folder, address => task.Description = string.Create(CultureInfo.InvariantCulture, $"reading the log: at {address >> 20} MiB"));
        });
    }

    /// <summary>While a server writes, the log reaches as far as it has committed; without one, as far as a start would find it to reach.</summary>
    private static LogVerification Read(DataFolder folder, Action<long>? progress)
    {
        if (!ServerLock.IsHeld(folder))
            return LogVerification.OfStopped(folder.Log, progress);
        using var reader = LogReader.Open(folder.Log);
        return LogVerification.Of(reader, progress);
    }

    private static Command Stats(CommandContext context)
    {
        var command = new Command("stats",
            """
            Show how the log and its consumer stand, as one line of JSON; alarms among it. The retention is taken from the configuration file in the data folder
            and from the environment, since the flags of a running server are not known here.

            Example:
              fastsignal log stats
            """);
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            folder.MustExist();
            using var reader = LogReader.Open(folder.Log);
            using var store = LeadStore.Open(folder.Leads);
            var retention = ConfigurationSources.Read(folder, file: null, new Dictionary<string, string>(StringComparer.Ordinal)).LogRetention;
            LogStats.Write(context.Terminal.Data, reader, store, retention, context.Time.GetUtcNow());
            return ExitCode.Done;
        });
        return command;
    }
}
