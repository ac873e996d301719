using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace FastSignal.Server.Commands;

/// <summary>The id of a signal on the command line. What is not one is never repeated: it may be a token.</summary>
internal static class SignalArgument
{
    /// <summary>As an argument.</summary>
    public static Argument<long> Create() => new("ID")
    {
        Description = "The id of the signal, as `fastsignal signals list` shows it.",
        CustomParser = result => Parse(result, "ID") ?? 0,
    };

    /// <summary>As the option <c>--signal</c>.</summary>
    public static Option<long?> CreateOption(string description, bool isRequired) => new("--signal")
    {
        Description = description,
        HelpName = "ID",
        Required = isRequired,
        CustomParser = result => Parse(result, "--signal"),
    };

    private static long? Parse(ArgumentResult result, string name)
    {
        if (long.TryParse(result.Tokens.Single().Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return id;
        result.AddError($"{name} must be a number, as `fastsignal signals list` shows it.");
        return null;
    }
}
