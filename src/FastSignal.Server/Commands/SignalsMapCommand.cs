using System.CommandLine;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal signals map</c>.</summary>
internal static class SignalsMapCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var id = SignalArgument.Create();
        var map = MapOption.Create("Which path fills which key");
        map.Required = true;
        var json = new Option<bool>("--json") { Description = "Write one line of JSON." };
        var command = new Command("map",
            """
            Give a signal another mapping, whole: keys that are not named have no path. It counts for entries consumed from now on; `fastsignal log replay` runs
            older ones through it.

            Example:
              fastsignal signals map 1 --map linkedin_url="LinkedIn URL" --map email="Business Email" --map full_name="First Name" --map full_name="Last Name"
            """)
        { id, map, json };
        command.SetAction(arguments =>
        {
            var mapping = MapOption.Parse(arguments.GetValue(map) ?? []) ?? throw new InvalidOperationException("The option is required.");
            var folder = context.Folder(arguments);
            using var registry = context.OpenSignals(folder);
            var signal = registry.Get(arguments.GetValue(id));
            MapOption.MustIdentify(mapping, signal.Target);
            var output = new SignalOutput(context, folder, registry);
            return output.Finish(registry.SetMapping(signal.Id, mapping), arguments.GetValue(json), "has another mapping");
        });
        return command;
    }
}
