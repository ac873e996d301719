namespace FastSignal.Repository.Tests;

/// <summary>The files of this repository.</summary>
internal static class SourceTree
{
    /// <summary>The rooms, and the rooms that each may know (DESIGN.md section 3).</summary>
    public static IReadOnlyDictionary<string, string[]> Arrows { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Parsing"] = [],
        ["Log"] = [],
        ["Leads"] = ["Parsing", "Log"],
        ["Console"] = ["Leads", "Log"],
        ["Server"] = ["Parsing", "Log", "Leads", "Console"],
    };

    public static string Root { get; } = FindRoot();

    /// <summary>The source files of a room.</summary>
    public static IEnumerable<SourceFile> Sources(string room) => Under(Path.Combine("src", "FastSignal." + room));

    /// <summary>The source files of all rooms.</summary>
    public static IEnumerable<SourceFile> AllSources => Arrows.Keys.SelectMany(Sources);

    /// <summary>The C# files under a folder.</summary>
    public static IEnumerable<SourceFile> Under(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path), File.ReadAllLines(path)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FastSignal.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("No FastSignal.sln above the tests.");
        return folder.FullName;
    }
}

/// <summary>A source file.</summary>
internal sealed record SourceFile(string Path, string[] Lines)
{
    public string Room => Path.Split('/')[1]["FastSignal.".Length..];

    /// <summary>The lines without what stands behind <c>//</c>: comments may speak of anything.</summary>
    public IEnumerable<string> Code => Lines.Select(line => line.IndexOf("//", StringComparison.Ordinal) is >= 0 and var at ? line[..at] : line);
}
