using FastSignal.Fuzz.Rig;
using SharpFuzz;

namespace FastSignal.Fuzz;

/// <summary>One target as a program: fed by afl-fuzz or libFuzzer when one of them started it, else by files.</summary>
internal static class FuzzCommand
{
    private const string Usage = """
        usage: FastSignal.Fuzz TARGET FILE...         feeds these files, one after the other; exit code 1 if one breaks an oracle
               FastSignal.Fuzz TARGET --seeds FOLDER  writes the target's seeds into a folder, one a file
               afl-fuzz ... FastSignal.Fuzz TARGET    is fed by afl-fuzz; libfuzzer-dotnet works the same
        """;

    /// <summary>Runs the program.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IFuzzTarget target, string[] arguments)
    {
        if (Environment.GetEnvironmentVariable("__LIBFUZZER_SHM_ID") is not null)
        {
            Fuzzer.LibFuzzer.Run(target.Run);
            return 0;
        }

        if (Environment.GetEnvironmentVariable("__AFL_SHM_ID") is not null)
        {
            Fuzzer.OutOfProcess.Run(stream => target.Run(ReadAll(stream)));
            return 0;
        }

        switch (arguments)
        {
            case ["--seeds", var folder]:
                WriteSeeds(target, folder);
                return 0;
            case [_, ..]:
                return arguments.Aggregate(true, (all, file) => Holds(target, file) && all) ? 0 : 1;
            default:
                System.Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static bool Holds(IFuzzTarget target, string file)
    {
        var broken = Campaign.Try(target, File.ReadAllBytes(file));
        System.Console.WriteLine(broken is null ? $"{file}: all oracles hold" : $"{file}: {broken}");
        return broken is null;
    }

    private static void WriteSeeds(IFuzzTarget target, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, octets) in FuzzCorpus.SeedsOf(target))
            File.WriteAllBytes(Path.Combine(folder, name), octets);
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
