using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal held replay</c>.</summary>
internal static class HeldReplayCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var signal = SignalArgument.CreateOption("Only entries of this signal.", isRequired: false);
        var entries = EntryArgument.CreateMany("Only these entries, as `fastsignal held list` shows them.");
        var json = new Option<bool>("--json") { Description = "Write one line of JSON an entry instead of the table." };
        var command = new Command("replay",
            """
            Work entries off again that failed or whose signal was unknown: after an upgrade, or when signals.db is back. Each still counts once, as if it had just
            been consumed: it becomes a lead or a visit, a duplicate, or whatever it is, and what fails again stays held with its new cause. Entries of a paused
            signal are worked off when it is resumed (`fastsignal signals resume ID`), not here. A server may run meanwhile. Ended in between, run it again.

            --json writes {"entry","before","outcome","reason","lead"}.

            Examples:
              fastsignal held replay
              fastsignal held replay --signal 1 --json
              fastsignal held replay 0f3a9c21-17 0f3a9c21-18
            """)
        { signal, entries, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(signal) is not null && result.GetResult(entries) is { Tokens.Count: > 0 })
                result.AddError("--signal and ENTRY-ID exclude each other: give one of them.");
        });
        command.SetAction(arguments =>
            Run(context, context.Folder(arguments), arguments.GetValue(signal), arguments.GetValue(entries) ?? [], arguments.GetValue(json)));
        return command;
    }

    private static int Run(CommandContext context, DataFolder folder, long? signal, EntryName[] names, bool asJson)
    {
        folder.MustExist();
        SignalRegistry.EnsureNotLost(folder.Signals, folder.Leads);
        using var store = LeadStore.Open(folder.Leads);
        if (store.Checkpoint()?.LogId is not { } logId)
            throw new RefusedException("No entry has been consumed yet, so none is held.");

        var sequences = names.Select(name => name.SequenceIn(logId)).ToList();
        using var replay = HeldReplay.Open(folder.Path, context.Time);
        var leftOut = sequences.Count == 0 ? TellPaused(context.Terminal, store, signal) : TellLeftOut(context.Terminal, replay, logId, sequences);
        var total = sequences.Count == 0 ? store.HeldEntries(signal).Count(held => HeldReplay.IsReplayed(held.Outcome)) : sequences.Count - leftOut;
        var output = new HeldReplayOutput(context.Terminal, logId, total, asJson);
        using var stop = new ManualResetEvent(initialState: false);
        using var signals = new TerminationSignals(() => stop.Set());
        bool isWhole;
        try
        {
            isWhole = CopyProgress.Show(context.Terminal, progress => sequences.Count == 0
                ? replay.Run(signal, entry => output.Add(entry, progress), stop)
                : replay.Run(sequences, entry => output.Add(entry, progress), stop));
        }
        finally
        {
            output.Finish();
        }

        if (!isWhole)
            throw new RefusedException("The replay was stopped; what is shown is done. Run it again to do the rest: nothing counts twice.");
        return sequences.Count > 0 && leftOut > 0 ? ExitCode.Refused : ExitCode.Done;
    }

    /// <summary>Says that paused entries are not meant.</summary>
    private static int TellPaused(Terminal terminal, LeadStore store, long? signal)
    {
        var paused = store.HeldEntries(signal, EntryOutcome.Paused).Count();
        if (paused > 0)
            terminal.Say($"fastsignal: {paused} entries are held while their signal is paused: `fastsignal signals resume ID` works them off.");
        return paused;
    }

    /// <summary>Says which of the entries that were named are not worked off, and why.</summary>
    private static int TellLeftOut(Terminal terminal, HeldReplay replay, string logId, IReadOnlyList<long> sequences)
    {
        var count = 0;
        foreach (var sequence in sequences)
        {
            var heldAs = replay.HeldAs(sequence);
            if (heldAs is { } outcome && HeldReplay.IsReplayed(outcome))
                continue;

            count++;
            var id = EntryId.Text(logId, sequence);
            terminal.Say(heldAs is null
                ? $"fastsignal: {id} is not held: `fastsignal entries show {id}` says what became of it."
                : $"fastsignal: {id} is held while its signal is paused: `fastsignal signals resume ID` works it off.");
        }

        return count;
    }
}
