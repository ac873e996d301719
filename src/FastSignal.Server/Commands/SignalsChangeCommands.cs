using System.CommandLine;
using System.CommandLine.Parsing;
using FastSignal.Leads;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal signals pause, resume, archive, rotate</c>: one change each.</summary>
internal static class SignalsChangeCommands
{
    /// <summary>Entries are taken and held.</summary>
    public static Command Pause(CommandContext context) => Create(context, "pause", "is paused: entries are taken and held",
        "Hold a live signal's entries: they are taken, and worked off when it is resumed.\n\nExample:\n  fastsignal signals pause 1",
        (registry, id) => registry.Pause(id));

    /// <summary>Held entries are worked off, then newer ones.</summary>
    public static Command Resume(CommandContext context) => Create(context, "resume", "is live again",
        "Resume a paused signal: its held entries are worked off in their order, before newer ones.\n\nExample:\n  fastsignal signals resume 1",
        (registry, id) => registry.Resume(id));

    /// <summary>The URL answers 404.</summary>
    public static Command Archive(CommandContext context) => Create(context, "archive", "is archived: its URL answers 404",
        "End a signal for good: its URL answers 404, and nothing brings it back. Its leads stay.\n\nExample:\n  fastsignal signals archive 1",
        (registry, id) => registry.Archive(id));

    /// <summary>A new token beside the old one.</summary>
    public static Command Rotate(CommandContext context)
    {
        var overlap = new Option<string>("--overlap")
        {
            Description = "For how long the old URL still counts: a number with its unit, ms, s, m, h or d.",
            HelpName = "DURATION",
            DefaultValueFactory = _ => "24h",
            Validators = { MustBeDuration },
        };
        var token = TokenOption.Create();
        var command = Create(context, "rotate", "has a new URL",
            "Give a signal a new URL. The old one counts until the overlap ends, so that the sender can be changed meanwhile.\n\nExample:\n  fastsignal signals rotate 1 --overlap 1h",
            (registry, id, arguments) => registry.Rotate(id, SettingValues.Duration(arguments.GetRequiredValue(overlap)), arguments.GetValue(token)));
        command.Add(overlap);
        command.Add(token);
        return command;
    }

    private static void MustBeDuration(SymbolResult result)
    {
        foreach (var token in result.Tokens)
        {
            try
            {
                SettingValues.Duration(token.Value);
            }
            catch (FormatException e)
            {
                result.AddError($"--overlap is '{token.Value}', but must be {e.Message}.");
            }
        }
    }

    private static Command Create(CommandContext context, string name, string done, string description, Func<SignalRegistry, long, SignalChange> change) =>
        Create(context, name, done, description, (registry, id, _) => change(registry, id));

    private static Command Create(
        CommandContext context, string name, string done, string description, Func<SignalRegistry, long, ParseResult, SignalChange> change)
    {
        var id = SignalArgument.Create();
        var json = new Option<bool>("--json") { Description = "Write one line of JSON." };
        var command = new Command(name, description) { id, json };
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            using var registry = context.OpenSignals(folder);
            var output = new SignalOutput(context, folder, registry);
            return output.Finish(change(registry, arguments.GetValue(id), arguments), arguments.GetValue(json), done);
        });
        return command;
    }
}
