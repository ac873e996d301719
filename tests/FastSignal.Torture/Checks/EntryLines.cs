using System.Diagnostics;
using System.Globalization;
using FastSignal.Harness;

namespace FastSignal.Torture.Checks;

/// <summary>The lines of <c>entries --json</c>, one after the other: a log may be larger than a string.</summary>
internal static class EntryLines
{
    /// <summary>Reads them; each lives until the next is asked for.</summary>
    /// <param name="installation">The data folder.</param>
    /// <param name="complaints">Told when the command fails.</param>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Installation installation, List<string> complaints)
    {
        var start = FastSignalCli.StartInfo(installation.Environment, "entries", "--json", "--data", installation.Data);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.BaseStream;
        var buffer = new byte[1 << 20];
        int from = 0, end = 0;
        while (true)
        {
            if (end == buffer.Length)
                (buffer, from, end) = MakeRoom(buffer, from, end);
            var read = await output.ReadAsync(buffer.AsMemory(end));
            if (read == 0)
                break;
            end += read;
            for (int length; (length = buffer.AsSpan(from, end - from).IndexOf((byte)'\n')) >= 0; from += length + 1)
                yield return buffer.AsMemory(from, length);
        }

        await process.WaitForExitAsync();
        var said = await error;
        if (process.ExitCode != 0)
            complaints.Add(string.Create(CultureInfo.InvariantCulture, $"`fastsignal entries` ended with {process.ExitCode}: {said.Trim()}"));
    }

    private static (byte[] Buffer, int From, int End) MakeRoom(byte[] buffer, int from, int end)
    {
        var target = from > buffer.Length / 2 ? buffer : new byte[buffer.Length * 2];
        buffer.AsSpan(from, end - from).CopyTo(target);
        return (target, 0, end - from);
    }
}
