using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal outcomes</c>.</summary>
internal static class OutcomesCommand
{
    private const long DefaultLimit = 100;

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var signal = SignalArgument.CreateOption("The signal.", isRequired: true);
        var outcome = CreateOption("Only entries with this outcome.", EntryOutcomes.All);
        var limit = Texts.Limit("How many at most, the newest ones; 100 if it is not given, 1,000 are kept.");
        var by = Texts.Choice("--by", "Count all entries instead of showing the newest: in each hour of time received, or in all.", "hour", "total");
        var json = new Option<bool>("--json") { Description = "Write JSON lines." };
        var command = new Command("outcomes",
            """
            Show what became of the newest entries of a signal and why, newest first. Every entry has exactly one outcome; of 1,000 entries of each signal the reason
            is kept, and all are counted. `fastsignal entries show ID` explains one of them.

            --json writes {"entry","received_at","outcome","reason","lead"}, with --by {"hour","outcome","count"} or {"outcome","count"}.

            Examples:
              fastsignal outcomes --signal 1
              fastsignal outcomes --signal 1 --outcome no_identifier --limit 10 --json
              fastsignal outcomes --signal 1 --by hour
            """)
        { signal, outcome, limit, by, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(by) is not null && result.GetResult(limit) is not null)
                result.AddError("--by counts all entries: leave out --limit.");
        });
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            folder.MustExist();
            using var store = LeadStore.Open(folder.Leads);
            var id = arguments.GetValue(signal) ?? 0;
            MustBeKnown(context, folder, store, id);
            var output = new OutcomeOutput(context.Terminal, store, id, Of(arguments.GetValue(outcome)), arguments.GetValue(json));
            switch (arguments.GetValue(by))
            {
                case "hour":
                    output.ShowHours();
                    break;
                case "total":
                    output.ShowTotals();
                    break;
                default:
                    output.ShowNewest(arguments.GetValue(limit) ?? DefaultLimit);
                    break;
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The option <c>--outcome</c>.</summary>
    public static Option<string> CreateOption(string description, IEnumerable<EntryOutcome> outcomes) =>
        Texts.Choice("--outcome", description, [.. outcomes.Select(outcome => outcome.Name())]);

    /// <summary>The outcome that the option names; null without one.</summary>
    public static EntryOutcome? Of(string? word) =>
        word is null ? null : EntryOutcomes.All.Single(outcome => string.Equals(outcome.Name(), word, StringComparison.Ordinal));

    /// <summary>Entries of a signal that the registry does not have any more have outcomes all the same.</summary>
    private static void MustBeKnown(CommandContext context, DataFolder folder, LeadStore store, long id)
    {
        if (store.OutcomeCounts(id).Count > 0)
            return;

        using var registry = context.OpenSignals(folder);
        registry.Get(id);
    }
}
