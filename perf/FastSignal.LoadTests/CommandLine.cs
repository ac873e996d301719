using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using FastSignal.LoadTests.Scenarios;
using FastSignal.Server.Commands;

namespace FastSignal.LoadTests;

/// <summary>The command line: one command a scenario. Exit code 0; 1 a threshold is broken or the server or the disk fails; 2 usage.</summary>
internal static partial class CommandLine
{
    /// <summary>Measured.</summary>
    public const int Done = 0;

    /// <summary>A threshold is broken, or there was nothing to measure.</summary>
    public const int Broken = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Runs one command and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand(
            """
            Load for a signal of FastSignal, as its senders would make it; and what the disk takes without FastSignal.

            Examples:
              FastSignal.LoadTests rb2b --url http://127.0.0.1:8080/custom_signals/fs_.../entries --rate 10000
              FastSignal.LoadTests disk --folder ./data

            The URL is printed by `fastsignal signals create`. Each scenario has examples of its own: FastSignal.LoadTests rb2b --help
            """);
        foreach (var scenario in Scenario.All)
            root.Add(ScenarioCommand.Create(scenario));
        root.Add(DiskCommand.Create());
        TeachingHelp.Install(root);

        var parsed = root.Parse(arguments);
        return parsed.Action is ParseErrorAction ? await RefuseAsync(parsed) : await parsed.InvokeAsync();
    }

    /// <summary>Says why nothing was measured.</summary>
    /// <returns><see cref="Broken"/>.</returns>
    public static async Task<int> FailAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return Broken;
    }

    private static async Task<int> RefuseAsync(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command is RootCommand ? "" : $" {parsed.CommandResult.Command.Name}";
        var causes = string.Join(' ', parsed.Errors.Select(error => PastedToken().Replace(error.Message, "fs_...")).Distinct(StringComparer.Ordinal));
        await Console.Error.WriteLineAsync($"{causes} Try: FastSignal.LoadTests{command} --help");
        return Usage;
    }

    /// <summary>The parser repeats what it was given: a URL, if somebody forgot its option.</summary>
    [GeneratedRegex("fs_[A-Za-z0-9_-]+", RegexOptions.NonBacktracking)]
    private static partial Regex PastedToken();
}
