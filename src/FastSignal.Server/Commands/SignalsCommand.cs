using System.CommandLine;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal signals</c>: the life of a signal.</summary>
internal static class SignalsCommand
{
    /// <summary>Makes the command with its subcommands.</summary>
    public static Command Create(CommandContext context) => new("signals",
        """
        Create signals, and lead them through their life.

        A signal is a source of entries with a secret URL. It begins as a draft: what is posted is test data, from which a mapping is suggested. Saved,
        it is live: every entry is real.

        Example:
          fastsignal signals create --name "Website visitors" --target people
          fastsignal signals save 1
        """)
    {
        SignalsCreateCommand.Create(context),
        SignalsListCommand.Create(context),
        SignalsShowCommand.Create(context),
        SignalsHistoryCommand.Create(context),
        SignalsSaveCommand.Create(context),
        SignalsMapCommand.Create(context),
        SignalsChangeCommands.Pause(context),
        SignalsChangeCommands.Resume(context),
        SignalsChangeCommands.Archive(context),
        SignalsChangeCommands.Rotate(context),
    };
}
