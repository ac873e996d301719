using System.Globalization;
using System.Text.Json;
using FastSignal.LoadTests.Scenarios;
using Spectre.Console;

namespace FastSignal.LoadTests.Results;

/// <summary>The figures of one run, as they are shown and written to a file. The token is not among them.</summary>
internal sealed record LoadResult
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Scenario { get; init; }

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
            P50Milliseconds = Percentile(measurement, 50),
            P99Milliseconds = Percentile(measurement, 99),
            P999Milliseconds = Percentile(measurement, 99.9),
            MaxMilliseconds = Percentile(measurement, 100),
            Statuses = measurement.Statuses.ToDictionary(),
        };
    }

    public void WriteTable(IAnsiConsole console)
    {
        var table = new Table().AddColumns(Scenario, Rate is { } rate ? Whole(rate) + " requests/s asked for" : "as fast as answers come");
        table.AddRow("connections", Whole(Connections));
        table.AddRow("answered", Whole(Answered));
        table.AddRow("requests/s", Round(RequestsPerSecond, "F0"));
        table.AddRow("MB/s", Round(MegabytesPerSecond, "F1"));
        table.AddRow("p50 ms", Round(P50Milliseconds, "F2"));
        table.AddRow("p99 ms", Round(P99Milliseconds, "F2"));
        table.AddRow("p99.9 ms", Round(P999Milliseconds, "F2"));
        table.AddRow("max ms", Round(MaxMilliseconds, "F2"));
        foreach (var (status, count) in Statuses)
            table.AddRow("status " + Whole(status), Whole(count));
        table.AddRow("failures", Whole(Failures));
        console.Write(table);
    }

    public async Task WriteJsonAsync(FileInfo file)
    {
        await using var stream = file.Create();
        await JsonSerializer.SerializeAsync(stream, this, Indented);
    }

    private static double Percentile(Measurement measurement, double percentile) =>
        measurement.Answered == 0 ? 0 : measurement.Latencies.GetValueAtPercentile(percentile) / 1e3;

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Round(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
