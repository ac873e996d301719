using System.Diagnostics;
using System.Globalization;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Kestrel;

/// <summary>Every head, chunked body and connection of the corpus to FastSignal and to the same contract on Kestrel: they differ where the table says
/// so, and nowhere else.</summary>
[Collection(nameof(Alone))]
public sealed class KestrelDifferenceTests(ITestOutputHelper output)
{
    /// <summary>So many connections at once to each server.</summary>
    private const int Connections = 64;

    /// <summary>Who does not answer is waited for this long; who differs unexpectedly is asked again, alone, with more patience.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan SecondPatience = TimeSpan.FromSeconds(5);
    private const int MaxAskedAgain = 40;

    private static string Table => Path.Combine(FastSignalCli.Root, "tests", "FastSignal.EndToEnd", "Kestrel", "differences.txt");

    [Fact]
    public async Task Kestrel_answers_differently_where_the_table_says_so_and_nowhere_else()
    {
        await using var installation = new Installation();
        (string Token, string Success)[] signals =
        [
            (WireCase.HeadToken, "202"), (WireCase.Token, "202"), (WireCase.DraftToken, "202"), (WireCase.OkToken, "200"),
        ];
        foreach (var (token, success) in signals)
            await installation.CreateSignalAsync(token == WireCase.DraftToken ? "draft" : "live", "--token", token, "--success-status", success);
        await using var ours = await installation.ServeAsync("--console", "none", "--no-consume");
        await using var kestrel = await StartKestrelAsync(installation.Beside("kestrel"));

        var rows = Difference.Read(Table);
        var answers = await AskAsync(WireCase.All, ours, kestrel, Patience, Connections);
        var doubtful = WireCase.All.Where(wire => !IsExpected(wire, answers[wire.Name], rows)).Take(MaxAskedAgain).ToList();
        foreach (var (name, pair) in await AskAsync(doubtful, ours, kestrel, SecondPatience, connections: 8))
            answers[name] = pair;

        var unexpected = WireCase.All.Where(wire => !IsExpected(wire, answers[wire.Name], rows))
            .Select(wire => $"{wire.Name} | {answers[wire.Name].Ours} | {answers[wire.Name].Kestrels} |").ToList();
        Assert.True(unexpected.Count == 0, $"{unexpected.Count} cases differ, and no row of {Table} says so:\n{string.Join('\n', unexpected)}");
        var folders = WireCase.All.Select(wire => wire.Folder).ToHashSet(StringComparer.Ordinal);
        var idle = rows.Where(row => folders.Contains(row.Folder) && !WireCase.All.Any(wire => row.Says(wire, answers[wire.Name])))
            .Select(row => $"{row.Cases} | {row.Ours} | {row.Kestrels}").ToList();
        Assert.True(idle.Count == 0, $"{idle.Count} rows of {Table} say a difference that is none any more:\n{string.Join('\n', idle)}");
        output.WriteLine($"{answers.Count} cases, {answers.Values.Count(pair => pair.Ours != pair.Kestrels)} differ as intended, {rows.Count} rows");
    }

    private static bool IsExpected(WireCase wire, (string Ours, string Kestrels) answers, IReadOnlyList<Difference> rows) =>
        answers.Ours == answers.Kestrels || rows.Any(row => row.Says(wire, answers));

    private static async Task<Dictionary<string, (string Ours, string Kestrels)>> AskAsync(
        IReadOnlyList<WireCase> cases, ServerProcess ours, ServerProcess kestrel, TimeSpan patience, int connections)
    {
        var answers = new (string Ours, string Kestrels)[cases.Count];
        await Parallel.ForAsync(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = connections }, async (i, _) =>
        {
            var both = await Task.WhenAll(FirstAnswer.OfAsync(ours.Port, cases[i], patience), FirstAnswer.OfAsync(kestrel.Port, cases[i], patience));
            answers[i] = (both[0], both[1]);
        });
        return cases.Zip(answers).ToDictionary(static pair => pair.First.Name, static pair => pair.Second, StringComparer.Ordinal);
    }

    private static async Task<ServerProcess> StartKestrelAsync(string folder)
    {
        var executable = FastSignalCli.Executable.Replace("FastSignal.Server", "FastSignal.KestrelBaseline", StringComparison.Ordinal);
        var start = new ProcessStartInfo(
            Path.Combine(Path.GetDirectoryName(executable)!, "FastSignal.KestrelBaseline"),
            ["memory", ServerProcess.FreePort()
                .ToString(CultureInfo.InvariantCulture), folder, WireCase.HeadToken, WireCase.Token, WireCase.DraftToken, WireCase.OkToken]);
        start.Environment["DOTNET_ROOT"] = FastSignalCli.StartInfo(FastSignalCli.NoVariables).Environment["DOTNET_ROOT"];
        var kestrel = ServerProcess.StartWithoutWaiting(start);
        await kestrel.ReadyAsync();
        return kestrel;
    }
}
