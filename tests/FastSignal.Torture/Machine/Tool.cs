using System.Diagnostics;
using FastSignal.Harness;

namespace FastSignal.Torture.Machine;

/// <summary>Programs of the system.</summary>
internal static class Tool
{
    // The folders of system programs are not on every user's path.
    private static readonly string[] Folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/sbin"];

    /// <summary>Where a program is; null if it is not installed.</summary>
    public static string? Find(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>The first of these programs that is not installed, as a reason to skip; null if all are there.</summary>
    public static string? Missing(params string[] names) =>
        Array.Find(names, static name => Find(name) is null) is { } missing ? $"{missing} is not installed" : null;

    /// <summary>Why nothing can be mounted here; null if it can.</summary>
    public static string? WhyNotMount() => SystemCalls.IsRoot ? Missing("mount", "umount") : "only root can mount a file system";

    /// <summary>Runs a program.</summary>
    public static Task<CliResult> TryRunAsync(string name, params string[] arguments) =>
        FastSignalCli.RunProgramAsync(new ProcessStartInfo(Find(name) ?? name, arguments), input: null);

    /// <summary>Runs a program that must succeed.</summary>
    /// <exception cref="InvalidOperationException">It did not; the message is what it said.</exception>
    public static async Task RunAsync(string name, params string[] arguments)
    {
        var result = await TryRunAsync(name, arguments);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"`{name} {string.Join(' ', arguments)}` ended with {result.ExitCode}: {result.Error.Trim()}");
    }
}
