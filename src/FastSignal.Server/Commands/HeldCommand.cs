using System.CommandLine;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal held</c>: entries that are kept since they have no final outcome.</summary>
internal static class HeldCommand
{
    /// <summary>Makes the command with its subcommands.</summary>
    public static Command Create(CommandContext context) =>
        new("held",
            """
            Show the entries that are held, and work them off again. An entry is held while its signal is paused, if there is no such signal (signals.db came back
            from a backup), or if it failed, by a fault of FastSignal's. The log may be truncated meanwhile: their records are kept in leads.db.

            Examples:
              fastsignal held list
              fastsignal held replay --signal 1
            """)
        {
            HeldListCommand.Create(context),
            HeldReplayCommand.Create(context),
        };
}
