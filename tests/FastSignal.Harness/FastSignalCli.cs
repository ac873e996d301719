using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FastSignal.Harness;

/// <summary>Runs the built executable as anybody would: as a process of its own.</summary>
internal static class FastSignalCli
{
    /// <summary>What a command may take before it is ended and the test fails.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    /// <summary>No environment variables beyond those of the tests.</summary>
    public static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The folder that holds <c>FastSignal.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The executable, built in the configuration of this test assembly.</summary>
    public static string Executable { get; } =
        Path.Combine(Root, "artifacts", "bin", "FastSignal.Server", Configuration(), OperatingSystem.IsWindows() ? "fastsignal.exe" : "fastsignal");

    /// <summary>Runs a command in the current folder with the environment of the tests.</summary>
    public static Task<CliResult> RunAsync(params string[] arguments) => RunAsync(NoVariables, arguments);

    /// <summary>Runs a command with some environment variables set.</summary>
    /// <exception cref="TimeoutException">It took longer than <see cref="TimeLimit"/>; it has been ended.</exception>
    public static Task<CliResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunProgramAsync(StartInfo(environment, arguments), input: null);

    /// <summary>Runs a command that reads its standard input.</summary>
    public static Task<CliResult> RunWithInputAsync(string input, params string[] arguments) =>
        RunProgramAsync(StartInfo(NoVariables, arguments), input);

    /// <summary>Runs any program to its end.</summary>
    public static async Task<CliResult> RunProgramAsync(ProcessStartInfo start, string? input)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null)
            await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();

        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill();
            throw new TimeoutException($"'{start.FileName} {string.Join(' ', start.ArgumentList)}' took longer than {TimeLimit}.\n{await error}", late);
        }

        return new CliResult(process.ExitCode, await output, await error);
    }

    /// <summary>How to start the executable; the runtime that runs the tests runs it, too, wherever it was installed.</summary>
    public static ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments) { WorkingDirectory = Path.GetTempPath() };
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        start.Environment.Remove("FASTSIGNAL_SOAK");
        start.Environment.Remove(Seed.Variable);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FastSignal.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds FastSignal.sln.");
    }

    /// <summary>The last folder of the artifacts layout, such as <c>release</c>.</summary>
    private static string Configuration() => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
}
