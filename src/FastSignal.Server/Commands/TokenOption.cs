using System.CommandLine;
using FastSignal.Leads;

namespace FastSignal.Server.Commands;

/// <summary><c>--token</c>: a token of the user's own.</summary>
internal static class TokenOption
{
    /// <summary>Makes the option. A token that breaks the rule is a wrong command line; one that was used before is refused by the registry.</summary>
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--token")
        {
            Description = $"A token of your own: {SignalToken.MinLength} to {SignalToken.MaxLength} of A-Z a-z 0-9 _ and -, never used before. Else one is made.",
            HelpName = "T",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } token && !SignalToken.IsWellFormed(token))
                result.AddError($"--token must be {SignalToken.MinLength} to {SignalToken.MaxLength} of A-Z a-z 0-9 _ and -.");
        });
        return option;
    }
}
