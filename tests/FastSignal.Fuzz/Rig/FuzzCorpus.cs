namespace FastSignal.Fuzz.Rig;

/// <summary>The files of tests/corpus as inputs of targets, and the folder where findings go.</summary>
internal static class FuzzCorpus
{
    private static readonly string Root = FindRoot();

    /// <summary>The folder for inputs that break an oracle; made when it is needed.</summary>
    public static string Findings => Path.Combine(Root, "artifacts", "fuzz", "findings");

    /// <summary>Everything that a target begins from, by a name that is unique and sorts the same everywhere.</summary>
    public static IReadOnlyList<(string Name, byte[] Octets)> SeedsOf(IFuzzTarget target) =>
    [
        .. from folder in target.CorpusFolders
           from file in Files(folder)
           let octets = target.Seed(folder, File.ReadAllBytes(file))
           where octets is not null
           select ($"{folder}-{Path.GetFileName(file)}", octets),
    ];

    private static IEnumerable<string> Files(string folder)
    {
        var path = Path.Combine(Root, "tests", "corpus", folder);
        return Directory.Exists(path)
            ? Directory.GetFiles(path).Where(file => !file.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            : [];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FastSignal.sln")))
            folder = folder.Parent;

        // An instrumented copy runs anywhere; it is fed by others and needs no corpus.
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
