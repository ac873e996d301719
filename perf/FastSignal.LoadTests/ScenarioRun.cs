using System.Net.Sockets;
using FastSignal.LoadTests.Disk;
using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Scenarios;
using FastSignal.LoadTests.Sending;
using Spectre.Console;

namespace FastSignal.LoadTests;

/// <summary>One run of a scenario: warm-up, load, result, verdict.</summary>
internal sealed record ScenarioRun
{
    public required Scenario Scenario { get; init; }

    public required Uri Url { get; init; }

    public required Func<Target, LoadPlan> Plan { get; init; }

    public required TimeSpan WarmUp { get; init; }

    /// <summary>The driver's name.</summary>
    public required string Driver { get; init; }

    /// <summary>Where the control loop writes; null for none.</summary>
    public required DirectoryInfo? ControlFolder { get; init; }

    /// <summary>Where the result goes, too; null for nowhere.</summary>
    public required FileInfo? Json { get; init; }

    /// <summary>Where the plot goes; null for nowhere.</summary>
    public required FileInfo? Plot { get; init; }

    public required Thresholds Thresholds { get; init; }

    /// <summary>Runs it and returns the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (ControlFolder is not null && !OperatingSystem.IsLinux())
            return await CommandLine.FailAsync("The control loop makes Linux system calls: run it on the Linux machine that the server has.");

        try
        {
            using var control = ControlFolder is null ? null : ControlLoop.Prepare(ControlFolder);
            return await RunAsync(control, cancel);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TooManyOpenSockets)
        {
            return await CommandLine.FailAsync("This process may not open so many connections: raise `ulimit -n`, or lower --connections.");
        }
        catch (SocketException e)
        {
            return await CommandLine.FailAsync($"{Url.Authority} cannot be reached: {e.Message.TrimEnd('.')}. Is the server running, and is this its address?");
        }
        catch (OperationCanceledException)
        {
            return await CommandLine.FailAsync("Interrupted: nothing was measured.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var cure = ControlFolder is null ? "" : $" Choose another --control than {ControlFolder.FullName}, or free 130 MB there.";
            return await CommandLine.FailAsync($"A file cannot be written: {e.Message.TrimEnd('.')}.{cure}");
        }
    }

    private async Task<int> RunAsync(ControlLoop? control, CancellationToken cancel)
    {
        var plan = Plan(Target.Parse(Url));
        if (WarmUp > TimeSpan.Zero)
            await LoadAsync(plan.WarmUp(WarmUp), new Measurement(), control, counts: false, cancel);

        var measurement = new Measurement();
        await LoadAsync(plan, measurement, control, counts: true, cancel);

        var result = LoadResult.Of(Scenario, plan, measurement) with { Driver = Driver, Control = control?.Result() };
        result.WriteTable(AnsiConsole.Console);
        if (Json is not null)
            await result.WriteJsonAsync(Json);
        if (Plot is not null)
            await File.WriteAllTextAsync(Plot.FullName, LatencyPlot.Draw(result.Title, Curves(measurement, control)), CancellationToken.None);
        if (result.Control is { } beside && FileSystems.IsMemory(beside.FileSystem))
            await Console.Error.WriteLineAsync(
                $"{beside.Folder} is in memory ({beside.FileSystem}): the control says nothing about a disk. Choose another --control.");

        var broken = Thresholds.Broken(result).ToArray();
        foreach (var threshold in broken)
            await Console.Error.WriteLineAsync(threshold);
        return broken.Length == 0 ? CommandLine.Done : CommandLine.Broken;
    }

    private Task LoadAsync(LoadPlan plan, Measurement measurement, ControlLoop? control, bool counts, CancellationToken cancel)
    {
        var load = Drivers.Driver.Create(Driver, Scenario);
        return control is null ? SendAsync() : control.BesideAsync(SendAsync, counts);

        Task DriveAsync() => load.RunAsync(plan, Scenario, measurement).WaitAsync(cancel);

        Task SendAsync() => load.ShowsProgress
            ? DriveAsync()
            : ProgressDisplay.OnStandardError().ShowAsync(counts ? Scenario.Name : "warm-up", plan, measurement, DriveAsync);
    }

    private IEnumerable<LatencyCurve> Curves(Measurement measurement, ControlLoop? control)
    {
        yield return new(Scenario.Name, percentile => measurement.Latencies.At(percentile) / 1e3);
        if (control is not null)
            yield return new("control", percentile => control.Latencies.At(percentile) / 1e6);
    }
}
