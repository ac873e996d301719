using System.CommandLine;

using System.Globalization;
using FastSignal.Torture.Output;
using FastSignal.Torture.Parts;

namespace FastSignal.Torture;

/// <summary>The command line. Exit code 0: nothing was lost; 1: something is wrong; 2: usage.</summary>
internal static class CommandLine
{
    private const int Good = 0;
    private const int Wrong = 1;
    private const int Usage = 2;

    private const string Lesson =
        """
        Every part starts the built executable on a data folder of its own, posts to it over several connections, keeps each acknowledged Entry-Id in its own
        memory, hits the server, starts it again and compares the log with what was acknowledged, leaf by leaf.

          kills    SIGKILL under load, idle, and while the server starts.
          power    The same on an ext4 file system in a file, whose power is cut (FS_IOC_SHUTDOWN): needs root.
          faults   strace lets the n-th write, sync, open ... of the log fail, n = 1, 2, 3 ... until none is left: needs strace.

        What cannot run here is left out with its reason. The same seed makes the same contents and the same plan of blows; when exactly one falls, the machine decides.

        Examples:
          tests/torture --kills 50 --power 30 --faults pwrite64,fdatasync --points 2
          tests/torture --kills 1000 --power 300 --faults all --report tests/results/torture.md
          tests/torture --kills 25 --seed 4711 --keep
        """;

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var kills = new Option<int>("--kills") { Description = "How many times to kill the process.", HelpName = "N", DefaultValueFactory = static _ => 50 };
        var power = new Option<int>("--power") { Description = "How many times to cut the power.", HelpName = "N", DefaultValueFactory = static _ => 30 };
        var faults = new Option<string>(
            "--faults")
        {
            Description = "Which calls fail: all, none, or a list of CALL[:ERROR][@MOMENT]; moments are first, start and run.",
            HelpName = "LIST",
            DefaultValueFactory = static _ => "none"
        };
        var points = new Option<string>(
            "--points")
        {
            Description = "How many calls fail of each kind, error and moment: a number, or all.",
            HelpName = "N|all",
            DefaultValueFactory = static _ => "all"
        };
        var seed = new Option<int?>("--seed") { Description = "Fixes contents and moments. [default: a new one, which is printed]", HelpName = "S" };
        var report = new Option<FileInfo?>("--report") { Description = "Also write a report in Markdown.", HelpName = "FILE" };
        var keep = new Option<bool>("--keep") { Description = "Keep the data folders of rounds that went wrong, and say where." };
        var root = new RootCommand(
            "Hits a FastSignal server until it loses an acknowledged entry, or does not.") { kills, power, faults, points, seed, report, keep };
        if (arguments.Any(static argument => argument is "--help" or "-h" or "-?"))
        {
            await root.Parse(arguments).InvokeAsync();
            await System.Console.Out.WriteLineAsync(Lesson);
            return Good;
        }

        var parsed = root.Parse(arguments);
        var mistakes = parsed.Errors.Select(static error => error.Message).ToList();
        if (mistakes.Count == 0)
            mistakes.AddRange(Mistakes(parsed.GetValue(kills), parsed.GetValue(power), parsed.GetValue(faults)!, parsed.GetValue(points)!));
        if (mistakes.Count > 0)
        {
            await System.Console.Error.WriteLineAsync($"torture: {string.Join(' ', mistakes)} Try `tests/torture --help`.");
            return Usage;
        }

        var plan = new TorturePlan
        {
            Kills = parsed.GetValue(kills),
            PowerCuts = parsed.GetValue(power),
            Faults = parsed.GetValue(faults)!,
            FaultPoints = parsed.GetValue(points) is "all" ? int.MaxValue : int.Parse(parsed.GetValue(points)!, CultureInfo.InvariantCulture),
            Seed = parsed.GetValue(seed) ?? Random.Shared.Next(),
            Keep = parsed.GetValue(keep),
            Say = System.Console.Error.WriteLine,
        };
        return await RunAsync(plan, parsed.GetValue(report));
    }

    private static async Task<int> RunAsync(TorturePlan plan, FileInfo? report)
    {
        plan.Say(string.Create(CultureInfo.InvariantCulture, $"seed {plan.Seed}"));
        var results = await TortureRun.RunAsync(plan);
        ResultTables.Write(results);
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {plan.Seed}"));
        if (report is not null)
            await TortureReport.WriteAsync(report, plan, results);
        return results.All(static result => result.IsGood) ? Good : Wrong;
    }

    private static IEnumerable<string> Mistakes(int kills, int power, string faults, string points)
    {
        if (kills < 0 || power < 0)
            yield return "--kills and --power are counts, 0 or more.";
        if (points is not "all" && !(int.TryParse(points, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0))
            yield return $"--points is '{points}', but must be a number from 1, or all.";
        if (FaultKind.Mistake(faults) is { } mistake)
            yield return mistake;
    }
}
