using System.Globalization;

namespace FastSignal.Parsing.Tests;

/// <summary>The files of tests/corpus/heads and tests/corpus/chunked: raw octets; the verdict is the beginning of the name.</summary>
/// <remarks><c>y_</c> is complete, <c>p_</c> valid so far, <c>n_400_</c> refused with that status.</remarks>
internal static class HeadCorpus
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Heads => Names("heads");

    public static TheoryData<string> Chunked => Names("chunked");

    public static TheoryData<string> ValidHeads => Names("heads", "y_*");

    public static byte[] Head(string name) => File.ReadAllBytes(Path.Combine(Root, "heads", name));

    public static byte[] Content(string name) => File.ReadAllBytes(Path.Combine(Root, "chunked", name));

    public static byte[][] All(string folder) => [.. Directory.GetFiles(Path.Combine(Root, folder)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>What the name promises.</summary>
    public static (ParseStatus Status, int Code) Verdict(string name) => name[0] switch
    {
        'y' => (ParseStatus.Complete, 0),
        'p' => (ParseStatus.Partial, 0),
        _ => (ParseStatus.Invalid, int.Parse(name.AsSpan(2, 3), CultureInfo.InvariantCulture)),
    };

    private static TheoryData<string> Names(string folder, string pattern = "*") =>
        [.. Directory.GetFiles(Path.Combine(Root, folder), pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FastSignal.sln")))
            folder = folder.Parent;

        return Path.Combine(folder?.FullName ?? ".", "tests", "corpus");
    }
}
