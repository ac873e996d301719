using System.Globalization;
using System.Text.Json.Serialization;
using FastSignal.LoadTests.Scenarios;
using Spectre.Console;

namespace FastSignal.LoadTests.Results;

/// <summary>The figures of one run, as they are shown and written to a file. The token is not among them.</summary>
internal sealed record LoadResult
{
    public required string Scenario { get; init; }

    /// <summary>Who sent the requests.</summary>
    public string Driver { get; init; } = Drivers.Driver.BuiltIn;

    public required string Server { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Connections { get; init; }

    /// <summary>The intended rate; null in the closed loop.</summary>
    public required int? Rate { get; init; }

    public required double Seconds { get; init; }

    public required long Answered { get; init; }

    public required long Failures { get; init; }

    public required double RequestsPerSecond { get; init; }

    public required double MegabytesPerSecond { get; init; }

    public required double P50Milliseconds { get; init; }

    public required double P99Milliseconds { get; init; }

    public required double P999Milliseconds { get; init; }

    public required double MaxMilliseconds { get; init; }

    public required IReadOnlyDictionary<int, long> Statuses { get; init; }

    /// <summary>The control loop beside it; null if there was none.</summary>
    public ControlResult? Control { get; init; }

    /// <summary>The run in one line.</summary>
    [JsonIgnore]
    public string Title => string.Create(
        CultureInfo.InvariantCulture,
        $"{Scenario}: {RequestsPerSecond:F0} requests/s over {Connections} connections for {Seconds:F0} s, {Failures} failures, {At:yyyy-MM-dd HH:mm} UTC");

    public static LoadResult Of(Scenario scenario, LoadPlan plan, Measurement measurement)
    {
        var seconds = measurement.Elapsed.TotalSeconds;
        return new()
        {
            Scenario = scenario.Name,
            Server = plan.Target.EndPoint.ToString(),
            At = DateTimeOffset.UtcNow,
            Connections = plan.Connections,
            Rate = scenario.IsOpenLoop ? plan.Rate : null,
            Seconds = seconds,
            Answered = measurement.Answered,
            Failures = measurement.Failures,
            RequestsPerSecond = measurement.Answered / seconds,
            MegabytesPerSecond = measurement.SentBytes / seconds / 1e6,
            P50Milliseconds = measurement.Latencies.At(50) / 1e3,
            P99Milliseconds = measurement.Latencies.At(99) / 1e3,
            P999Milliseconds = measurement.Latencies.At(99.9) / 1e3,
            MaxMilliseconds = measurement.Latencies.At(100) / 1e3,
            Statuses = measurement.Statuses.ToDictionary(),
        };
    }

    public void WriteTable(IAnsiConsole console)
    {
        var table = new Table().AddColumns(Scenario, Rate is { } rate ? Whole(rate) + " requests/s asked for" : "as fast as answers come");
        if (Control is not null)
            table.AddColumn($"control: {Whole(Control.Writes.WriteBytes / 1024)} KiB, O_DSYNC, {Whole(Control.Rate)}/s asked for");
        table.AddRow("connections", Whole(Connections));
        table.AddRow("answered", Whole(Answered));
        AddRow("requests/s", "F0", RequestsPerSecond, Control?.Writes.WritesPerSecond);
        AddRow("MB/s", "F1", MegabytesPerSecond, control: null);
        AddRow("p50 ms", "F2", P50Milliseconds, Control?.Writes.P50Milliseconds);
        AddRow("p99 ms", "F2", P99Milliseconds, Control?.Writes.P99Milliseconds);
        AddRow("p99.9 ms", "F2", P999Milliseconds, Control?.Writes.P999Milliseconds);
        AddRow("max ms", "F2", MaxMilliseconds, Control?.Writes.MaxMilliseconds);
        foreach (var (status, count) in Statuses)
            table.AddRow("status " + Whole(status), Whole(count));
        table.AddRow("failures", Whole(Failures));
        console.Write(table);

        void AddRow(string name, string format, double own, double? control)
        {
            string[] cells = [name, Round(own, format), .. control is { } value ? [Round(value, format)] : Array.Empty<string>()];
            table.AddRow(cells);
        }
    }

    public Task WriteJsonAsync(FileInfo file) => ResultFile.WriteAsync(this, file);

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Round(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
