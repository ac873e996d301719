using System.Diagnostics;
using System.Globalization;

namespace FastSignal.Benchmarks;

/// <summary>What flattening costs beside the bare reader, both sides measured in turns: the figure that a busy machine spoils least.</summary>
/// <remarks>
/// BenchmarkDotNet measures one side for seconds, then the other: what else the machine does meanwhile hits one of them. Here a round of one
/// side follows a round of the other, each short enough to fit between two turns of the scheduler, some thousand times. The ratio of the
/// least rounds is the one to believe on a busy machine; that of the medians should agree on a quiet one.
/// </remarks>
internal static class FlattenRatio
{
    /// <summary>The word on the command line.</summary>
    public const string Verb = "ratio";

    private const int DefaultRounds = 3_000;
    private const int LongString = 1 << 20;

    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(0.5);

    /// <summary>Measures and prints; the argument behind the verb is the number of rounds.</summary>
    public static int Run(ReadOnlySpan<string> args, TextWriter output)
    {
        var rounds = DefaultRounds;
        if (args.Length > 1 || (args.Length == 1 && !(int.TryParse(args[0], CultureInfo.InvariantCulture, out rounds) && rounds > 0)))
        {
            output.WriteLine($"usage: {Verb} [ROUNDS]");
            return 2;
        }

        output.WriteLine("| content | one side | least us | median us | other side | least us | median us | ratio of least | of medians |");
        output.WriteLine("|---|---|---:|---:|---|---:|---:|---:|---:|");
        foreach (var kind in Enum.GetValues<ContentKind>())
        {
            using var side = new FlattenBenchmark { Content = kind };
            side.Setup();
            Compare(output, kind.ToString(), ("reader", () => side.Reader()), ("flatten", () => side.Flatten()), rounds);
        }

        using var pieces = new PiecesBenchmark();
        foreach (var bytes in (int[])[100, 1460, 16384])
        {
            pieces.PieceBytes = bytes;
            pieces.Setup();
            var text = string.Create(CultureInfo.InvariantCulture, $"in {bytes}");
            Compare(output, "a string of 1 MiB", ("whole", () => pieces.Whole()), (text, () => pieces.InPieces()), Math.Min(rounds, LongString / bytes));
        }

        return 0;
    }

    private static void Compare(TextWriter output, string content, (string Name, Action Run) one, (string Name, Action Run) other, int rounds)
    {
        WarmUp(one.Run);
        WarmUp(other.Run);
        var times = Math.Max(1, (int)(RoundTime / Round(one.Run, 1)));
        var (ones, others) = (new List<double>(rounds), new List<double>(rounds));
        for (var round = 0; round < rounds; round++)
        {
            ones.Add(Round(one.Run, times).TotalMicroseconds / times);
            others.Add(Round(other.Run, times).TotalMicroseconds / times);
        }

        ones.Sort();
        others.Sort();
        var (half, inv) = (rounds / 2, CultureInfo.InvariantCulture);
        var row = string.Create(inv, $"| {content} | {one.Name} | {ones[0]:F3} | {ones[half]:F3} | {other.Name} | {others[0]:F3} | {others[half]:F3} ")
            + string.Create(inv, $"| {others[0] / ones[0]:F3} | {others[half] / ones[half]:F3} |");
        output.WriteLine(row);
    }

    // Until the runtime has compiled it for the last time: it does so in the background, in steps, each when nothing new was compiled for a tenth of a second.
    private static void WarmUp(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        for (var calls = 0; calls < 100 || Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(4); calls++)
            run();
    }

    private static TimeSpan Round(Action run, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            run();
        return Stopwatch.GetElapsedTime(start);
    }
}
