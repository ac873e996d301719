using System.Globalization;
using FastSignal.Harness;
using FastSignal.Torture.Load;
using FastSignal.Torture.Machine;

namespace FastSignal.Torture.Parts;

/// <summary>What must hold after a system call of the log has failed, whatever came of it.</summary>
internal static class FaultVerdict
{
    private const int Refused = 1;
    private const int LogFault = 3;
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(12);

    /// <summary>Whether a failed call may have cost octets of the log: then nothing may be acknowledged any more, and the process must end.</summary>
    /// <remarks>A file that is only made ready for later holds no entry yet, and what cannot be opened was not written. The data folder above is
    /// synced for the databases, too.</remarks>
    public static bool IsFatal(TracedCall call) =>
        call.Name is "pwrite64" or "pwritev" or "pwritev2" or "fdatasync" or "fsync"
        && call.Text.Contains("/log", StringComparison.Ordinal)
        && !call.Text.Contains("/log/spare", StringComparison.Ordinal);

    /// <summary>Judges what the senders saw.</summary>
    /// <param name="answers">Every request of the work.</param>
    /// <param name="failedAt">When the call failed, if that was fatal; else null.</param>
    public static IEnumerable<string> OnAnswers(IReadOnlyList<TimedAnswer> answers, long? failedAt)
    {
        var longest = answers.Select(static answer => answer.Took).DefaultIfEmpty().Max();
        if (longest > LongestRequest)
            yield return string.Create(CultureInfo.InvariantCulture, $"a request took {longest.TotalSeconds:0.0} s");
        var late = answers.Count(answer => answer.Status == 202 && answer.Began > failedAt);
        if (late > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{late} requests that came after the failure were acknowledged");
    }

    /// <summary>Waits for the end of a process that cannot go on, and judges it.</summary>
    public static async Task<IEnumerable<string>> OnEndAsync(ServerProcess server, PartResult result, bool wasReady)
    {
        int code;
        try
        {
            code = await server.ExitAsync().WaitAsync(LongestEnd);
        }
        catch (TimeoutException)
        {
            return [string.Create(CultureInfo.InvariantCulture, $"the process still runs {LongestEnd.TotalSeconds} s after the failure: {LastLine(server)}")];
        }

        result.Count(string.Create(CultureInfo.InvariantCulture, $"exit code {code}{(wasReady ? "" : " at start")}"));
        return OnEnd(code, server, wasReady);
    }

    private static IEnumerable<string> OnEnd(int code, ServerProcess server, bool wasReady)
    {
        if (code != LogFault && (wasReady || code != Refused))
            yield return string.Create(CultureInfo.InvariantCulture, $"exit code {code}: {LastLine(server)}");
        if (server.Error.Contains("fault of the program", StringComparison.Ordinal) || server.Error.Contains("Unhandled exception", StringComparison.Ordinal))
            yield return $"nobody foresaw it: {LastLine(server)}";
        if (server.Error.Trim().Length == 0)
            yield return "it ended without a word";
    }

    private static string LastLine(ServerProcess server) => server.Error.Trim().Split('\n')[^1];
}
