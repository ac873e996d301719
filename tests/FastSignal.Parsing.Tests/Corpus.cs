namespace FastSignal.Parsing.Tests;

/// <summary>The contents of <c>tests/corpus/json</c>. The name of a file is its verdict: <c>y_...</c> is accepted, <c>n_code_...</c> refused with
/// that code.</summary>
internal static class Corpus
{
    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<CorpusCase> Json { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "tests", "corpus", "json"), "*.json").Order(StringComparer.Ordinal)
        .Select(file => new CorpusCase(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file))),
    ];

    public static IReadOnlyList<CorpusCase> Accepted { get; } = [.. Json.Where(content => content.Code is null)];

    /// <summary>The names, for a theory: they make the titles of its cases.</summary>
    public static TheoryData<string> JsonNames { get; } = [.. Json.Select(content => content.Name)];

    public static CorpusCase Named(string name) => Json.Single(content => string.Equals(content.Name, name, StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FastSignal.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("FastSignal.sln is in no folder above the tests.");
        return folder;
    }
}

/// <summary>One content, and the code that its name says it is refused with; null if it is accepted.</summary>
internal sealed record CorpusCase(string Name, byte[] Octets)
{
    public string? Code { get; } = Name.StartsWith("y_", StringComparison.Ordinal)
        ? null
        : Enum.GetValues<Rejection>().Where(rejection => rejection != Rejection.None).Select(rejection => rejection.Code())
            .Single(code => Name.StartsWith($"n_{code}_", StringComparison.Ordinal));
}
