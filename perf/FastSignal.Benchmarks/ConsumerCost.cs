using System.Diagnostics;
using System.Globalization;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Parsing;

namespace FastSignal.Benchmarks;

/// <summary>What the consumer costs an entry, beside its bare SQLite statements: the same ones with the same values, in the same transactions.</summary>
/// <remarks>
/// A round drains the log into a fresh store and plays the recorded statements into another, one after the other. Each has two sections: people who
/// are all new, then as many entries with 30 % repeat visits. CPU is that of the process: the garbage collector's and the compiler's threads count.
/// </remarks>
internal static class ConsumerCost
{
    /// <summary>The word on the command line.</summary>
    public const string Verb = "consumer";

    private const int DefaultEntries = 100_000;
    private const int DefaultRounds = 3;
    private const int WarmUpEntries = 100_000; // Until the compiler has done with all of it: on one core it takes its time from the rounds.

    /// <summary>Measures and prints; behind the verb, the entries of a section and the number of rounds.</summary>
    public static int Run(ReadOnlySpan<string> args, TextWriter output)
    {
        var (entries, rounds) = (DefaultEntries, DefaultRounds);
        if (args.Length > 2 || (args.Length > 0 && !IsCount(args[0], out entries)) || (args.Length > 1 && !IsCount(args[1], out rounds)))
        {
            output.WriteLine($"usage: {Verb} [ENTRIES [ROUNDS]]");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("fastsignal-consumer-").FullName;
        try
        {
            Measure(VisitorLog.Make(Directory.CreateDirectory(Path.Combine(folder, "warm-up")).FullName, WarmUpEntries), 1, TextWriter.Null);
            Measure(VisitorLog.Make(Directory.CreateDirectory(Path.Combine(folder, "data")).FullName, entries), rounds, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static bool IsCount(string text, out int count) => int.TryParse(text, CultureInfo.InvariantCulture, out count) && count > 0;

    private static void Measure(VisitorLog log, int rounds, TextWriter output)
    {
        var tape = new StatementTape();
        var (recorded, transactions) = (new StatementRecorder(tape), new List<int>());
        Drain(log, consumer => consumer.Opened = recorded.Attach, () => transactions.Add(tape.Transactions.Count - transactions.Sum()));

        var consumed = new List<Cost[]>();
        var bare = new List<Cost[]>();
        for (var round = 0; round < rounds; round++)
        {
            consumed.Add(Drain(log, static _ => { }, static () => { }));
            bare.Add(Play(log, tape, transactions));
        }

        Print(output, log.EntryCount, consumed, bare);
        PrintStatements(output, tape, 2 * log.EntryCount);
        PrintParts(output, log);
    }

    private static Cost[] Drain(VisitorLog log, Action<Consumer> prepare, Action drained)
    {
        DeleteStore(log);
        using var source = new SectionSource(log.Read());
        using var consumer = new Consumer(source, log.Directory, new SilentEvents(), TimeProvider.System);
        prepare(consumer);
        var costs = new Cost[2];
        for (var section = 0; section < costs.Length; section++)
        {
            source.LastSequence = (section + 1L) * log.EntryCount;
            costs[section] = Cost.Of(() => consumer.DrainToEnd());
            drained();
            if (consumer.Figures.CheckpointSequence != source.LastSequence)
                throw new InvalidDataException($"The consumer stopped at {consumer.Figures.CheckpointSequence}: {consumer.Figures.FaultText}");
        }

        return costs;
    }

    private static Cost[] Play(VisitorLog log, StatementTape tape, List<int> transactions)
    {
        DeleteStore(log);
        using var player = new StatementPlayer(tape, StoreOf(log));
        var costs = new Cost[transactions.Count];
        for (var section = 0; section < costs.Length; section++)
        {
            var before = player.CommitTime;
            costs[section] = Cost.Of(() => player.Play(transactions[section])) with { Commits = player.CommitTime - before };
        }

        return costs;
    }

    private static string StoreOf(VisitorLog log) => Path.Combine(log.Directory, LeadStore.FileName);

    private static void DeleteStore(VisitorLog log)
    {
        foreach (var end in (string[])["", "-wal", "-shm"])
            File.Delete(StoreOf(log) + end);
    }

    private static void Print(TextWriter output, int entries, List<Cost[]> consumed, List<Cost[]> bare)
    {
        output.WriteLine("| section | consumer entries/s | CPU us an entry | its statements alone, entries/s | CPU us an entry | of these commit us | ratio of CPU |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        for (var section = 0; section < 2; section++)
        {
            var (ours, theirs) = (consumed.ConvertAll(round => round[section]), bare.ConvertAll(round => round[section]));
            var ratios = ours.Zip(theirs, static (one, other) => one.Cpu / other.Cpu);
            output.WriteLine(
                $"| {(section == 0 ? "all new" : "30 % repeat")} | {Range(ours.Select(cost => entries / cost.Wall.TotalSeconds), "N0")} | {Range(ours.Select(cost => cost.Cpu.TotalMicroseconds / entries), "F1")} "
                + $"| {Range(theirs.Select(cost => entries / cost.Wall.TotalSeconds), "N0")} | {Range(theirs.Select(cost => cost.Cpu.TotalMicroseconds / entries), "F1")} "
                + $"| {Range(theirs.Select(cost => cost.Commits.TotalMicroseconds / entries), "F1")} | {Range(ratios, "F2")} |");
        }
    }

    private static void PrintStatements(TextWriter output, StatementTape tape, int entries)
    {
        output.WriteLine();
        foreach (var (text, count) in tape.Texts.Zip(tape.Counts).OrderByDescending(static pair => pair.Second))
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{(double)count / entries,7:F3} an entry: {text.ReplaceLineEndings(" ")[..Math.Min(text.Length, 100)]}"));
    }

    /// <summary>The parts before the store, each with those before it.</summary>
    private static void PrintParts(TextWriter output, VisitorLog log)
    {
        output.WriteLine();
        PrintPart(output, log, "reading and checking", static (_, _) => { });
        PrintPart(output, log, "and its leaves", static (entry, _) => EntryLeaves.Read(entry.Fields));
        PrintPart(output, log, "and mapping", static (entry, mapping) => EntryMapper.Map(SignalTarget.People, mapping, EntryLeaves.Read(entry.Fields)));
    }

    private delegate void Part(EntryRecord entry, SignalMapping mapping);

    private static void PrintPart(TextWriter output, VisitorLog log, string name, Part part)
    {
        var cost = Cost.Of(() =>
        {
            using var reader = log.Read();
            while (reader.Read(out var read) is ReadOutcome.Entry)
            {
                if (EntryRecord.TryRead(read.Record, out var entry))
                    part(entry, VisitorLog.Mapping);
            }
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {cost.Cpu.TotalMicroseconds / (2 * log.EntryCount):F2} us of CPU an entry"));
    }

    private static string Range(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToList();
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(sorted[sorted.Count / 2])} ({Text(sorted[0])} to {Text(sorted[^1])})";
    }

    private readonly record struct Cost(TimeSpan Wall, TimeSpan Cpu, TimeSpan Commits)
    {
        public static Cost Of(Action action)
        {
            GC.Collect();
            var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            action();
            return new Cost(Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - before, default);
        }
    }

    private sealed class SilentEvents : IConsumerEvents
    {
        public void Stopped(string cause) => throw new InvalidDataException(cause);

        public void Waiting(string cause) => throw new InvalidDataException(cause);

        public void Resumed() => throw new InvalidDataException("It had waited.");

        public void EntryFailed(long sequence, string cause) => throw new InvalidDataException(cause);
    }
}
