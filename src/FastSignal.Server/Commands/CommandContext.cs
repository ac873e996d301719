using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary>What every command has at hand.</summary>
/// <param name="Terminal">Where it writes.</param>
/// <param name="Time">The clock.</param>
internal sealed record CommandContext(Terminal Terminal, TimeProvider Time)
{
    /// <summary>The data folder, for every command.</summary>
    public Option<string> Data { get; } = new("--data")
    {
        Description = "The data folder.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "./data",
        Recursive = true,
        Validators = { result => Texts.MustNotBeBlank(result, "--data", "name a folder") },
    };

    /// <summary>The data folder that the command line names.</summary>
    public DataFolder Folder(ParseResult arguments) => new(arguments.GetRequiredValue(Data));

    /// <summary>Opens the signals of a data folder, or makes an empty registry where nothing speaks of signals that were lost.</summary>
    /// <exception cref="RefusedException">There is no such folder.</exception>
    /// <exception cref="StoreException">The signals are missing although there are leads.</exception>
    public SignalRegistry OpenSignals(DataFolder folder)
    {
        folder.MustExist();
        SignalRegistry.EnsureNotLost(folder.Signals, folder.Leads);
        return SignalRegistry.Open(folder.Signals, Time);
    }
}
