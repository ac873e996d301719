using System.Text.Json;
using FastSignal.LoadTests.Results;
using Spectre.Console;

namespace FastSignal.LoadTests.Tests.Results;

public sealed class LoadResultTests
{
    [Fact]
    public void The_table_has_the_control_beside_the_scenario()
    {
        var rows = Rows(Sample.Result with { Control = Sample.Control });

        Assert.Contains(["p50 ms", "1.00", "0.25"], rows);
        Assert.Contains(["p99 ms", "6.00", "1.50"], rows);
        Assert.Contains(["p99.9 ms", "20.00", "4.00"], rows);
        Assert.Contains(["max ms", "30.00", "9.00"], rows);
    }

    [Fact]
    public void The_table_of_a_run_without_a_control_has_no_place_for_it() =>
        Assert.Contains(["p99 ms", "6.00"], Rows(Sample.Result));

    [Fact]
    public async Task The_file_has_the_figures_of_both()
    {
        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            await (Sample.Result with { Control = Sample.Control }).WriteJsonAsync(file);

            var json = JsonDocument.Parse(await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken)).RootElement;
            Assert.Equal(6, json.GetProperty("p99_milliseconds").GetDouble());
            Assert.Equal(4, json.GetProperty("control").GetProperty("writes").GetProperty("p999_milliseconds").GetDouble());
        }
        finally
        {
            file.Delete();
        }
    }

    private static List<string[]> Rows(LoadResult result)
    {
        using var text = new StringWriter();
        result.WriteTable(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No }));
        return [.. text.ToString().Split('\n').Select(line => line.Split('│', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
    }
}
