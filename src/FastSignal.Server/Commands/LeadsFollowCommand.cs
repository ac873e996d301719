using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal leads follow</c>.</summary>
internal static class LeadsFollowCommand
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the end waits for a write. A reader that stands still would hold it for ever, and nobody can call a blocked write back.</summary>
    private static readonly TimeSpan MaxBlocked = TimeSpan.FromSeconds(1);

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var signal = SignalArgument.CreateOption("The signal.", isRequired: true);
        var status = LeadFilterOptions.CreateStatus("Only leads that have this status when they are shown.");
        var json = new Option<bool>("--json") { Description = "Write one line of JSON a lead, as `leads export` does." };
        var command = new Command("follow",
            """
            Show each lead of a signal that is made or changed from now on, as it happens: by an entry, a decision or a replay. A lead that changes several times
            within a quarter of a second is shown once. Ends with Ctrl+C, SIGTERM, or when nobody reads any more.

            Examples:
              fastsignal leads follow --signal 1
              fastsignal leads follow --signal 1 --status accepted --json | while read -r lead; do ./tell-the-team "$lead"; done
            """)
        { signal, status, json };
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            using var registry = context.OpenSignals(folder);
            var id = registry.Get(arguments.GetValue(signal) ?? 0).Id;
            using var feed = LeadFeed.Open(folder.Leads, id, LeadFilterOptions.StatusOf(arguments.GetValue(status)));
            using var stop = new ManualResetEvent(initialState: false);
            using var end = context.Time.CreateTimer(
                static _ => Environment.Exit(ExitCode.Done), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            using var signals = new TerminationSignals(() =>
            {
                stop.Set();
                end.Change(MaxBlocked, Timeout.InfiniteTimeSpan);
            });
            context.Terminal.Say($"fastsignal: following signal {id} from now on; Ctrl+C ends it.");
            Follow(context.Terminal, feed, arguments.GetValue(json), stop);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Shows what changes until somebody wants it to end.</summary>
    internal static void Follow(Terminal terminal, LeadFeed feed, bool asJson, WaitHandle stop)
    {
        while (!stop.WaitOne(LookInterval) && !terminal.IsReaderGone)
            Look(terminal, feed, asJson);
    }

    private static void Look(Terminal terminal, LeadFeed feed, bool asJson)
    {
        foreach (var lead in feed.Next())
        {
            if (asJson)
                LeadJson.Write(terminal.Data, lead);
            else
                terminal.WriteLine(LeadTables.Line(lead));
        }

        terminal.Flush();
        if (feed.HasMissed)
            terminal.Say("fastsignal: more leads changed at once than are noted, so some are not shown; `fastsignal leads list` shows all.");
    }
}
