using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FastSignal.Leads;

namespace FastSignal.Server.Commands;

/// <summary>Rules for texts on the command line.</summary>
internal static class Texts
{
    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string> Choice(string name, string description, params string[] words) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words),
        Validators =
        {
            result =>
            {
                foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value, StringComparer.Ordinal)))
                    result.AddError($"{name} is '{token.Value}', but must be {string.Join(" or ", words)}.");
            },
        },
    };

    /// <summary>The option <c>--limit</c>.</summary>
    public static Option<long?> Limit(string description) => new("--limit") { Description = description, HelpName = "N", CustomParser = ParseLimit };

    /// <summary>Makes what cannot be the name or label of a signal a usage error.</summary>
    public static void MustBeName(SymbolResult result, string name)
    {
        MustNotBeBlank(result, name, "give one");
        foreach (var token in result.Tokens.Where(token => !string.IsNullOrWhiteSpace(token.Value)))
        {
            if (token.Value.Length > SignalRegistry.MaxNameLength)
                result.AddError($"{name} has {token.Value.Length} characters: {SignalRegistry.MaxNameLength} are possible.");
            else if (token.Value.Any(char.IsControl))
                result.AddError($"{name} has a control character in it: leave it out.");
        }
    }

    /// <summary>Makes a blank value a usage error.</summary>
    /// <param name="result">The option or argument as it was parsed.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="cure">What to do instead.</param>
    public static void MustNotBeBlank(SymbolResult result, string name, string cure)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"{name} is empty: {cure}.");
    }

    private static long? ParseLimit(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0)
            return limit;
        result.AddError($"--limit is '{text}', but must be a number, 1 or more.");
        return null;
    }
}
