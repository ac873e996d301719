using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal rejections</c>.</summary>
internal static class RejectionsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var signal = SignalArgument.CreateOption("Only requests to this signal.", isRequired: false);
        var withoutSignal = new Option<bool>("--without-signal") { Description = "Only requests to no signal: an unknown token or path, or broken HTTP." };
        var json = new Option<bool>("--json") { Description = "Write one line of JSON a request, with its content." };
        var clear = new Option<bool>("--clear") { Description = "Delete what is kept instead of showing it: all, or what the other options name." };
        var command = new Command("rejections",
            """
            Show the requests that were refused, oldest first: the last 100 of each signal, and the last 100 that were to none. A sender that takes a 400 as final
            never sends the entry again: here it can still be found.

            --json writes {"at","signal","status","code","detail","offset","user_agent","content","cut"}. signal is null where there is none, offset is the first
            wrong octet of the content or null. content is the text of the first 4,096 octets; "cut" says that more had come, and a character that the cut divides
            is left out. Where those octets are no UTF-8, "content_base64" stands in its place. A request that is refused before its end has what had come of its
            content until then. At most 20 requests a second are kept, 10 of those to no signal; /metrics counts the others.

            Examples:
              fastsignal rejections
              fastsignal rejections --signal 1 --json | tail -n 1 | jq -r .content
              fastsignal rejections --without-signal --clear
            """)
        { signal, withoutSignal, json, clear };
        command.Validators.Add(result =>
        {
            if (result.GetValue(withoutSignal) && result.GetResult(signal) is not null)
                result.AddError("--signal and --without-signal exclude each other: give one of them.");
            if (result.GetValue(clear) && result.GetValue(json))
                result.AddError("--clear shows nothing: leave out --json, or run the command with --json first.");
        });
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            folder.MustExist();
            var of = arguments.GetValue(withoutSignal) ? RejectionStore.NoSignal : arguments.GetValue(signal);
            if (arguments.GetValue(signal) is { } id)
            {
                using var registry = context.OpenSignals(folder);
                registry.Get(id);
            }

            using var store = RejectionStore.OpenIfThere(folder.Rejections);
            if (arguments.GetValue(clear))
                Clear(context.Terminal, store, of);
            else
                Show(context.Terminal, store?.List(of) ?? [], of, arguments.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Clear(Terminal terminal, RejectionStore? store, long? of)
    {
        var deleted = store?.Clear(of) ?? 0;
        terminal.Say(deleted switch
        {
            0 => Nothing(of),
            1 => "fastsignal: 1 refused request deleted.",
            _ => $"fastsignal: {deleted} refused requests deleted.",
        });
    }

    private static void Show(Terminal terminal, IEnumerable<KeptRejection> rejections, long? of, bool asJson)
    {
        if (asJson)
        {
            foreach (var rejection in rejections)
                RejectionOutput.WriteJson(terminal.Data, rejection);
            return;
        }

        var table = RejectionOutput.Table(rejections);
        if (table.Rows.Count == 0)
            terminal.Say(Nothing(of));
        else
            terminal.Tables.Write(table);
    }

    private static string Nothing(long? of) => of switch
    {
        null => "fastsignal: no refused requests are kept.",
        RejectionStore.NoSignal => "fastsignal: no refused requests without a signal are kept.",
        { } id => $"fastsignal: no refused requests of signal {id} are kept.",
    };
}
