namespace FastSignal.Leads;

/// <summary>Reads keys that an automation made of paths (<c>trigger__form__email</c>) as the paths that they were. Only at the top, where it wrote
/// them.</summary>
internal sealed class UnfoldedKeys
{
    private const string Fold = "__";
    private const int MinKeys = 2; // That begin alike: first__name and last__name are no records.

    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>Unfolds the keys of <paramref name="samples"/>, if there are any.</summary>
    public UnfoldedKeys(IReadOnlyList<IReadOnlyList<Leaf>> samples)
    {
        var paths = samples.SelectMany(sample => sample).Select(leaf => leaf.Path).ToHashSet(StringComparer.Ordinal);
        var taken = paths.SelectMany(PathSegments.SelfAndContainers).ToHashSet(StringComparer.Ordinal);
        var folded = paths.Where(IsFolded).GroupBy(key => key[..key.IndexOf(Fold, StringComparison.Ordinal)], StringComparer.Ordinal)
            .Where(record => record.Count() >= MinKeys).SelectMany(record => record);
        var unfolded = folded.Where(key => taken.Add(Unfold(key))).ToDictionary(key => key, Unfold, StringComparer.Ordinal);
        foreach (var (key, path) in unfolded) _keys[path] = key;
        Samples = unfolded.Count == 0
            ? samples
            : [.. samples.Select(sample => sample.Select(leaf => unfolded.TryGetValue(leaf.Path, out var path) ? new(path, leaf.Kind, leaf.Value) : leaf)
                .ToList())];
    }

    /// <summary>The samples with the paths that the keys were made of.</summary>
    public IReadOnlyList<IReadOnlyList<Leaf>> Samples { get; }

    /// <summary>The path as it stands in an entry.</summary>
    public string PathOf(string path) => _keys.GetValueOrDefault(path, path);

    /// <summary>True if <paramref name="path"/> stands in an entry as it is.</summary>
    public bool IsPlain(string path) => !_keys.ContainsKey(path);

    private static string Unfold(string key) => key.Replace(Fold, ".", StringComparison.Ordinal);

    /// <summary>True for a key of several parts; the ending of a custom field (<c>Region__c</c>) and what begins with the fold is no part.</summary>
    private static bool IsFolded(string path)
    {
        var at = path.IndexOf(Fold, StringComparison.Ordinal);
        return at > 0 && !path.Contains('.', StringComparison.Ordinal)
            && path.LastIndexOf(Fold, StringComparison.Ordinal) + Fold.Length < path.Length - 2 && !path.Contains("___", StringComparison.Ordinal);
    }
}
