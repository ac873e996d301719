using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using FastSignal.Harness;
using FastSignal.Torture.Machine;
using FastSignal.Torture.Parts;

namespace FastSignal.Torture.Output;

/// <summary>The report of a run in Markdown, for <c>tests/results</c>.</summary>
internal static class TortureReport
{
    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(FileInfo file, TorturePlan plan, IReadOnlyList<PartResult> results)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Torture, {DateTime.UtcNow:yyyy-MM-dd}\n\n");
        text.Append(CultureInfo.InvariantCulture,
            $"`tests/torture --kills {plan.Kills} --power {plan.PowerCuts} --faults {plan.Faults} --points {(plan.FaultPoints == int.MaxValue ? "all" : plan.FaultPoints)} --seed {plan.Seed}`\n\n");
        text.Append(CultureInfo.InvariantCulture,
            $"Commit {await GitAsync("rev-parse", "HEAD")}{(await GitAsync("status", "--porcelain", "--untracked-files=no") is "" ? "" : ", with changes")}. ");
        text.Append(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}. ");
        text.Append(CultureInfo.InvariantCulture,
            $"Kills and faults on {new DriveInfo(Path.GetTempPath()).DriveFormat}, power cuts on ext4 in a file there.\n\n");
        Table(text, results);
        text.Append('\n');
        foreach (var line in results.SelectMany(ResultTables.Lines))
            text.Append("* ").Append(line).Append('\n');
        text.Append(results.All(static result => result.IsGood) ? "\nNothing is wrong.\n" : "\n**Something is wrong.**\n");
        file.Directory?.Create();
        await File.WriteAllTextAsync(file.FullName, text.ToString());
    }

    private static void Table(StringBuilder text, IReadOnlyList<PartResult> results)
    {
        var ran = results.Where(static result => result.Skipped is null).ToArray();
        text.Append("| |").AppendJoin('|', ran.Select(static result => $" {result.Name} ")).Append("|\n|---|")
            .AppendJoin('|', ran.Select(static _ => "---:")).Append("|\n");
        for (var column = 1; column < ResultTables.Columns.Length; column++)
            text.Append(CultureInfo.InvariantCulture, $"| {ResultTables.Columns[column]} |")
                .AppendJoin('|', ran.Select(result => $" {ResultTables.Row(result)[column]} ")).Append("|\n");
    }

    private static async Task<string> GitAsync(params string[] arguments) =>
        Tool.Missing("git") is { } missing ? missing : (await Tool.TryRunAsync("git", ["-C", FastSignalCli.Root, .. arguments])).Output.Trim();
}
