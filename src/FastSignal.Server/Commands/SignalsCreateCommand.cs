using System.CommandLine;
using FastSignal.Leads;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal signals create</c>.</summary>
internal static class SignalsCreateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var name = new Option<string>("--name")
        {
            Description = "The internal name.",
            Required = true,
            HelpName = "N",
            Validators = { result => Texts.MustBeName(result, "--name") },
        };
        var target = TargetOption.Create();
        var label = new Option<string?>("--label")
        {
            Description = "What the feed shows; the name if it is not given.",
            HelpName = "L",
            Validators = { result => Texts.MustBeName(result, "--label") },
        };
        var status = Texts.Choice("--status", "Draft: entries are tests. Live: they are real.", "draft", "live");
        status.DefaultValueFactory = _ => "draft";
        var token = TokenOption.Create();
        var successStatus = Texts.Choice("--success-status", "The status that acknowledges an entry. RB2B needs 200.", "200", "202");
        successStatus.DefaultValueFactory = _ => "202";
        var map = MapOption.Create("Which path fills which key");
        var json = new Option<bool>("--json") { Description = "Write one line of JSON." };
        var command = new Command("create",
            """
            Create a signal and show its URL.

            Examples:
              fastsignal signals create --name "Website visitors" --target people
              fastsignal signals create --name RB2B --target people --success-status 200 --map full_name="First Name" --map full_name="Last Name"
            """)
        { name, target, label, status, token, successStatus, map, json };

        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            var mapping = MapOption.Parse(arguments.GetValue(map) ?? []);
            MapOption.MustIdentify(mapping, TargetOption.Get(arguments, target));
            folder.Create();
            SignalRegistry.EnsureNotLost(folder.Signals, folder.Leads);
            using var registry = context.OpenSignals(folder);
            var output = new SignalOutput(context, folder, registry);
            var change = registry.Create(new NewSignal
            {
                Name = arguments.GetRequiredValue(name),
                Target = TargetOption.Get(arguments, target),
                Label = arguments.GetValue(label),
                Status = arguments.GetRequiredValue(status) is "live" ? SignalStatus.Live : SignalStatus.Draft,
                Token = arguments.GetValue(token),
                SuccessStatus = arguments.GetRequiredValue(successStatus) is "200" ? 200 : 202,
                Mapping = mapping,
            });
            return output.Finish(change, arguments.GetValue(json), "created");
        });
        return command;
    }
}
