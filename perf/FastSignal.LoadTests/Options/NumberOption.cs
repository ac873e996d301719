using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace FastSignal.LoadTests.Options;

/// <summary>Options that take a number.</summary>
internal static class NumberOption
{
    // Seconds, too: so long a time still fits every timer, in milliseconds.
    private const int Most = 2_000_000;

    /// <summary>An option that takes a whole number of at least so much.</summary>
    public static Option<int> Whole(string name, string description, int value, int least = 1, int most = Most) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = result => Parse(result, name, least, most),
    };

    /// <summary>An option that takes a number of requests, or nothing.</summary>
    public static Option<int?> WholeOrNone(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Parse(result, name, least: 0, int.MaxValue),
    };

    /// <summary>An option that takes a time in milliseconds, or nothing.</summary>
    public static Option<double?> Milliseconds(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "MS",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given) && double.IsFinite(given))
                return given;
            result.AddError($"{name} is '{text}', but must be a number of milliseconds, such as 5 or 2.5.");
            return null;
        },
    };

    private static int Parse(ArgumentResult result, string name, int least, int most)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) && given >= least && given <= most)
            return given;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}', but must be a whole number from {least} to {most}."));
        return default;
    }
}
