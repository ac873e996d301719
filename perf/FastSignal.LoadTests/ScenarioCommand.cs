using System.CommandLine;
using FastSignal.LoadTests.Disk;
using FastSignal.LoadTests.Drivers;
using FastSignal.LoadTests.Options;
using FastSignal.LoadTests.Scenarios;

namespace FastSignal.LoadTests;

/// <summary>The command of a scenario: its options, and the run that they ask for.</summary>
internal sealed class ScenarioCommand
{
    private readonly Scenario _scenario;
    private readonly Option<Uri> _url = UrlOption.Create();
    private readonly Option<int>? _rate;
    private readonly Option<int> _connections;
    private readonly Option<int> _seconds;
    private readonly Option<int> _requests;
    private readonly Option<int> _warmUp = NumberOption.Whole("--warm-up", "Seconds of the same load in front that do not count.", 2, least: 0);
    private readonly Option<string> _driver;
    private readonly Option<DirectoryInfo> _control = FolderOption.Create("--control",
        $"Beside the requests, overwrite 4 KiB with O_DSYNC in this folder, {ControlLoop.Rate} times a second: bare synced writes that meet the same noise.");
    private readonly Option<FileInfo?> _json = FileOption.Create("--json", "Also write the result to this file.");
    private readonly Option<FileInfo?> _plot = FileOption.Create("--plot", "Also draw the latencies by percentile: an SVG file.");
    private readonly Option<double?> _maxP99 = NumberOption.Milliseconds("--max-p99", "Exit with 1 if the 99th percentile is above so many milliseconds.");
    private readonly Option<double?> _maxP999 = NumberOption.Milliseconds("--max-p999", "Exit with 1 if the 99.9th percentile is above so many milliseconds.");
    private readonly Option<double?> _maxP99OverControl = NumberOption.Milliseconds(
        "--max-p99-over-control", "Exit with 1 if the 99th percentile is more than so many milliseconds above that of the control.");
    private readonly Option<double?> _maxP999OverControl = NumberOption.Milliseconds("--max-p999-over-control", "The same for the 99.9th percentile.");
    private readonly Option<int?> _maxFailures = NumberOption.WholeOrNone(
        "--max-failures", "Exit with 1 if more requests failed: another status than expected, or none.");

    private ScenarioCommand(Scenario scenario)
    {
        _scenario = scenario;
        _rate = scenario.IsOpenLoop ? NumberOption.Whole("--rate", "Requests a second, sent on time whatever the server does.", scenario.Rate) : null;
        _connections = NumberOption.Whole("--connections", "How many connections.", scenario.Connections);
        _seconds = NumberOption.Whole("--seconds", "How long; for a scenario with a number of requests, at most so long.", scenario.Seconds);
        _requests = NumberOption.Whole("--requests", "How many requests at most; 0 for as many as the time allows.", scenario.Requests, least: 0, int.MaxValue);
        _driver = new("--driver")
        {
            Description = $"Who sends: {Driver.BuiltIn}, or {Driver.NBomber} if this program was built with it.",
            HelpName = "NAME",
            DefaultValueFactory = _ => Driver.BuiltIn,
        };
    }

    /// <summary>Makes the command.</summary>
    public static Command Create(Scenario scenario) => new ScenarioCommand(scenario).Create();

    private Command Create()
    {
        var command = new Command(_scenario.Name, $"{_scenario.Description}\n\n{_scenario.Lesson}") { _url };
        if (_rate is not null)
            command.Add(_rate);
        foreach (var option in new Option[] { _connections, _seconds, _requests, _warmUp, _driver, _control, _json, _plot, _maxP99, _maxP999,
            _maxP99OverControl, _maxP999OverControl, _maxFailures })
            command.Add(option);

        _driver.Validators.Add(result =>
        {
            if (result.Tokens is [var name] && Driver.Refusal(name.Value, _scenario) is { } refusal)
                result.AddError(refusal);
        });
        command.Validators.Add(result =>
        {
            foreach (var needy in new Option[] { _maxP99OverControl, _maxP999OverControl })
            {
                if (result.GetResult(_control) is null && result.GetResult(needy) is not null)
                    result.AddError($"{needy.Name} needs --control DIR.");
            }
        });
        command.SetAction((parsed, cancel) => Run(parsed).RunAsync(cancel));
        return command;
    }

    private ScenarioRun Run(ParseResult parsed) => new()
    {
        Scenario = _scenario,
        Url = parsed.GetRequiredValue(_url),
        Plan = target => new(
            target,
            _rate is null ? _scenario.Rate : parsed.GetValue(_rate),
            parsed.GetValue(_connections),
            TimeSpan.FromSeconds(parsed.GetValue(_seconds)),
            parsed.GetValue(_requests) is var count and > 0 ? count : long.MaxValue),
        WarmUp = TimeSpan.FromSeconds(parsed.GetValue(_warmUp)),
        Driver = parsed.GetRequiredValue(_driver),
        ControlFolder = parsed.GetValue(_control),
        Json = parsed.GetValue(_json),
        Plot = parsed.GetValue(_plot),
        Thresholds = new()
        {
            MaxP99 = parsed.GetValue(_maxP99),
            MaxP999 = parsed.GetValue(_maxP999),
            MaxP99OverControl = parsed.GetValue(_maxP99OverControl),
            MaxP999OverControl = parsed.GetValue(_maxP999OverControl),
            MaxFailures = parsed.GetValue(_maxFailures),
        },
    };
}
