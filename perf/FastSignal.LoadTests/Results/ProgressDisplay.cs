using System.Globalization;
using HdrHistogram;

namespace FastSignal.LoadTests.Results;

/// <summary>Shows how far a run is: one line that stays up to date on a terminal, a new line each second elsewhere.</summary>
internal sealed class ProgressDisplay(TextWriter output, int? terminalColumns, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private string _shown = "";

    // A terminal that knows no width says 0.
    private static int Columns => Console.WindowWidth is > 0 and var columns ? columns : 80;

    /// <summary>A display on standard error; standard output is for the result.</summary>
    public static ProgressDisplay OnStandardError() => new(Console.Error, Console.IsErrorRedirected ? null : Columns, TimeProvider.System);

    /// <summary>Shows a run until it ends, and what it ended with.</summary>
    public async Task ShowAsync(string name, LoadPlan plan, Measurement measurement, Func<Task> run)
    {
        var running = run();
        using var timer = new PeriodicTimer(terminalColumns is null ? Second : Interval, time);
        var ticksInSecond = Second / timer.Period;
        var startedAt = time.GetTimestamp();
        HistogramBase? lastSecond = null;
        for (var tick = 1; await Task.WhenAny(running, timer.WaitForNextTickAsync().AsTask()) != running; tick++)
        {
            if (tick % ticksInSecond == 0)
                lastSecond = measurement.TakeInterval();
            Show(Line(name, Share(plan, measurement, time.GetElapsedTime(startedAt)), measurement, lastSecond));
        }

        if (terminalColumns is not null)
            output.Write('\r' + new string(' ', _shown.Length) + '\r');
        await running;
    }

    /// <summary>Whichever ends the run first: the time or the number of requests.</summary>
    private static double Share(LoadPlan plan, Measurement measurement, TimeSpan elapsed) =>
        Math.Min(1, Math.Max(elapsed / plan.Duration, (double)measurement.Answered / plan.Requests));

    private static string Line(string name, double share, Measurement measurement, HistogramBase? lastSecond)
    {
        var p99 = lastSecond switch
        {
            null => "",
            { TotalCount: 0 } => ", last second: no answer",
            _ => string.Create(CultureInfo.InvariantCulture, $", last second: p99 {lastSecond.GetValueAtPercentile(99) / 1e3:F2} ms"),
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"{name} {share * 100:F0} %: {measurement.Sent} sent, {measurement.Answered} answered, {measurement.Failures} failed{p99}");
    }

    private void Show(string line)
    {
        if (terminalColumns is not { } columns)
        {
            output.WriteLine(line);
            return;
        }

        // A line as wide as the terminal would wrap, and the next could not be written over it.
        line = line.Length < columns ? line : line[..Math.Max(0, columns - 1)];
        output.Write('\r' + line.PadRight(_shown.Length));
        _shown = line;
    }
}
