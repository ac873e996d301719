using System.Xml.Linq;
using FastSignal.LoadTests.Scenarios;
using Spectre.Console;

namespace FastSignal.LoadTests.Tests;

public sealed class CommandLineTests : IDisposable
{
    private const string Url = "http://127.0.0.1:1/custom_signals/fs_secret/entries";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fastsignal-load-");

    public static TheoryData<string> Names => [.. Scenario.All.Select(scenario => scenario.Name), "disk"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("rb2b", "Option '--url' is required.")]
    [InlineData("rb2b --url ftp://host/", "--url must be an http URL, such as http://127.0.0.1:8080/custom_signals/fs_.../entries.")]
    [InlineData("rb2b --url fs_secret", "--url must be an http URL")]
    [InlineData("rb2b " + Url, "Unrecognized command or argument 'http://127.0.0.1:1/custom_signals/fs_.../entries'.")]
    [InlineData("rb2b --url URL --rate 0", "--rate is '0', but must be a whole number from 1 to 2000000.")]
    [InlineData("rb2b --url URL --rate many", "--rate is 'many', but must be a whole number from 1 to 2000000.")]
    [InlineData("rb2b --url URL --rate", "Required argument missing for option: '--rate'.")]
    [InlineData("rb2b --url URL --connections -1", "--connections is '-1', but must be a whole number")]
    [InlineData("rb2b --url URL --seconds 99999999999", "--seconds is '99999999999', but must be a whole number")]
    [InlineData("rb2b --url URL --requests 1.5", "--requests is '1.5', but must be a whole number from 0 to 2147483647.")]
    [InlineData("rb2b --url URL --warm-up x", "--warm-up is 'x', but must be a whole number from 0")]
    [InlineData("rb2b --url URL --max-p99 -5", "--max-p99 is '-5', but must be a number of milliseconds, such as 5 or 2.5.")]
    [InlineData("rb2b --url URL --max-p999 NaN", "--max-p999 is 'NaN', but must be a number of milliseconds")]
    [InlineData("rb2b --url URL --max-failures few", "--max-failures is 'few', but must be a whole number")]
    [InlineData("rb2b --url URL --max-p99-over-control 5", "--max-p99-over-control needs --control DIR.")]
    [InlineData("rb2b --url URL --max-p999-over-control 5", "--max-p999-over-control needs --control DIR.")]
    [InlineData("rb2b --url URL --driver wrk", "--driver cannot be 'wrk', only built-in or nbomber.")]
    [InlineData("rb2b --url URL --driver nbomber",
        "This program was built without NBomber. Build and run it with: dotnet run -c Release -p:UseNBomber=true --project perf/FastSignal.LoadTests -- rb2b --driver nbomber --url URL")]
    [InlineData("rb2b --url URL --json /nowhere/at/all/result.json", "--json cannot be written: there is no folder /nowhere/at/all.")]
    [InlineData("rb2b --url URL --plot /", "--plot is the folder /, but must be a file.")]
    [InlineData("rb2b --url URL --control /etc/passwd", "--control is the file /etc/passwd, but must be a folder.")]
    [InlineData("rb2b --url URL --speed 5", "Unrecognized command or argument '--speed'.")]
    [InlineData("burst --url URL --rate 5", "Unrecognized command or argument '--rate'.")]
    [InlineData("disk", "Option '--folder' is required.")]
    [InlineData("disk --folder x --seconds 0", "--seconds is '0', but must be a whole number from 1")]
    [InlineData("tsunami", "'tsunami'")]
    [InlineData("", "Required command was not provided.")]
    public async Task A_mistake_is_one_line_and_exit_code_2(string arguments, string line)
    {
        var (code, _, error) = await RunAsync(arguments.Replace("URL", Url, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, code);
        Assert.Contains(line, error, StringComparison.Ordinal);
        Assert.Contains("--help", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("fs_secret", error, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Help_ends_with_examples(string name)
    {
        var (code, output, _) = await RunAsync(name, "--help");

        Assert.Equal(0, code);
        Assert.Contains("Example", output, StringComparison.Ordinal);
        Assert.Contains($"FastSignal.LoadTests {name} --", output[output.IndexOf("Example", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_exit_code_1()
    {
        var (code, _, error) = await RunAsync("rb2b", "--url", Url);

        Assert.Equal(1, code);
        Assert.Contains("127.0.0.1:1 cannot be reached", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_exit_code_1()
    {
        var (code, _, error) = await RunAsync("rb2b", "--url", "http://no-such-host.invalid/");

        Assert.Equal(1, code);
        Assert.Contains("no-such-host.invalid cannot be reached", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_with_a_control_draws_both()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The control makes Linux system calls.");
        await using var server = AnsweringServer.Start();
        var plot = Path.Combine(_folder.FullName, "plot.svg");
        var json = Path.Combine(_folder.FullName, "result.json");

        var (code, output, error) = await RunAsync(
            ["rb2b", "--url", server.Url.ToString(), "--rate", "200", "--requests", "50", "--connections", "4", "--warm-up", "0", "--control",
                _folder.FullName, "--plot", plot, "--json", json, "--max-failures", "0"]);

        Assert.True(code == 0, error);
        Assert.Contains("control: 4 KiB", output, StringComparison.Ordinal);
        Assert.Contains("control", XDocument.Load(plot).Descendants().Where(element => element.Attribute("class")?.Value == "legend")
            .Select(element => element.Value));
        Assert.Contains("\"file_system\"", await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_threshold_is_exit_code_1()
    {
        await using var server = AnsweringServer.Start(_ => 503);

        var (code, _, error) = await RunAsync(
            ["rb2b", "--url", server.Url.ToString(), "--rate", "200", "--requests", "20", "--warm-up", "0", "--max-p999", "0", "--max-failures", "19"]);

        Assert.Equal(1, code);
        Assert.Contains("above --max-p999 0", error, StringComparison.Ordinal);
        Assert.Contains("20 requests failed, above --max-failures 19", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_an_answer_is_exit_code_1_and_still_drawn()
    {
        await using var server = AnsweringServer.Start(_ => throw new IOException("It hangs up."));
        var plot = Path.Combine(_folder.FullName, "plot.svg");

        var (code, output, error) = await RunAsync(
            ["rb2b", "--url", server.Url.ToString(), "--rate", "200", "--requests", "20", "--warm-up", "0", "--plot", plot]);

        Assert.Equal(1, code);
        Assert.Contains("nothing was answered", error, StringComparison.Ordinal);
        Assert.Contains("failures", output, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(plot).Root!.Name.LocalName);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        using var complained = new StringWriter();
        Console.SetOut(said);
        Console.SetError(complained);
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(said) });
        try
        {
            return (await CommandLine.RunAsync(arguments), said.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
