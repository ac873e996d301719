using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace FastSignal.Server.Commands;

/// <summary>The ids of leads on the command line.</summary>
internal static class LeadArgument
{
    /// <summary>One.</summary>
    public static Argument<long> CreateOne() => new("ID")
    {
        Description = "The id of the lead, as `fastsignal leads list` shows it.",
        CustomParser = result => Parse(result) is [var id] ? id : 0,
    };

    /// <summary>One or more.</summary>
    public static Argument<long[]> CreateMany() => new("ID")
    {
        Description = "The ids of the leads, as `fastsignal leads list` shows them: all are changed, or none.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Parse,
    };

    private static long[]? Parse(ArgumentResult result)
    {
        var ids = new long[result.Tokens.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            if (long.TryParse(result.Tokens[i].Value, NumberStyles.None, CultureInfo.InvariantCulture, out ids[i]))
                continue;
            result.AddError($"ID is '{result.Tokens[i].Value}', but must be a number, as `fastsignal leads list` shows it.");
            return null;
        }

        return ids;
    }
}
