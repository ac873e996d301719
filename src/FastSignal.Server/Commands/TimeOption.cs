using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace FastSignal.Server.Commands;

/// <summary>A time on the command line: ISO 8601; a date alone is its midnight, and a time without an offset is one, in UTC.</summary>
internal static class TimeOption
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        .. from time in (string[])["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"] from offset in (string[])["", "K"] select $"yyyy-MM-dd'T'{time}{offset}",
    ];

    /// <summary>Makes the option.</summary>
    public static Option<DateTimeOffset?> Create(string name, string description, bool isRequired) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        Required = isRequired,
        CustomParser = result => Parse(result, name),
    };

    private static DateTimeOffset? Parse(ArgumentResult result, string name)
    {
        var text = result.Tokens.Single().Value;
        if (DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        result.AddError($"{name} is '{text}', but must be a date or time such as 2026-11-24 or 2026-11-24T09:30:00Z.");
        return null;
    }
}
