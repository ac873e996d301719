using System.Globalization;
using FastSignal.LoadTests.Disk;
using Spectre.Console;

namespace FastSignal.LoadTests.Results;

/// <summary>What the disk of a folder takes, as it is shown and written to a file.</summary>
internal sealed record DiskResult
{
    public required string Scenario { get; init; }

    public required string Folder { get; init; }

    /// <summary>Such as ext4; tmpfs is memory, and no disk at all.</summary>
    public required string FileSystem { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<DiskFigures> Ways { get; init; }

    public static DiskResult Of(DirectoryInfo folder, IEnumerable<DurableWrites> ways) => new()
    {
        Scenario = "disk",
        Folder = folder.FullName,
        FileSystem = FileSystems.Of(folder),
        At = DateTimeOffset.UtcNow,
        Ways = [.. ways.Select(DiskFigures.Of)],
    };

    public void WriteTable(IAnsiConsole console)
    {
        var table = new Table().AddColumns($"disk, {FileSystem}", "KiB", "writes/s", "p50 ms", "p99 ms", "p99.9 ms", "max ms");
        foreach (var way in Ways)
        {
            table.AddRow(
                way.Way,
                Round(way.WriteBytes / 1024, "F0"),
                Round(way.WritesPerSecond, "F0"),
                Round(way.P50Milliseconds, "F3"),
                Round(way.P99Milliseconds, "F3"),
                Round(way.P999Milliseconds, "F3"),
                Round(way.MaxMilliseconds, "F3"));
        }

        console.Write(table);
    }

    public Task WriteJsonAsync(FileInfo file) => ResultFile.WriteAsync(this, file);

    private static string Round(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
