using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FastSignal.Torture.Machine;

/// <summary>strace on a running process: watches its system calls, and lets some of them fail.</summary>
internal sealed class Strace : IAsyncDisposable
{
    private const int Sigint = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _file;
    private readonly TaskCompletionSource _attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _read;

    private Strace(Process process, string file)
    {
        (_process, _file) = (process, file);
        _read = ReadAsync();
    }

    /// <summary>Why it cannot be used; null if it can.</summary>
    public static async Task<string?> WhyNotAsync()
    {
        if (Tool.Missing("strace") is { } missing)
            return missing;
        var tried = await Tool.TryRunAsync("strace", "-o", "/dev/null", "-e", "inject=fdatasync:error=EIO:when=1", "-P", "/dev/null", "true");
        return tried.ExitCode == 0 ? null : $"strace does not work here: {tried.Error.Trim()}";
    }

    /// <summary>The arguments that every use shares: all threads, times, the paths of descriptors, into a file.</summary>
    public static string[] Arguments(string file) => ["-f", "-ttt", "-T", "-y", "-o", file];

    /// <summary>Attaches to every thread of a process; the calls are watched when this returns.</summary>
    public static async Task<Strace> AttachAsync(int processId, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Tool.Find("strace")!, [.. Arguments(file), .. arguments, "-p",
                processId.ToString(CultureInfo.InvariantCulture)])
        { RedirectStandardError = true, UseShellExecute = false };
        var strace = new Strace(Process.Start(start)!, file);
        await strace._attached.Task.WaitAsync(Patience);
        return strace;
    }

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<TracedCall> Calls() => ReadCalls(_file);

    /// <summary>The calls in a file.</summary>
    public static IReadOnlyList<TracedCall> ReadCalls(string file) => File.Exists(file) ? TracedCall.Parse(ReadLines(file)) : [];

    /// <summary>Lets the process go on unwatched.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _ = SendSignal(_process.Id, Sigint);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _read;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        var last = "";
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            last = line;
            if (line.Contains("attached", StringComparison.Ordinal))
                _attached.TrySetResult();
        }

        if (_attached.TrySetException(new InvalidOperationException($"strace did not attach: {last}")))
            _ = _attached.Task.Exception;
    }

    private static IEnumerable<string> ReadLines(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);
}
