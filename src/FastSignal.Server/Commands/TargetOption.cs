using System.CommandLine;
using FastSignal.Leads;

namespace FastSignal.Server.Commands;

/// <summary><c>--target people|companies</c>.</summary>
internal static class TargetOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string> Create()
    {
        var option = Texts.Choice(
            "--target", "Whom the entries describe.", SignalTargets.Name(SignalTarget.People), SignalTargets.Name(SignalTarget.Companies));
        option.Required = true;
        return option;
    }

    /// <summary>What it says.</summary>
    public static SignalTarget Get(ParseResult arguments, Option<string> option) =>
        SignalTargets.TryParse(arguments.GetRequiredValue(option), out var target)
            ? target
            : throw new InvalidOperationException("The option accepts nothing else.");
}
