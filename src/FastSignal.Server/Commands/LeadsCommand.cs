using System.CommandLine;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal leads</c>.</summary>
internal static class LeadsCommand
{
    /// <summary>Makes the command with its subcommands.</summary>
    public static Command Create(CommandContext context) =>
        new("leads",
            """
            Show, export and follow the leads of a signal, and decide about them.

            Examples:
              fastsignal leads list --signal 1 --status pending
              fastsignal leads accept 12 15
              fastsignal leads export --signal 1 --format csv > leads.csv
            """)
        {
            LeadsListCommands.List(context),
            LeadsListCommands.Export(context),
            LeadsShowCommand.Create(context),
            LeadsFollowCommand.Create(context),
            LeadsDecideCommands.Accept(context),
            LeadsDecideCommands.Dismiss(context),
            LeadsDecideCommands.Reopen(context),
        };
}
