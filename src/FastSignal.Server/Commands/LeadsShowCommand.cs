using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal leads show</c>.</summary>
internal static class LeadsShowCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var id = LeadArgument.CreateOne();
        var json = new Option<bool>("--json") { Description = "Write one line of JSON." };
        var command = new Command("show",
            """
            Show one lead: what is known, what was decided, and which entries it is from. The id of a lead that was merged shows the one that it is part of.

            --json writes what `leads export` writes, then "status_changed_at", "history":[{"at","before","after"}], with "dismissed_reason" and "note" where there
            is one, and "outcomes":[{"entry","outcome","reason","received_at"}], newest first. Of the newest 1,000 outcomes of its signal those that are the
            lead's are shown, 100 at most.

            Examples:
              fastsignal leads show 12
              fastsignal leads show 12 --json | jq .history
            """)
        { id, json };
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            folder.MustExist();
            using var store = LeadStore.Open(folder.Leads);
            var asked = arguments.GetValue(id);
            var details = store.FindLead(asked)
                ?? throw new RefusedException($"There is no lead {asked}: `fastsignal leads list --signal ID` shows those that are there.");
            if (details.Lead.Id != asked)
                context.Terminal.Say($"fastsignal: lead {asked} was found to be the same as lead {details.Lead.Id} and is part of it.");
            if (arguments.GetValue(json))
                LeadJson.Write(context.Terminal.Data, details);
            else
                LeadText.Write(context.Terminal, details);
            return ExitCode.Done;
        });
        return command;
    }
}
