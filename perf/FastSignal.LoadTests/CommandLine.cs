using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Scenarios;
using FastSignal.LoadTests.Sending;
using FastSignal.Server.Commands;
using Spectre.Console;

namespace FastSignal.LoadTests;

/// <summary>The command line: one command a scenario. Exit code 0; 1 a threshold is broken or the server or the disk fails; 2 usage.</summary>
internal static class CommandLine
{
    /// <summary>Measured.</summary>
    public const int Done = 0;

    /// <summary>A threshold is broken, or there was nothing to measure.</summary>
    public const int Broken = 1;

    private const int Usage = 2;

    /// <summary>Runs one command and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Load for a signal of FastSignal, as its senders would make it; and what the disk takes without FastSignal.");
        foreach (var scenario in Scenario.All)
            root.Add(Command(scenario));
        root.Add(DiskCommand.Create());
        TeachingHelp.Install(root);

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync();

        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        return Usage;
    }

    private static Command Command(Scenario scenario)
    {
        var url = new Option<Uri>("--url")
        {
            Description = "The secret URL of a signal.",
            Required = true,
            CustomParser = result =>
            {
                if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri) && string.Equals(uri.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal))
                    return uri;
                result.AddError("--url must be an http URL.");
                return null;
            },
        };
        var rate = Number("--rate", $"Requests a second, sent on time whatever the server does. {(scenario.IsOpenLoop ? "" : "Ignored: every connection sends when it has its answer.")}", scenario.Rate);
        var connections = Number("--connections", "How many connections.", scenario.Connections);
        var seconds = Number("--seconds", "How long; for a scenario with a number of requests, at most so long.", scenario.Seconds);
        var requests = Number("--requests", "How many requests at most; 0 for as many as the time allows.", scenario.Requests);
        var warmUp = Number("--warm-up", "Seconds of the same load in front that do not count.", 2);
        var json = new Option<FileInfo?>("--json") { Description = "Also write the result to this file.", HelpName = "FILE" };
        var maxP99 = new Option<double?>("--max-p99") { Description = "Exit with 1 if the 99th percentile is above so many milliseconds.", HelpName = "MS" };
        var maxFailures = new Option<long?>("--max-failures") { Description = "Exit with 1 if more requests failed: another status than expected, or none.", HelpName = "N" };

        var command = new Command(scenario.Name, scenario.Description) { url, rate, connections, seconds, requests, warmUp, json, maxP99, maxFailures };
        command.SetAction(parsed => RunAsync(
            scenario,
            new LoadPlan(
                Target.Parse(parsed.GetRequiredValue(url)),
                parsed.GetValue(rate),
                parsed.GetValue(connections),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(requests) is var count and > 0 ? count : long.MaxValue),
            TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
            new Thresholds(parsed.GetValue(maxP99), parsed.GetValue(maxFailures)),
            parsed.GetValue(json)));
        return command;
    }

    /// <summary>An option that takes a number, of which 0 may or may not be one.</summary>
    public static Option<int> Number(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value, HelpName = "N" };
        var least = name is "--requests" or "--warm-up" ? 0 : 1;
        option.Validators.Add(result =>
        {
            // A value that is no number has been refused by the parser already.
            if (result.Errors.Any() || !int.TryParse(result.Tokens is [var token] ? token.Value : "", NumberStyles.Integer, CultureInfo.InvariantCulture, out var given))
                return;
            if (given < least)
                result.AddError($"{name} is {given}, but must be at least {least}.");
        });
        return option;
    }

    private static async Task<int> RunAsync(Scenario scenario, LoadPlan plan, TimeSpan warmUp, Thresholds thresholds, FileInfo? json)
    {
        try
        {
            if (warmUp > TimeSpan.Zero)
                await scenario.Load().RunAsync(plan.WarmUp(warmUp), scenario, new Measurement());

            var measurement = new Measurement();
            await ProgressDisplay.ShowAsync(scenario.Name, plan, measurement, () => scenario.Load().RunAsync(plan, scenario, measurement));
            var result = LoadResult.Of(scenario, plan, measurement);
            result.WriteTable(AnsiConsole.Console);
            if (json is not null)
                await result.WriteJsonAsync(json);

            var broken = thresholds.Broken(result).ToArray();
            foreach (var threshold in broken)
                await Console.Error.WriteLineAsync(threshold);
            return broken.Length == 0 ? Done : Broken;
        }
        catch (SocketException e)
        {
            await Console.Error.WriteLineAsync($"{plan.Target.EndPoint} cannot be reached: {e.Message}");
            return Broken;
        }
    }
}
