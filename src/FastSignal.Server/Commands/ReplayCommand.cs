using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal log replay</c>.</summary>
internal static class ReplayCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var signal = SignalArgument.CreateOption("The signal.", isRequired: true);
        var from = TimeOption.Create(
            "--from", "Entries received before are left out: a date, which is its midnight in UTC, or a time such as 2026-11-24T09:30:00Z.", isRequired: true);
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change, and change nothing." };
        var json = new Option<bool>("--json") { Description = "Write one line of JSON an entry instead of the table." };
        var command = new Command("replay",
            """
            Run the entries of a signal through its present mapping again, as far as they are consumed. Each still counts once: leads are made or refreshed, a visit
            that belongs to another person is moved, one that identifies nobody any more is taken back. A server may run meanwhile. --json writes
            {"entry","before":{"outcome","lead"},"after":{"outcome","lead"},"change"}.

            Examples:
              fastsignal log replay --signal 1 --from 2026-11-01 --dry-run
              fastsignal log replay --signal 1 --from 2026-11-01T09:30:00Z --json
            """)
        { signal, from, dryRun, json };
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            var time = arguments.GetValue(from) ?? throw new InvalidOperationException("The option is required.");
            return Run(context, folder, arguments.GetValue(signal) ?? 0, time, arguments.GetValue(dryRun), arguments.GetValue(json));
        });
        return command;
    }

    private static int Run(CommandContext context, DataFolder folder, long signal, DateTimeOffset from, bool isDryRun, bool asJson)
    {
        using var registry = context.OpenSignals(folder);
        registry.Get(signal);
        if (from > context.Time.GetUtcNow())
            throw new RefusedException($"--from is {Timestamps.Text(from)}, which lies in the future: no entry has been received since.");

        using var source = new LogEntrySource(LogReader.Open(folder.Log));
        if (!File.Exists(folder.Leads))
            throw new RefusedException($"There is no {folder.Leads}: no entry has been consumed yet, so there is nothing to replay.");
        if (!isDryRun)
            return Run(context, source, registry, folder.Leads, signal, from, isDryRun: false, asJson);

        // On a copy, what would change is exactly what would, and the consumer never waits.
        var copy = Directory.CreateTempSubdirectory("fastsignal-replay-");
        try
        {
            var leads = Path.Combine(copy.FullName, LeadStore.FileName);
            DatabaseFiles.Copy(folder.Leads, leads);
            return Run(context, source, registry, leads, signal, from, isDryRun: true, asJson);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static int Run(CommandContext context, LogEntrySource source, SignalRegistry registry, string leads, long signal, DateTimeOffset from,
        bool isDryRun, bool asJson)
    {
        using var replay = Replay.Open(source, registry, leads, signal, from, context.Time);
        using var stop = new ManualResetEvent(initialState: false);
        using var signals = new TerminationSignals(() => stop.Set());
        var range = CopyProgress.Show(context.Terminal, progress => replay.Find(part => progress("reading the log", part)));
        if (range.OldestLeft is { } oldest)
            context.Terminal.Say($"fastsignal: the log begins with an entry received at {Timestamps.Text(oldest)}; older ones are gone, so the replay begins there.");

        var output = new ReplayOutput(context.Terminal, source.LogId, isDryRun, asJson);
        var isWhole = false;
        try
        {
            isWhole = CopyProgress.Show(
                context.Terminal,
                progress => replay.Run(range, entry => output.Add(entry, part => progress("replaying", part / (double)range.EntryCount)), stop));
        }
        finally
        {
            output.Finish();
        }

        return isWhole
            ? ExitCode.Done
            : throw new RefusedException("The replay was stopped; what is shown is done. Run it again to do the rest: nothing counts twice.");
    }
}
