using System.CommandLine;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal signals show</c>.</summary>
internal static class SignalsShowCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var id = SignalArgument.Create();
        var json = new Option<bool>("--json") { Description = "Write one line of JSON." };
        var command = new Command("show", "Show one signal, with its URL and mapping.\n\nExample:\n  fastsignal signals show 1") { id, json };
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            using var registry = context.OpenSignals(folder);
            var signal = registry.Get(arguments.GetValue(id));
            var output = new SignalOutput(context, folder, registry);
            if (arguments.GetValue(json))
                output.WriteJson(signal);
            else
                output.WriteText(signal, done: null);
            return ExitCode.Done;
        });
        return command;
    }
}
