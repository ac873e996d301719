using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal consume</c>.</summary>
internal static class ConsumeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var once = new Option<bool>("--once") { Description = "End when everything that is committed now has been worked off." };
        var command = new Command("consume",
            """
            Make leads of the entries in the log: the consumer alone, beside a `fastsignal serve --no-consume` on the same data folder.

            Examples:
              fastsignal consume
              fastsignal consume --once
            """)
        { once };
        command.SetAction(arguments => Run(context, context.Folder(arguments), arguments.GetValue(once)));
        return command;
    }

    // Another program at the databases is done sooner; a full disk or a missing file is not.
    private static readonly TimeSpan MaxWaitOnce = TimeSpan.FromSeconds(10);

    private static int Run(CommandContext context, DataFolder folder, bool once)
    {
        folder.MustExist();
        SignalRegistry.EnsureNotLost(folder.Signals, folder.Leads);
        using var held = ConsumerLock.TryTake(folder.Path)
            ?? throw new RefusedException(
                $"Another consumer runs on the data folder {folder.Path}: a server consumes too, unless it was started with --no-consume.");
        using var logs = ServerLog.Create(context.Time);
        using var source = new LogEntrySource(LogReader.Open(folder.Log));
        using var consumer = new Consumer(source, folder.Path, new ConsumerReport(logs.CreateLogger("fastsignal")), context.Time);
        using var stop = new ManualResetEvent(initialState: false);
        using var signals = new TerminationSignals(() => stop.Set());
        context.Terminal.Say($"consumer runs from entry {NextEntry(folder, source)}; Ctrl+C ends it");
        if (once)
            consumer.DrainToEnd(stop, MaxWaitOnce);
        else
            consumer.Run(stop);
        return consumer.Figures.FaultText is null ? ExitCode.Done : ExitCode.Refused;
    }

    private static long NextEntry(DataFolder folder, LogEntrySource source)
    {
        using var store = LeadStore.Open(folder.Leads);
        return (store.Checkpoint()?.Position ?? source.Begin).Sequence;
    }
}
