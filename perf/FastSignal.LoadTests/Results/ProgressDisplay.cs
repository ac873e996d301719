using System.Globalization;
using Spectre.Console;

namespace FastSignal.LoadTests.Results;

/// <summary>Shows on standard error how far a run is; standard output is for the result.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    public static Task ShowAsync(string name, LoadPlan plan, Measurement measurement, Func<Task> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Profile.Capabilities.Interactive ? ShowAsync(console, name, plan, measurement, run) : run();
    }

    private static Task ShowAsync(IAnsiConsole console, string name, LoadPlan plan, Measurement measurement, Func<Task> run) =>
        console.Progress().AutoClear(true).StartAsync(async context =>
        {
            var running = run();
            var bar = context.AddTask(name, maxValue: 1);
            while (!running.IsCompleted)
            {
                // Whichever ends the run first: the time or the number of requests.
                bar.Value = Math.Max(measurement.Elapsed / plan.Duration, (double)measurement.Answered / plan.Requests);
                bar.Description = string.Create(CultureInfo.InvariantCulture, $"{name}: {measurement.Answered} answered, {measurement.Failures} failed");
                await Task.WhenAny(running, Task.Delay(Interval));
            }

            await running;
        });
}
