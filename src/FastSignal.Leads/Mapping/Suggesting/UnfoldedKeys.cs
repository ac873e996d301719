namespace FastSignal.Leads;

/// <summary>Reads keys that an automation made of paths (<c>trigger__form__email</c>) as the paths that they were.</summary>
internal sealed class UnfoldedKeys
{
    private const string Fold = "__";
    private const int MinKeys = 2; // That begin alike: first__name and last__name are no records.

    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);

    /// <summary>Unfolds the keys of <paramref name="samples"/>, if there are any.</summary>
    public UnfoldedKeys(IReadOnlyList<IReadOnlyList<Leaf>> samples)
    {
        var folded = samples.SelectMany(sample => sample).Select(leaf => leaf.Path).Where(IsFolded).Distinct(StringComparer.Ordinal)
            .GroupBy(path => path[..path.IndexOf(Fold, StringComparison.Ordinal)], StringComparer.Ordinal).Where(record => record.Count() >= MinKeys).SelectMany(record => record).ToHashSet(StringComparer.Ordinal);
        Samples = folded.Count == 0 ? samples : [.. samples.Select(sample => sample.Select(leaf => folded.Contains(leaf.Path) ? Unfold(leaf) : leaf).ToList())];
    }

    /// <summary>The samples with the paths that the keys were made of.</summary>
    public IReadOnlyList<IReadOnlyList<Leaf>> Samples { get; }

    /// <summary>The path as it stands in an entry.</summary>
    public string PathOf(string path) => _paths.GetValueOrDefault(path, path);

    /// <summary>True if <paramref name="path"/> stands in an entry as it is.</summary>
    public bool IsPlain(string path) => !_paths.ContainsKey(path);

    private Leaf Unfold(Leaf leaf)
    {
        var path = leaf.Path.Replace(Fold, ".", StringComparison.Ordinal);
        _paths.TryAdd(path, leaf.Path);
        return new(path, leaf.Kind, leaf.Value);
    }

    /// <summary>True for a key of several parts; the ending of a custom field (<c>Region__c</c>) and what begins with the fold is no part.</summary>
    private static bool IsFolded(string path)
    {
        var at = path.IndexOf(Fold, StringComparison.Ordinal);
        return at > 0 && path[at - 1] != '.' && !(at + Fold.Length + 1 < path.Length && path[at + Fold.Length + 1] == '.') && path.LastIndexOf(Fold, StringComparison.Ordinal) + Fold.Length < path.Length - 2 && !path.Contains("___", StringComparison.Ordinal);
    }
}
