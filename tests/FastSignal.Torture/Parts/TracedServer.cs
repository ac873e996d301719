using System.Diagnostics;
using System.Globalization;
using FastSignal.Harness;
using FastSignal.Torture.Machine;

namespace FastSignal.Torture.Parts;

/// <summary>How a server is started so that calls of its log can fail.</summary>
internal static class TracedServer
{
    private const int Segments = 16;

    /// <summary>The arguments of strace that let the n-th of these calls of a thread fail, on the log's files only.</summary>
    public static string[] Inject(FaultKind kind, int n, string data) =>
    [
        "-e", $"trace={kind.Calls}",
        "-e", string.Create(CultureInfo.InvariantCulture, $"inject={kind.Calls}:error={kind.Error}:when={n}"),
        .. LogPaths(data).SelectMany(static path => new[] { "-P", path }),
    ];

    /// <summary>A start from its first instruction on under strace; the process is the server's, not strace's.</summary>
    public static ServerProcess Start(Subject subject, string traceFile, string[] arguments) =>
        ServerProcess.StartWithoutWaiting(Prefix(subject, Tool.Find("strace")!, ["-D", "-qq", .. Strace.Arguments(traceFile), .. arguments]));

    /// <summary>A start in which a file beyond the limit is an error and not the end of the process.</summary>
    public static ServerProcess StartWithoutFileSizeSignal(Subject subject) =>
        ServerProcess.StartWithoutWaiting(Prefix(subject, Tool.Find("env")!, ["--ignore-signal=XFSZ"]));

    /// <summary>Why there is no such start; null if there is.</summary>
    public static async Task<string?> WhyNoFileSizeSignalAsync() =>
        (await Tool.TryRunAsync("env", "--ignore-signal=XFSZ", "true")).ExitCode == 0 ? null : "env cannot ignore a signal (coreutils 8.31)";

    private static ProcessStartInfo Prefix(Subject subject, string program, string[] arguments)
    {
        var start = FastSignalCli.StartInfo(subject.Installation.Environment, subject.ServeArguments(consume: false));
        foreach (var argument in arguments.Append(start.FileName).Reverse())
            start.ArgumentList.Insert(0, argument);
        start.FileName = program;
        return start;
    }

    private static IEnumerable<string> LogPaths(string data)
    {
        var log = Path.Combine(data, "log");
        string[] names = ["commit", "commit.new", "id", "id.new", "spare", "spare.new", .. Enumerable.Range(0, Segments)
            .Select(static i => string.Create(CultureInfo.InvariantCulture, $"log.{i}"))];
        return names.Select(name => Path.Combine(log, name)).Prepend(log).Prepend(data);
    }
}
