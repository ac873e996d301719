using System.Text;
using FastSignal.Server.Commands;

namespace FastSignal.Server.Tests.Commands;

/// <summary>One run of a command inside the test.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command.</summary>
    public static CommandRun Of(params string[] arguments) => Of(160, arguments);

    /// <summary>Runs a command on a terminal of some columns.</summary>
    public static CommandRun Of(int width, params string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        using var terminal = Terminal.Over(output, error, width);
        var code = CommandLine.Run(arguments, terminal, TimeProvider.System);
        return new(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>Asserts success.</summary>
    public CommandRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return this;
    }

    /// <summary>Asserts a refusal in one line that has all the words.</summary>
    public void RefusedWith(int exitCode, params string[] words)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}: {Error}");
        var line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("fastsignal: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", line, StringComparison.Ordinal);
        foreach (var word in words)
            Assert.Contains(word, line, StringComparison.Ordinal);
        Assert.Empty(Output);
    }
}
