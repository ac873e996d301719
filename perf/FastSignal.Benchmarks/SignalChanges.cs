using System.Diagnostics;
using System.Globalization;
using FastSignal.Leads;

namespace FastSignal.Benchmarks;

/// <summary>Fills a registry with live signals, and then rotates the token of one after the other until standard input ends: each change makes a
/// server swap its token table.</summary>
/// <remarks>Prints the token of the first signal when the registry is full, and in the end how many changes were made and when the server had taken
/// them up.</remarks>
internal static class SignalChanges
{
    /// <summary>The first argument: then the file of the registry, how many signals, and the milliseconds between two changes.</summary>
    public const string Verb = "signals";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    /// <summary>Runs it.</summary>
    /// <returns>The exit code: 2 for a wrong command line.</returns>
    public static int Run(ReadOnlySpan<string> arguments, TextReader input, TextWriter output)
    {
        if (arguments is not [var path, var countText, var pauseText]
            || !int.TryParse(countText, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 2
            || !int.TryParse(pauseText, NumberStyles.None, CultureInfo.InvariantCulture, out var pause))
        {
            output.WriteLine($"usage: FastSignal.Benchmarks {Verb} SIGNALS.DB COUNT MILLISECONDS    (COUNT at least 2)");
            return 2;
        }

        using var registry = SignalRegistry.Open(path, TimeProvider.System);
        var first = Fill(registry, count);
        output.WriteLine(first.Token);
        output.Flush();
        Change(registry, [.. registry.List().Skip(1).Select(signal => signal.Id)], TimeSpan.FromMilliseconds(pause), input, output);
        return 0;
    }

    private static Signal Fill(SignalRegistry registry, int count)
    {
        for (var made = registry.List().Count; made < count; made++)
            registry.Create(new NewSignal
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"Signal {made}"),
                Target = SignalTarget.People,
                Status = SignalStatus.Live
            });
        return registry.List()[0];
    }

    private static void Change(SignalRegistry registry, long[] ids, TimeSpan pause, TextReader input, TextWriter output)
    {
        var ended = Task.Run(input.Read);
        var delays = new List<double>();
        while (!ended.Wait(pause))
        {
            registry.Rotate(ids[delays.Count % ids.Length], overlap: TimeSpan.Zero);
            var changedAt = Stopwatch.GetTimestamp();
            while (registry.AdoptedVersion() < registry.Version() && !ended.Wait(Look))
            {
            }

            delays.Add(Stopwatch.GetElapsedTime(changedAt).TotalMilliseconds);
        }

        delays.Sort();
        output.WriteLine(delays.Count == 0
            ? "changes 0"
            : string.Create(CultureInfo.InvariantCulture, $"changes {delays.Count}, in use after {delays[delays.Count / 2]:0} ms (most {delays[^1]:0})"));
    }
}
