using System.Text.Json;

namespace FastSignal.Harness;

/// <summary>What one run of the executable left behind.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Everything it wrote on standard output.</param>
/// <param name="Error">Everything it wrote on standard error.</param>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard error that hold anything.</summary>
    public string[] ErrorLines => NonEmpty(Error);

    /// <summary>The lines of standard output that hold anything.</summary>
    public string[] OutputLines => NonEmpty(Output);

    /// <summary>Asserts exit code 0 and hands the result on.</summary>
    public CliResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\nstandard error: {Error}\nstandard output: {Output[..Math.Min(Output.Length, 2000)]}");
        return this;
    }

    /// <summary>Standard output as one JSON value a line; fails when a line is anything else.</summary>
    public IReadOnlyList<JsonElement> JsonLines() =>
        [.. Succeeded().OutputLines.Select(static line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Standard output as a single JSON value on a single line.</summary>
    public JsonElement Json() => Assert.Single(JsonLines());

    /// <summary>Asserts a refusal as people should meet it: this exit code, one line on standard error that names all the words, no stack trace, no
    /// data.</summary>
    public void RefusedWith(int exitCode, params string[] words)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\nstandard error: {Error}\nstandard output: {Output}");
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", Error, StringComparison.Ordinal);
        var line = Assert.Single(ErrorLines, static line => !IsLogged(line));
        foreach (var word in words)
            Assert.Contains(word, line, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(OutputLines);
    }

    /// <summary>What a server reports as it goes, such as the recovery of its log: no word of the refusal.</summary>
    private static bool IsLogged(string line) => line.Contains("Z info: ", StringComparison.Ordinal);

    private static string[] NonEmpty(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
