using System.CommandLine;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal signals list</c>.</summary>
internal static class SignalsListCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "Write one line of JSON a signal." };
        var command = new Command("list", "List all signals.\n\nExample:\n  fastsignal signals list --json") { json };
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            using var registry = context.OpenSignals(folder);
            var output = new SignalOutput(context, folder, registry);
            var signals = registry.List();
            if (!arguments.GetValue(json))
                output.WriteTable(signals);
            else
                signals.ToList().ForEach(output.WriteJson);
            return ExitCode.Done;
        });
        return command;
    }
}
