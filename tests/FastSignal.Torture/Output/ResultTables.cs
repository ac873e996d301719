using System.Globalization;
using FastSignal.Torture.Parts;
using Spectre.Console;

namespace FastSignal.Torture.Output;

/// <summary>The tables at the end of a run.</summary>
internal static class ResultTables
{
    /// <summary>The columns of <see cref="Row"/>.</summary>
    public static readonly string[] Columns =
        ["part", "rounds", "acknowledged", "found", "lost", "torn", "duplicated", "out of order", "unacknowledged but found", "vanished",
            "never sent", "restarts", "longest to ready", "longest request", "took"];

    /// <summary>The figures of one part, as texts.</summary>
    public static string[] Row(PartResult result)
    {
        var standing = result.Standing;
        return
        [
            result.Name, Text(result.Rounds), Text(standing.Acknowledged), Text(standing.Found), Text(standing.Lost), Text(standing.Torn),
            Text(standing.Duplicated),
            Text(standing.OutOfOrder), Text(standing.Unacknowledged), Text(standing.Vanished), Text(standing.NeverSent), Text(result.Restarts),
            Text(result.LongestReady), Text(result.LongestRequest), Text(result.Duration),
        ];
    }

    /// <summary>What else was counted, and what is wrong, one line each.</summary>
    public static IEnumerable<string> Lines(PartResult result)
    {
        if (result.Skipped is { } reason)
            yield return $"{result.Name}: skipped: {reason}";
        foreach (var (what, count) in result.Counts)
            yield return string.Create(CultureInfo.InvariantCulture, $"{result.Name}: {what}: {count}");
        foreach (var problem in result.Problems)
            yield return $"{result.Name}: WRONG: {problem}";
    }

    /// <summary>Writes them to standard output: one figure a line, so that a narrow terminal and a script can read them.</summary>
    public static void Write(IReadOnlyList<PartResult> results)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("");
        var ran = results.Where(static result => result.Skipped is null).ToArray();
        foreach (var result in ran)
            table.AddColumn(new TableColumn(result.Name).RightAligned());
        for (var column = 1; column < Columns.Length; column++)
            table.AddRow([Columns[column], .. ran.Select(result => Row(result)[column])]);
        if (ran.Length > 0)
            AnsiConsole.Write(table);
        foreach (var line in results.SelectMany(Lines))
            System.Console.WriteLine(line);
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}
