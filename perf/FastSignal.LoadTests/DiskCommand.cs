using System.CommandLine;
using FastSignal.LoadTests.Disk;
using FastSignal.LoadTests.Options;
using Spectre.Console;

namespace FastSignal.LoadTests;

/// <summary>The command <c>disk</c>: needs no server.</summary>
internal static class DiskCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var folder = FolderOption.Create("--folder", "A folder on the disk that is to be measured. It is made if it is not there.");
        folder.Required = true;
        var seconds = NumberOption.Whole("--seconds", "How long for each of the four ways.", 5);
        var json = FileOption.Create("--json", "Also write the result to this file.");
        var command = new Command(
            "disk",
            """
            What the disk takes by itself, without a server: bare synced writes of 4 and 24 KiB by one thread, in turns. No commit can be faster than these.

            append, fdatasync    a file that grows: the file system commits its journal each time
            overwrite, O_DSYNC   a zero-filled file, as a segment of the log is

            Keep --folder on the disk of the data: the temporary folder is often memory. 600 MB must be free; they are freed at the end.

            Example:  FastSignal.LoadTests disk --folder ./data --seconds 10 --json disk.json
            """)
        { folder, seconds, json };
        command.SetAction((parsed, cancel) =>
            RunAsync(parsed.GetRequiredValue(folder), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo folder, TimeSpan perWay, FileInfo? json, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux())
            return await CommandLine.FailAsync("The control loop makes Linux system calls: run it on the Linux machine that the server will have.");

        try
        {
            var result = DiskLoop.Run(folder, perWay, cancel);
            result.WriteTable(AnsiConsole.Console);
            if (json is not null)
                await result.WriteJsonAsync(json);
            if (FileSystems.IsMemory(result.FileSystem))
                await Console.Error.WriteLineAsync(
                    $"{folder.FullName} is in memory ({result.FileSystem}): these figures say nothing about a disk. Choose another --folder.");
            return CommandLine.Done;
        }
        catch (OperationCanceledException)
        {
            return await CommandLine.FailAsync("Interrupted: nothing was measured, and the files are gone.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await CommandLine.FailAsync(
                $"{folder.FullName} cannot be measured: {e.Message.TrimEnd('.')}. Choose another --folder, or free 600 MB there.");
        }
    }
}
